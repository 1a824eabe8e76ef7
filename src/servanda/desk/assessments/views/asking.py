"""Asking the optional helpers about one passage of a source."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from servanda.desk.accounts.http import Request
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.plugins import helpers
from servanda.desk.assessments.services.asking import Answer, ask
from servanda.desk.assessments.views.inbox import desk_for, page, passage_asked, status_of


@dataclass(frozen=True, slots=True)
class Quotes:
    """What a model quoted for a commitment."""

    commitment: Commitment
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it."""

    names: str
    quotes: list[Quotes]
    refused: int
    failed: str


@require_POST
def ask_helpers(request: Request, partnership: str, local: str) -> HttpResponse:
    """Ask, and show the passage again with what was answered."""
    desk = desk_for(request, partnership, local)
    asked = helpers()
    if not asked:
        raise Http404
    number = passage_asked(desk)
    span = desk.work.span(number)
    if span is None:
        raise Http404
    passage = desk.work.original.text[span[0] : span[1]]
    proposed = desk.work.proposed(number)
    commitments = {each.id: each for one in proposed if (each := one.about.commitment)}
    try:
        known = desk.work.material.by_id
        answer = ask(asked, desk.work.original, passage, known, tuple(commitments))
    except Refused as error:
        return page(desk, number, refused=str(error), status=status_of(error))
    extra = frozenset(key for key, _likeness in answer.near)
    return page(desk, number, answer=_shown(asked.names, answer, commitments), extra=extra)


def _shown(names: str, answer: Answer, commitments: dict[str, Commitment]) -> Shown:
    quoted = [
        Quotes(commitments[key], quotes) for key, quotes in (answer.quotes or {}).items() if quotes
    ]
    return Shown(names, quoted, answer.refused, answer.failed)
