"""Adding an agreement: a file or pasted words go to the reader, and what it finds to review."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.forms import AddForm
from servanda.desk.agreements.models import Reading
from servanda.desk.agreements.services import Refused, open_reading
from servanda.desk.record.policy import may_do
from servanda.reading import NotAnAgreement
from servanda.reading.formats import DEFAULT, UnreadableDocument


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, partnership: str) -> HttpResponse:
    """Take an agreement in, or say in one sentence why not; nothing partial is stored."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id)
    form = AddForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        reading, status = _read(form, found.id, person)
        if reading is not None:
            return redirect("reading", found.id, reading.id)
    context = {"partnership": found, "form": form}
    return render(request, "agreements/add.html", context, status=status)


def officer(request: Request, partnership_id: str, action: str = "reading.open") -> Person:
    """Return the person if their roles allow it; 403 otherwise."""
    if not isinstance(request.user, Person) or not may_do(request.viewer, action, partnership_id):
        raise PermissionDenied
    return request.user


def _read(form: AddForm, partnership_id: str, person: Person) -> tuple[Reading | None, int]:
    if not form.is_valid():
        return None, 400
    given = form.cleaned_data
    if given["file"] is not None and given["file"].size > DEFAULT.document_bytes:
        form.add_error(None, too_large())
        return None, 413
    data, name = _document(given)
    try:
        reading = open_reading(
            partnership_id,
            file_name=name,
            data=data,
            by=person,
            signed=given["signed"],
            classification=given["classification"],
        )
    except Refused as error:
        form.add_error(None, str(error))
        return None, 422
    except (UnreadableDocument, NotAnAgreement) as error:
        form.add_error(None, in_its_words(error))
        return None, 422
    return reading, 200


def in_its_words(error: Exception) -> str:
    """Return what the reader says, which is English, and says so on a page in another language."""
    if (get_language() or "en").startswith("en"):
        return str(error)
    said = _("It could not be read as an agreement, and nothing was stored. The reader says:")
    return format_html('{} <span lang="en">{}</span>', said, str(error))


def _document(given: dict[str, Any]) -> tuple[bytes, str]:
    upload = given["file"]
    if upload is None:
        return given["words"].encode(), "pasted.txt"
    return upload.read(), upload.name


def too_large() -> str:
    """Say that a file is larger than the reader takes."""
    return _(
        "The file is larger than %(size)s MB and was not read. "
        "Give the agreement alone, without pictures or attachments."
    ) % {"size": DEFAULT.document_bytes // 1_000_000}
