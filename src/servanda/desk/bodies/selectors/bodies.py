"""Reads of bodies and meetings: what they rest on, who sits, what they decided and still owe."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.selectors.dues import events_by_instrument
from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.agreements.words import CommitmentState
from servanda.desk.bodies.models import (
    Action,
    AgendaItem,
    Attendance,
    Body,
    Decision,
    Mandate,
    Meeting,
    Seat,
)
from servanda.desk.bodies.recurring import Asked, Counted, asked_of, counted_for
from servanda.desk.bodies.selectors.papers import PaperView, foremost, papers
from servanda.desk.bodies.words import ActionState, MeetingState, PaperKind, SeatRole
from servanda.desk.record.viewpoint import Viewpoint

NEAR = ("instrument", "provision", "provision__text")


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in the list: when it met last, meets next and has to meet, and what waits."""

    body: Body
    last: Meeting | None
    next: Meeting | None
    asked: tuple[Asked, ...]
    open_actions: int
    papers: tuple[PaperView, ...]  # that are proposed and not adopted

    @property
    def soonest(self) -> Asked | None:
        """Return what is asked for first."""
        dated = [each for each in self.asked if each.by is not None and each.binding]
        return min(dated, key=lambda each: str(each.by), default=None)


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action, and whether it is late as seen from a day."""

    action: Action
    late: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class BodyView:
    """All that the page of a body shows."""

    body: Body
    parent: Body | None
    children: tuple[Body, ...]
    mandates: tuple[Mandate, ...]
    chairs: tuple[Seat, ...]
    members: tuple[Seat, ...]
    former: tuple[Seat, ...]
    planned: tuple[Meeting, ...]
    held: tuple[Meeting, ...]  # and cancelled ones, the latest first
    asked: tuple[Asked, ...]
    actions: tuple[ActionView, ...]
    papers: tuple[PaperView, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with the actions that follow from it."""

    decision: Decision
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A point of the agenda with what was decided on it."""

    item: AgendaItem
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """All that the page of a meeting shows."""

    meeting: Meeting
    agenda: tuple[ItemView, ...]
    decisions: tuple[DecisionView, ...]  # on no point of the agenda
    actions: tuple[ActionView, ...]  # that follow from no decision
    attendance: tuple[Attendance, ...]
    papers: tuple[PaperView, ...]

    @property
    def minutes(self) -> PaperView | None:
        """Return the paper with the minutes."""
        return foremost(each for each in self.papers if each.paper.kind == PaperKind.MINUTES)


def bodies(viewpoint: Viewpoint, partnership_id: str) -> list[BodyRow]:
    """Return the bodies that the viewer may see, in order."""
    seen = shelf(viewpoint, partnership_id)
    found = seen.all(Body, "parent")
    meetings = _by(seen.all(Meeting, "answers"), "body_id")
    actions = seen.all(Action, "meeting", state=ActionState.OPEN)
    asked = _asked(seen, found, meetings)
    waiting = [each for each in papers(viewpoint, partnership_id) if each.proposed]
    return [
        BodyRow(
            body,
            _last(meetings[body.id], viewpoint),
            _next(meetings[body.id], viewpoint),
            asked[body.id],
            sum(each.meeting.body_id == body.id for each in actions),
            tuple(each for each in waiting if each.paper.body_id == body.id),
        )
        for body in found
    ]


def body(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> BodyView | None:
    """Return one body, or None where there is none for the viewer."""
    seen = shelf(viewpoint, partnership_id)
    found = next(iter(seen.all(Body, "parent", id=f"{partnership_id}.{local_id}")), None)
    if found is None:
        return None
    around = {each.id: each for each in seen.all(Body)}
    meetings = _ordered(seen.all(Meeting, "answers", body_id=found.id))
    open_ = seen.all(Action, "meeting", "party", meeting__body_id=found.id, state=ActionState.OPEN)
    seats = seen.all(Seat, "party", body_id=found.id)
    now = [each for each in seats if each.until is None or each.until >= viewpoint.on]
    chairs = [each for each in now if each.role == SeatRole.CO_CHAIR]
    return BodyView(
        found,
        around.get(found.parent_id or ""),
        tuple(each for each in around.values() if each.parent_id == found.id),
        tuple(seen.all(Mandate, "provision__text__instrument", body_id=found.id)),
        tuple(chairs),
        tuple(each for each in now if each.role != SeatRole.CO_CHAIR),
        tuple(each for each in seats if each not in now),
        tuple(each for each in meetings if each.state == MeetingState.PLANNED),
        tuple(each for each in reversed(meetings) if each.state != MeetingState.PLANNED),
        _asked(seen, [found], defaultdict(list, {found.id: meetings}))[found.id],
        _viewed(open_, viewpoint),
        tuple(papers(viewpoint, partnership_id, body_id=found.id)),
    )


def meeting(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> MeetingView | None:
    """Return one meeting, or None where there is none for the viewer."""
    seen = shelf(viewpoint, partnership_id)
    key = f"{partnership_id}.{local_id}"
    found = next(iter(seen.all(Meeting, "body", "source", id=key)), None)
    if found is None:
        return None
    actions = seen.all(Action, "party", "meeting", meeting_id=key)
    decided = [
        DecisionView(each, _viewed((a for a in actions if a.decision_id == each.id), viewpoint))
        for each in seen.all(Decision, meeting_id=key)
    ]
    known = {each.decision.id for each in decided}
    items = seen.all(AgendaItem, "presenter", meeting_id=key)
    points = {each.id for each in items}
    return MeetingView(
        found,
        tuple(
            ItemView(item, tuple(each for each in decided if each.decision.item_id == item.id))
            for item in items
        ),
        tuple(each for each in decided if each.decision.item_id not in points),
        _viewed((each for each in actions if each.decision_id not in known), viewpoint),
        tuple(seen.all(Attendance, "party", meeting_id=key)),
        tuple(papers(viewpoint, partnership_id, meeting_id=key)),
    )


def seen_commitments(
    viewpoint: Viewpoint, partnership_id: str, ids: Iterable[str | None]
) -> dict[str, Commitment]:
    """Return those of the commitments named that the viewer may see, by id."""
    wanted = {each for each in ids if each}
    seen = shelf(viewpoint, partnership_id)
    found = seen.all(Commitment, *NEAR, id__in=wanted) if wanted else []
    return {each.id: each for each in found}


def asked_by(viewpoint: Viewpoint, commitment: Commitment) -> tuple[Asked, list[Meeting]] | None:
    """Return how a recurring commitment stands by all meetings that answer it, and these."""
    seen = shelf(viewpoint, commitment.partnership_id)
    meetings = _ordered(seen.all(Meeting, "body", answers_id=commitment.id))
    events = seen.all(Event, instrument_id=commitment.instrument_id)
    asked = asked_of(commitment, events, meetings, viewpoint.on)
    return (asked, meetings) if asked is not None else None


def counted(viewpoint: Viewpoint, meeting: Meeting) -> Counted | None:
    """Return what a meeting is to the commitment that it answers, if the viewer sees that."""
    seen = shelf(viewpoint, meeting.partnership_id)
    found = seen.all(Commitment, *NEAR, id=meeting.answers_id) if meeting.answers_id else []
    asked = asked_by(viewpoint, found[0]) if found else None
    return counted_for(asked[0], meeting, viewpoint.on) if asked else None


def all_asked(viewpoint: Viewpoint, partnership_id: str) -> list[Asked]:
    """Return what recurring commitments ask for, and how that stands by all meetings."""
    seen = shelf(viewpoint, partnership_id)
    adopted = seen.all(Commitment, *NEAR, state=CommitmentState.ADOPTED)
    found = (asked_by(viewpoint, each) for each in adopted if each.recurs)
    return [each[0] for each in found if each is not None]


def _asked(
    seen: Shelf, found: Sequence[Body], meetings: defaultdict[str, list[Meeting]]
) -> dict[str, tuple[Asked, ...]]:
    """Say what the provisions that bodies rest on, and those that meetings answer, ask for."""
    adopted = seen.all(Commitment, *NEAR, state=CommitmentState.ADOPTED)
    recurring = [each for each in adopted if each.recurs]
    events = events_by_instrument(seen, recurring)
    mandates = _by(seen.all(Mandate, "provision"), "body_id")
    answer: dict[str, tuple[Asked, ...]] = {}
    for each in found:
        own = [
            asked_of(
                commitment,
                events[commitment.instrument_id],
                [m for m in meetings[each.id] if m.answers_id == commitment.id],
                seen.viewpoint.on,
            )
            for commitment in recurring
            if _concerns(commitment, mandates[each.id], meetings[each.id])
        ]
        answer[each.id] = tuple(asked for asked in own if asked is not None)
    return answer


def _concerns(
    commitment: Commitment, mandates: Iterable[Mandate], meetings: Iterable[Meeting]
) -> bool:
    place = commitment.provision
    inside = any(
        place.text_id == each.provision.text_id
        and f"{place.eid}__".startswith(f"{each.provision.eid}__")
        for each in mandates
    )
    return inside or any(each.answers_id == commitment.id for each in meetings)


def _viewed(actions: Iterable[Action], viewpoint: Viewpoint) -> tuple[ActionView, ...]:
    ordered = sorted(actions, key=lambda each: (each.due is None, str(each.due), each.ordinal))
    return tuple(
        ActionView(
            each,
            bool(each.due and each.due < viewpoint.on and each.state == ActionState.OPEN),
            (each.due - viewpoint.on).days if each.due else None,
        )
        for each in ordered
    )


def _by(things: Iterable[Any], field: str) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for each in things:
        found[getattr(each, field)].append(each)
    return found


def _ordered(meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda each: (each.on, each.ordinal, each.id))


def _last(meetings: Iterable[Meeting], viewpoint: Viewpoint) -> Meeting | None:
    held = [m for m in meetings if m.state == MeetingState.HELD and m.on <= viewpoint.on]
    return max(held, key=lambda each: each.on, default=None)


def _next(meetings: Iterable[Meeting], viewpoint: Viewpoint) -> Meeting | None:
    ahead = [m for m in meetings if m.state == MeetingState.PLANNED and m.on >= viewpoint.on]
    return min(ahead, key=lambda each: each.on, default=None)
