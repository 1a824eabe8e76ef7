"""What the pages that take changes share: who may, from where they look, what a refusal answers."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from servanda.desk.accounts.http import Request
from servanda.desk.agreements import selectors as agreements
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.record.viewpoint import Viewpoint

Made = TypeVar("Made")
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotAllowed, 403),
    (Conflict, 409),
    (Refused, 422),
    (ValidationError, 422),
)


def present(request: Request) -> Viewpoint:
    """Return the viewpoint of now: what is changed is what is there now, whatever is looked at."""
    return replace(request.viewpoint, known=None, on=timezone.localdate())


def commitment_or_404(view: Viewpoint, partnership_id: str, local_id: str) -> DueCommitment:
    """Return the commitment that an address names; what is hidden does not exist."""
    found = agreements.commitment(view, partnership_id, local_id)
    if found is None:
        raise Http404
    return found


def sent(form: forms.Form, change: Callable[[], Made]) -> tuple[Made | None, int]:
    """Make a change that a form asks for; a refusal stands on the form, with its status."""
    if not form.is_valid():
        return None, 400
    try:
        return change(), 200
    except (Refused, ValidationError) as error:
        if isinstance(error, Missing):
            raise Http404 from error
        said = error if isinstance(error, ValidationError) else str(error)
        form.add_error(None, _plain(said))
        return None, next(status for kind, status in STATUS if isinstance(error, kind))


def _plain(said: str | ValidationError) -> str:
    return said if isinstance(said, str) else " ".join(said.messages)
