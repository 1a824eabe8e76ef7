"""Why dates moved: a baseline and a schedule of now, compared row by row.

A move is traced along what drives the row now, back to the first row that moved of its own: a gate
with other dates, a longer duration, a date set for it, work that began late. What the desk shows
are plain values; `sentence` words them in English and Azerbaijani.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.scheduling.critical_path import Schedule, Scheduled
from servanda.scheduling.network import days_of


class Cause(StrEnum):
    """What moved a row, of itself or through what it waits for."""

    GATE = "gate"
    """Its gate opens on another date."""
    DURATION = "duration"
    """It takes longer, or less long."""
    CONSTRAINT = "constraint"
    """Another date was set for it."""
    PROGRESS = "progress"
    """Work began, went on or ended otherwise than planned."""
    LINKS = "links"
    """It waits for other things than before."""
    STATUS = "status"
    """It should have begun and has not: time passed."""
    CALENDAR = "calendar"
    """Nothing of its own changed: days off did, or an unknown cause."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The row at the root of a move, what changed in it, and by how many days."""

    id: str
    name: str
    cause: Cause
    days: int


@dataclass(frozen=True, slots=True)
class Move:
    """A row whose end moved, and why."""

    id: str
    name: str
    before: date
    now: date
    reason: Reason
    path: tuple[str, ...]
    """From the root of the move to this row, by id."""

    @property
    def days(self) -> int:
        """Return by how many calendar days its end moved; negative where it came nearer."""
        return (self.now - self.before).days


