"""The inbox: the queue of sources, and a source with its candidates to accept or refuse."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import Missing, Refused
from servanda.desk.agreements.views.adding import officer
from servanda.desk.agreements.views.reviewing import STATUS
from servanda.desk.assessments.inbox_form import AcceptForm, cards
from servanda.desk.assessments.models import Review
from servanda.desk.assessments.models.words import Direction, Strength
from servanda.desk.assessments.plugins import helpers
from servanda.desk.assessments.selectors.inbox import PAGE, freshness, queue
from servanda.desk.assessments.selectors.inbox_source import Proposed, Work, work
from servanda.desk.assessments.selectors.subjects import subject_named
from servanda.desk.assessments.services import reviews
from servanda.desk.assessments.services.candidates import match_apart
from servanda.desk.assessments.services.reviews import Offered
from servanda.desk.sources.locks import is_held
from servanda.desk.sources.selectors import shown

ACTION = "review.accept"


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page of a source in the inbox needs."""

    request: Request
    partnership: Partnership
    person: Person
    work: Work

    def again(self) -> "Desk":
        """Return the same after a change."""
        return Desk(self.request, self.partnership, self.person, _work(self))


def desk_for(request: Request, partnership: str, local: str) -> Desk:
    """Return the desk for a source; 403 for who may not decide, 404 for who may not see it."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, ACTION)
    one = work(request.viewpoint, found.id, local)
    if one is None:
        raise Http404
    return Desk(request, found, person, one)


def _work(desk: Desk) -> Work:
    found = work(desk.request.viewpoint, desk.partnership.id, desk.work.original.local_id)
    if found is None:
        raise Http404
    return found


def _not_now(request: Request) -> bool:
    """Tell whether a past day is looked at: work is done today, on what is known now."""
    view = request.viewpoint
    return view.known is not None or view.on != timezone.localdate()


@require_safe
def inbox(request: Request, partnership: str) -> HttpResponse:
    """List the sources in which something waits, the best first."""
    found = partnership_or_404(request, partnership)
    officer(request, found.id, ACTION)
    if _not_now(request):
        return redirect("inbox", found.id)
    rested = request.GET.get("rested") == "1"
    everything = queue(request.viewpoint, found.id, rested=rested)
    number = page_number(request)
    context = {
        "partnership": found,
        "queue": everything,
        "rows": everything.page(number),
        "rested": rested,
        "before": number - 1,
        "after": number + 1 if number * PAGE < everything.sources else None,
        "freshness": freshness(request.viewpoint, found.id),
        "matching": is_held(f"match-{found.id}"),
    }
    return render(request, "assessments/inbox.html", context)


@require_POST
def match(request: Request, partnership: str) -> HttpResponse:
    """Match in the background what waits to be matched."""
    found = partnership_or_404(request, partnership)
    officer(request, found.id, ACTION)
    if not is_held(f"match-{found.id}"):
        match_apart(found.id)
    messages.info(request, _("The sources are being matched. Load this page again in a moment."))
    return redirect("inbox", found.id)


@require_safe
def source(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a source with one passage lit, and what is offered for it."""
    if _not_now(request):
        return redirect("inbox_source", partnership_or_404(request, partnership).id, local)
    desk = desk_for(request, partnership, local)
    asked = request.GET.get("passage", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else None
    if number is not None and desk.work.span(number) is None:
        raise Http404
    return page(desk, number)


@require_POST
def accept(request: Request, partnership: str, local: str) -> HttpResponse:
    """Say yes to a candidate."""
    desk = desk_for(request, partnership, local)
    number, proposed = _asked(desk)
    if proposed is None:
        return _late(desk, number)
    form = AcceptForm(proposed, request.POST)
    if not form.is_valid():
        return page(desk, number, given=request.POST, refused=form.first_error(), status=400)
    offered = _offered(desk, number, proposed)
    said = _("Accepted as %(direction)s: %(commitment)s") % {
        "direction": Direction(form.cleaned_data["direction"]).label,
        "commitment": proposed.about.said,
    }
    quoted = form.quoted()
    return _decide(
        desk,
        number,
        lambda: reviews.accept_candidate(offered, quoted, by=desk.person),
        said,
    )


@require_POST
def refuse(request: Request, partnership: str, local: str) -> HttpResponse:
    """Say no to a candidate."""
    desk = desk_for(request, partnership, local)
    number, proposed = _asked(desk)
    if proposed is None:
        return _late(desk, number)
    offered = _offered(desk, number, proposed)
    said = _("Refused: %(commitment)s") % {"commitment": proposed.about.said}
    return _decide(desk, number, lambda: reviews.refuse_candidate(offered, by=desk.person), said)


@require_POST
def undo(request: Request, partnership: str, local: str) -> HttpResponse:
    """Take the last decision back, or the word that there is nothing more."""
    desk = desk_for(request, partnership, local)
    original = desk.work.original
    if desk.work.passed:
        reviews.take_up(original.id, by=desk.person)
        return _done(desk.again(), None, _("The source is in the inbox again."))
    try:
        undone = reviews.undo_last(original.id, by=desk.person)
    except Refused as error:
        return page(desk, None, refused=str(error), status=status_of(error))
    said = _("Taken back: it was accepted.") if undone.yes else _("Taken back: it was refused.")
    return _done(desk.again(), _passage_of(desk, undone), said)


@require_POST
def rest(request: Request, partnership: str, local: str) -> HttpResponse:
    """Say that there is nothing more in a source."""
    desk = desk_for(request, partnership, local)
    reviews.pass_over(desk.work.original.id, by=desk.person)
    title = desk.work.original.title or desk.work.original.name
    messages.info(request, _("Nothing more in “%(title)s”: it rests.") % {"title": title})
    return redirect("inbox_next", desk.partnership.id, local)


@require_safe
def following(request: Request, partnership: str, local: str) -> HttpResponse:
    """Go on to the next source of the queue, or back to the queue at its end."""
    found = partnership_or_404(request, partnership)
    officer(request, found.id, ACTION)
    ids = [row.original.local_id for row in queue(request.viewpoint, found.id).rows]
    at = ids.index(local) + 1 if local in ids else 0
    if at < len(ids):
        return redirect("inbox_source", found.id, ids[at])
    return redirect("inbox", found.id)


def passage_asked(desk: Desk) -> int:
    """Return the passage that a form names; 404 where there is none such."""
    written = desk.request.POST.get("passage", "")
    if not (written.isascii() and written.isdigit() and len(written) < 7):
        raise Http404
    if desk.work.span(int(written)) is None:
        raise Http404
    return int(written)


def _asked(desk: Desk) -> tuple[int, Proposed | None]:
    """Return the passage and the candidate that a form names; None where it waits no more."""
    number, subject = passage_asked(desk), desk.request.POST.get("subject", "")
    extra = f"{desk.partnership.id}.{subject}" if desk.request.POST.get("extra") else ""
    found = desk.work.proposed(number, {extra} - {""})
    return number, next((each for each in found if each.about.key == subject), None)


def _late(desk: Desk, number: int) -> HttpResponse:
    """Say that somebody decided it meanwhile, and who."""
    subject = subject_named(desk.partnership.id, desk.request.POST.get("subject", ""))
    span = desk.work.span(number)
    measured = desk.work.measured(number, subject)
    if span is None or measured is None:
        raise Http404
    offered = Offered(desk.work.original.id, *span, *subject)
    try:
        reviews.check_undecided(offered, by=desk.person)
    except Refused as error:
        return page(desk, number, refused=str(error), status=status_of(error))
    raise Http404


def _offered(desk: Desk, number: int, proposed: Proposed) -> Offered:
    span = desk.work.span(number)
    assert span is not None  # noqa: S101 - `_asked` found the passage
    return Offered(
        desk.work.original.id, *span, *proposed.about.subject, parts=proposed.candidate.parts
    )


def _decide(desk: Desk, number: int, decision: Callable[[], Review], said: str) -> HttpResponse:
    try:
        decision()
    except Missing as error:
        raise Http404 from error
    except Refused as error:
        given = desk.request.POST
        return page(desk.again(), number, given=given, refused=str(error), status=status_of(error))
    again = desk.again()
    here = again.work
    onward = number if here.counts.get(number) else here.after(number) or here.before(number)
    return _done(again, number if onward is None else onward, said)


def _done(desk: Desk, number: int | None, said: str) -> HttpResponse:
    if desk.request.htmx:
        return page(desk, number, said=said)
    messages.info(desk.request, said)
    address = reverse("inbox_source", args=[desk.partnership.id, desk.work.original.local_id])
    query = "" if number is None else f"?passage={number}"
    return redirect(f"{address}{query}#work")


def status_of(error: Refused) -> int:
    """Return the status that an answer to a refusal has."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _passage_of(desk: Desk, review: Review) -> int | None:
    near = desk.work.original.passages.filter(start__lt=review.end, end__gt=review.start)
    return near.order_by("ordinal").values_list("ordinal", flat=True).first()


def page(
    desk: Desk,
    number: int | None,
    *,
    given: Any = None,
    refused: str = "",
    said: str = "",
    status: int = 200,
    answer: object = None,
    extra: Collection[str] = (),
) -> HttpResponse:
    """Show a source; where a script asks, only the side on which is decided."""
    here = desk.work
    lit = here.passage_for(number)
    waits = sorted(here.counts)
    shown_cards = [] if lit is None else cards(here, lit, given=given, refused=refused, extra=extra)
    own = next((each for each in here.reviews if each.person_id == desk.person.id), None)
    context = {
        "partnership": desk.partnership,
        "work": here,
        "original": here.original,
        "lit": lit,
        "place": waits.index(lit) + 1 if lit in waits else None,
        "waiting_passages": len(waits),
        "counts": " ".join(f"{each}:{here.counts[each]}" for each in waits),
        "cards": shown_cards,
        "decided": [] if lit is None else here.decided(lit),
        "before": None if lit is None else here.before(lit),
        "after": None if lit is None else here.after(lit),
        "undoable": own,
        "refused": refused if not any(each.refused for each in shown_cards) else "",
        "said": said,
        "directions": list(enumerate(Direction.choices, start=1)),
        "strengths": list(enumerate(Strength.choices, start=5)),
        "helpers": helpers(),
        "answer": answer,
    }
    if desk.request.htmx:
        return render(desk.request, "assessments/inbox/work.html", context, status=status)
    context["shown"] = shown(here.original)
    return render(desk.request, "assessments/inbox/source.html", context, status=status)
