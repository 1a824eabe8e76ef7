"""What the pages that take changes share: from where they look, and what a refusal answers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from servanda.desk.accounts.http import Request
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint

Made = TypeVar("Made")
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotAllowed, 403),
    (Conflict, 409),
    (Refused, 422),
    (ValidationError, 422),
)


def present(request: Request) -> Viewpoint:
    """Return the viewpoint of now: what is changed is what is there now."""
    return replace(request.viewpoint, known=None, on=timezone.localdate())


def allowed(request: Request, action: str, partnership_id: str) -> Person:
    """Return the person if their roles allow the action; 403 otherwise."""
    if not isinstance(request.user, Person) or not may_do(request.viewer, action, partnership_id):
        raise PermissionDenied
    return request.user


def sent(form: forms.Form, change: Callable[[], Made]) -> tuple[Made | None, int]:
    """Make a change that a form asks for; a refusal stands on the form, with its status."""
    if not form.is_valid():
        return None, 400
    try:
        return change(), 200
    except (Refused, ValidationError) as error:
        if isinstance(error, Missing):
            raise Http404 from error
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        form.add_error(None, said)
        return None, next(status for kind, status in STATUS if isinstance(error, kind))
