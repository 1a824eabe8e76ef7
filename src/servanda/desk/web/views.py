"""The pages that belong to no partnership: the way in, what this is, and what went wrong."""

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.accounts.selectors import partnerships
from servanda.desk.agreements.views.adding import too_large
from servanda.desk.web.context_processors import THEMES

A_YEAR = 365 * 24 * 3600


@require_safe
def home(request: Request) -> HttpResponse:
    """List the partnerships; where there is one, go straight to it."""
    found = list(partnerships(request.viewpoint))
    if len(found) == 1:
        return redirect("overview", found[0].id)
    return render(request, "home.html", {"partnerships": found})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, what it is not, and under which licence."""
    return render(request, "about.html")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the paper that the reader chose, and go back."""
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(_way_back(request))
    if chosen in THEMES:
        response.set_cookie(
            "servanda_theme",
            chosen,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie("servanda_theme", samesite="Lax")
    return response


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else "/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say in one sentence what was wrong with the request."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", {"sentence": too_large()}, status=413)
    said = str(exception) if isinstance(exception, BadRequest) else ""
    sentence = said or _(
        "The request could not be read. Go back, check what you entered, try again."
    )
    return render(request, "400.html", {"sentence": sentence}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the person's roles do not allow this."""
    return render(request, "403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say the same of what does not exist and of what is not the viewer's to see."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say that the fault is ours, without asking the database anything."""
    return render(None, "500.html", status=500)