@dataclass(frozen=True, slots=True)
class Comparison:
    """What moved, what is new, and what is gone."""

    moves: tuple[Move, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def compare(baseline: Schedule, now: Schedule) -> Comparison:
    """Compare two schedules of a plan; rows are the same where their ids are."""
    old, new = baseline.network.places, now.network.places
    moves = [
        _move(baseline, now, row)
        for row in now.rows
        if row.activity.id in old and row.last_day != baseline[row.activity.id].last_day
    ]
    return Comparison(
        tuple(moves),
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
    )


def sentence(
    move: Move, language: str = "en", *, written: Callable[[date], str] = date.isoformat
) -> str:
    """Say in a sentence what moved and why; `written` writes a day.

    >>> reason = Reason("w", "waiver", Cause.GATE, 40)
    >>> sentence(Move("o", "opening", date(2027, 1, 1), date(2027, 1, 10), reason, ()))
    'The gate “waiver” moved 40 days later, so that “opening” moved 9 days later, to 2027-01-10.'
    """
    words = _AZ if language.lower().startswith("az") else _EN
    cause = words[move.reason.cause].format(
        name=move.reason.name, moved=_by(move.reason.days, words)
    )
    if move.reason.id == move.id:
        return words["itself"].format(cause=cause, now=written(move.now))
    by = _by(move.days, words)
    return words["so"].format(cause=cause, name=move.name, moved=by, now=written(move.now))


_EN = {
    Cause.GATE: "The gate “{name}” moved {moved}",
    Cause.DURATION: "“{name}” takes another time than planned and ends {moved}",
    Cause.CONSTRAINT: "The date set for “{name}” was changed, and it moved {moved}",
    Cause.PROGRESS: "The work on “{name}” went otherwise than planned and ends {moved}",
    Cause.LINKS: "“{name}” waits for other things than before and moved {moved}",
    Cause.STATUS: "“{name}” has not begun as planned and moved {moved}",
    Cause.CALENDAR: "“{name}” moved {moved} because of days off or the order of work",
    "so": "{cause}, so that “{name}” moved {moved}, to {now}.",
    "itself": "{cause}, to {now}.",
    "later": "{days} days later",
    "one later": "a day later",
    "earlier": "{days} days earlier",
    "one earlier": "a day earlier",
    "none": "by no day",
}
_AZ = {
    Cause.GATE: "“{name}” şərti {moved} keçdi",
    Cause.DURATION: "“{name}” işinin müddəti dəyişdi və sonu {moved} keçdi",
    Cause.CONSTRAINT: "“{name}” üçün təyin olunmuş tarix dəyişdi və o, {moved} keçdi",
    Cause.PROGRESS: "“{name}” üzrə iş plandan fərqli getdi və sonu {moved} keçdi",
    Cause.LINKS: "“{name}” indi başqa işləri gözləyir və {moved} keçdi",
    Cause.STATUS: "“{name}” planlaşdırılan vaxtda başlamadı və {moved} keçdi",
    Cause.CALENDAR: "“{name}” qeyri-iş günləri və ya işlərin ardıcıllığı səbəbindən {moved} keçdi",
    "so": "{cause}, buna görə “{name}” {moved} keçdi: {now}.",
    "itself": "{cause}: {now}.",
    "later": "{days} gün sonraya",
    "one later": "1 gün sonraya",
    "earlier": "{days} gün əvvələ",
    "one earlier": "1 gün əvvələ",
    "none": "0 gün",
}


def _by(days: int, words: dict[Cause | str, str]) -> str:
    if not days:
        return words["none"]
    side = "later" if days > 0 else "earlier"
    return words[f"one {side}"] if abs(days) == 1 else words[side].format(days=abs(days))


def _move(baseline: Schedule, now: Schedule, row: Scheduled) -> Move:
    before = baseline[row.activity.id]
    path = _path(baseline, now, row)
    root, was = path[0], baseline[path[0].activity.id]
    moved = (root.last_day - was.last_day).days
    reason = Reason(root.activity.id, named(root), _cause(was, root, baseline, now), moved)
    names = tuple(each.activity.id for each in path)
    return Move(row.activity.id, named(row), before.last_day, row.last_day, reason, names)


def named(row: Scheduled) -> str:
    """Give the name of a row, or its id where it has none."""
    return row.activity.name or row.activity.id


def _path(baseline: Schedule, now: Schedule, row: Scheduled) -> list[Scheduled]:
    """Walk back along what drives a row to the first that did not only follow."""
    path = [row]
    while True:
        at = path[-1]
        was = baseline[at.activity.id]
        if _changed(was, at, baseline, now) is not None:
            break
        later = at.finish > was.finish
        causes = at.driven_by if later else was.driven_by
        moved = [now[name] for name in causes if _moved(baseline, now, name)]
        if not moved:
            break
        path.append(
            max(moved, key=lambda each: abs(each.finish - baseline[each.activity.id].finish))
        )
    return path[::-1]


def _moved(baseline: Schedule, now: Schedule, name: str) -> bool:
    if name not in baseline.network.places or name not in now.network.places:
        return False
    was, is_ = baseline[name], now[name]
    return (was.start, was.finish) != (is_.start, is_.finish)


def _cause(was: Scheduled, row: Scheduled, baseline: Schedule, now: Schedule) -> Cause:
    found = _changed(was, row, baseline, now)
    if found is not None:
        return found
    from_ = now.network.from_
    waited = row.start >= from_.toordinal() > was.start and not row.activity.started
    return Cause.STATUS if waited else Cause.CALENDAR


def _changed(was: Scheduled, row: Scheduled, baseline: Schedule, now: Schedule) -> Cause | None:
    """Return what changed in a row itself and can have moved it."""
    one, other = was.activity, row.activity
    if one.gate != other.gate and row.start != was.start and not row.driven_by:
        return Cause.GATE
    progress = [(each.started, each.finished, each.complete) for each in (one, other)]
    if progress[0] != progress[1]:
        return Cause.PROGRESS
    if days_of(one) != days_of(other):
        return Cause.DURATION
    if one.constraints != other.constraints and not row.driven_by:
        return Cause.CONSTRAINT
    if _waits(baseline, one.id) != _waits(now, other.id):
        return Cause.LINKS
    return None


def _waits(schedule: Schedule, name: str) -> set[tuple[str, str, int]]:
    held = schedule.network.into.get(name, ())
    return {(each.before, each.link, each.lag) for each in held}
