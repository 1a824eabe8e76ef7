"""A person's own choice to be reminded by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servanda.desk.accounts.http import Request
from servanda.desk.accounts.models import Person
from servanda.desk.bodies.forms import DigestForm
from servanda.desk.bodies.services.reminding import choose


@login_required
@require_POST
def reminders(request: Request) -> HttpResponse:
    """Keep the choice, or say why not."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - login_required stands before
    form = DigestForm(request.POST, prefix="digest")
    if not form.is_valid():
        messages.error(request, _("A digest looks 1 to 90 days ahead. Nothing was changed."))
        return redirect("me")
    choose(person, **form.cleaned_data)
    said = (
        _("You will be reminded by mail.")
        if form.cleaned_data["wanted"]
        else _("You will not be reminded by mail.")
    )
    messages.info(request, said)
    return redirect("me")
