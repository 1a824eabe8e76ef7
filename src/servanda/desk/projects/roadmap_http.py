"""What the pages of roadmaps share: what an address names, who may change it, what refuses."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.selectors.roadmaps import roadmap
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan

Made = TypeVar("Made")
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotAllowed, 403),
    (Conflict, 409),
    (Refused, 422),
    (NotAPlan, 422),
    (ValidationError, 422),
)
DIGITS = 4
GET_AND_POST = ["GET", "HEAD", "POST"]


def present(request: Request) -> Viewpoint:
    """Return the viewpoint of now: what is changed is what is there now, whatever is looked at."""
    return replace(request.viewpoint, known=None, on=timezone.localdate())


def roadmap_or_404(
    request: Request, partnership: str, local: str, *, now: bool = False
) -> tuple[Partnership, Roadmap]:
    """Return the roadmap that an address names; what is hidden does not exist."""
    found = partnership_or_404(request, partnership)
    view = present(request) if now else request.viewpoint
    one = roadmap(view, found.id, local)
    if one is None:
        raise Http404
    return found, one


def allow(request: Request, partnership_id: str, action: str) -> None:
    """Refuse who may not do something; nobody in particular is sent to sign in."""
    if not may_do(request.viewer, action, partnership_id):
        raise PermissionDenied


def sent(form: forms.Form, change: Callable[[], Made]) -> tuple[Made | None, int]:
    """Make a change that a form asks for; a refusal stands on the form, with its status."""
    if not form.is_valid():
        return None, 400
    try:
        return change(), 200
    except (Refused, ValidationError, NotAPlan) as error:
        if isinstance(error, Missing):
            raise Http404 from error
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        form.add_error(None, " ".join(said))
        return None, next(status for kind, status in STATUS if isinstance(error, kind))


def day_asked(request: Request, name: str) -> date | None:
    """Return a day that an address asks for; None where it is none."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def numbers_asked(request: Request, name: str) -> Collection[int]:
    """Return the numbers that an address lists with commas."""
    parts = request.GET.get(name, "").split(",")
    plain = (part for part in parts if part.isascii() and part.isdigit() and len(part) <= DIGITS)
    return frozenset(int(part) for part in plain)
