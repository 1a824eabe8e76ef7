"""A person's own page: who the desk takes them for, their language, and their calendar address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.desk.accounts.forms import LanguageForm
from servanda.desk.accounts.models import Person
from servanda.desk.accounts.services import new_feed_token, revoke_feed_token
from servanda.desk.accounts.viewing import actor_of
from servanda.desk.record.services import change


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - login_required stands before
    return request.user


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show a person's roles and settings, and keep the language that they choose."""
    person = _person(request)
    form = LanguageForm(request.POST or None, initial={"language": person.language or "en"})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        change(person, by=actor_of(request), action="person.language_chosen", language=language)
        response = redirect("me")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return render(request, "accounts/me.html", _about(person, form))


def _about(person: Person, form: LanguageForm, **more: object) -> dict[str, object]:
    memberships = person.memberships.select_related("partnership", "party").order_by("id")
    return {"person": person, "form": form, "memberships": memberships, **more}


@login_required
@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make a new secret calendar address, shown once, or end the one there is."""
    person = _person(request)
    if request.POST.get("do") == "revoke":
        revoke_feed_token(person, by=actor_of(request))
        messages.info(request, _("Your calendar address no longer works."))
        return redirect("me")
    token = new_feed_token(person, by=actor_of(request))
    address = request.build_absolute_uri(reverse("private_feed", args=[token]))
    form = LanguageForm(initial={"language": person.language or "en"})
    response = render(request, "accounts/me.html", _about(person, form, address=address))
    response["Cache-Control"] = "no-store"
    return response
