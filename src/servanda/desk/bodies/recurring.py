"""Whether bodies meet as often as the text asks: periods, the meetings in them, the next date.

Periods are whole ones counted from the day on which the commitment begins to run, as everywhere on
the desk; a meeting counts when it was held and names the commitment that it answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.deadlines import next_due
from servanda.desk.agreements.dates import (
    fixed,
    held_to_dates,
    recurrence_of,
    spoken,
)
from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.words import Force, anchor_word
from servanda.desk.bodies.models import Meeting
from servanda.desk.bodies.words import MeetingState

SHOWN = 6  # periods
MOST = 2000


class Kept(StrEnum):
    """What became of a period."""

    SATISFIED = "satisfied"
    MISSED = "missed"
    RUNNING = "running"

    @property
    def label(self) -> Promise:
        """Return the word for it."""
        return {
            Kept.SATISFIED: _("satisfied"),
            Kept.MISSED: _("missed, by the meetings on record"),
            Kept.RUNNING: _("still running"),
        }[self]


@dataclass(frozen=True, slots=True)
class Period:
    """One period, the meetings held in it, and how many the text asks for."""

    start: date
    end: date
    meetings: tuple[Meeting, ...]
    needed: int
    state: Kept
    derivation: str

    @property
    def enough(self) -> bool:
        """Tell whether as many meetings were held as the text asks for."""
        return len(self.meetings) >= self.needed


@dataclass(frozen=True, slots=True)
class Asked:
    """What a commitment asks of a body's meetings, and how that stands on a day.

    `by` is the day by which the next meeting has to be held; None where the periods have not begun.
    """

    commitment: Commitment
    periods: tuple[Period, ...]  # the latest last, the last of them running
    by: date | None
    derivation: str
    waits_for: str
    binding: bool
    days: int | None = None

    @property
    def intended(self) -> bool:
        """Tell whether the sides intend it, and have not bound themselves to it."""
        return self.commitment.force == Force.INTENTION

    @property
    def missed(self) -> Period | None:
        """Return the period before the one that runs, if too few meetings were held in it."""
        before = self.periods[-2] if len(self.periods) > 1 else None
        return before if before and before.state == Kept.MISSED else None

    @property
    def current(self) -> Period | None:
        """Return the period that is running."""
        return self.periods[-1] if self.periods else None


class Bearing(StrEnum):
    """What a meeting is to the commitment that it answers."""

    CANCELLED = "cancelled"
    PLANNED = "planned"
    BEFORE = "before"  # held before the periods began
    ENOUGH = "enough"
    TOO_FEW = "too few"
    UNKNOWN = "unknown"  # the periods have not begun, or the one it was held in is long past


@dataclass(frozen=True, slots=True)
class Counted:
    """What a meeting is to the commitment that it answers, and the period in which it lies."""

    bearing: Bearing
    period: Period | None = None


def counted_for(asked: Asked, meeting: Meeting, on: date) -> Counted:
    """Say what a meeting is to what a commitment asks, as seen on a day."""
    inside = (each for each in asked.periods if each.start <= meeting.on <= each.end)
    period = next(inside, None)
    if meeting.state == MeetingState.CANCELLED:
        return Counted(Bearing.CANCELLED, period)
    if meeting.state == MeetingState.PLANNED or meeting.on > on:
        return Counted(Bearing.PLANNED, period)
    if period is not None:
        return Counted(Bearing.ENOUGH if period.enough else Bearing.TOO_FEW, period)
    before = bool(asked.periods) and meeting.on < asked.periods[0].start
    whole = len(asked.periods) < SHOWN
    return Counted(Bearing.BEFORE if before and whole else Bearing.UNKNOWN)


def asked_of(
    commitment: Commitment, events: Iterable[Event], meetings: Iterable[Meeting], on: date
) -> Asked | None:
    """Say what a recurring commitment asks for on a day; None where it does not recur."""
    recurrence = recurrence_of(commitment)
    if recurrence is None:
        return None
    binding = held_to_dates(commitment)
    found = fixed(commitment, events)
    if found.since is None or found.since > on:
        word = anchor_word(found.waits_for) if found.waits_for else ""
        return Asked(commitment, (), None, "", word, binding)
    held = sorted(
        (each for each in meetings if each.state == MeetingState.HELD and each.on <= on),
        key=lambda each: each.on,
    )
    periods = _periods(commitment, found.since, held, on)
    last = periods[-1] if periods else None
    if last is None:
        return Asked(commitment, (), None, "", "", binding)
    ends = next_due(recurrence, found.since, after=last.end, language=spoken())
    by, derivation = (ends.date, ends.derivation) if last.enough else (last.end, last.derivation)
    days = (by - on).days if by else None
    return Asked(commitment, tuple(periods[-SHOWN:]), by, derivation, "", binding, days)


def _periods(
    commitment: Commitment, since: date, held: Sequence[Meeting], on: date
) -> list[Period]:
    recurrence = recurrence_of(commitment)
    assert recurrence is not None  # noqa: S101 - the caller asked
    found: list[Period] = []
    start = since - timedelta(days=1)  # a meeting on the first day counts too
    while len(found) < MOST:
        due = next_due(recurrence, since, after=max(start, since), language=spoken())
        if due.date is None:
            break
        inside = tuple(each for each in held if start < each.on <= due.date)
        enough = len(inside) >= recurrence.times
        state = Kept.SATISFIED if enough else Kept.RUNNING if due.date >= on else Kept.MISSED
        found.append(
            Period(
                start + timedelta(days=1),
                due.date,
                inside,
                recurrence.times,
                state,
                due.derivation,
            )
        )
        if due.date >= on:
            break
        start = due.date
    return found
