"""Timeliness: an axis of its own, from dates alone, beside the level and never part of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.reading.model import Force
from servanda.scoring.commitments import DONE_STATES, LAPSED_STATES, CommitmentFile
from servanda.scoring.criteria import Answer, Kind
from servanda.scoring.levels import Span, Standing, judgement_of
from servanda.scoring.sentences import NOTHING, Words, count_of, on_day


class Timing(StrEnum):
    """How a commitment stands to its date."""

    ON_TIME = "on time"
    LATE = "late"
    OVERDUE = "overdue"
    NOT_DUE = "not due"
    NO_DATE = "no date"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How a commitment stands to its date, by how many days, and why."""

    timing: Timing
    days: int | None
    """Days past the date for late and overdue, days left for not due; else none."""
    said: Words


_UNSET = Words("No date: none has been set or reached.", "Tarix yoxdur: müəyyən edilməyib.")


def timeliness(file: CommitmentFile, standing: Standing, *, today: date) -> Timeliness:
    """Work out how a commitment stands to its date on a day; the due day itself is in time."""
    due = file.subject.due
    unbound = _no_date(file, today)
    if unbound or due is None:
        return Timeliness(Timing.NO_DATE, None, unbound or _UNSET)
    done = _done(file, standing, today)
    if done:
        return _when_done(file, done, due)
    if file.suspension and file.suspended(today) and file.suspension.covers(due):
        return Timeliness(Timing.NOT_DUE, None, _halted(file.suspension.instrument))
    return _when_open(file, due, today)


def _no_date(file: CommitmentFile, today: date) -> Words | None:
    """Say why no date can be missed, or nothing where one can."""
    if file.subject.force is Force.PERMISSION:
        return Words(
            "No date: a power may be used or not.",
            "Tarix yoxdur: icazədən istifadə edilə də bilər, edilməyə də.",
        )
    if file.subject.force is Force.DECLARATION:
        return Words(
            "No date: nothing is to be done.", "Tarix yoxdur: icra ediləcək hərəkət yoxdur."
        )
    ending, due = file.ended(today), file.subject.due
    if due and ending and ending.state in LAPSED_STATES and ending.on <= due:
        day = on_day(ending.on)
        return Words(
            f"No date: the commitment ended on {day.en}, before it fell due.",
            f"Tarix yoxdur: öhdəlik son tarixdən əvvəl, {day.az} tarixində başa çatıb.",
        )
    return None


def _done(file: CommitmentFile, standing: Standing, today: date) -> Span | None:
    ending = file.ended(today)
    if ending and ending.state in DONE_STATES:
        return Span(ending.on, ending.on)
    return standing.completed


def _when_done(file: CommitmentFile, done: Span, due: date) -> Timeliness:
    """Compare the stretch in which it was done with the date; where it straddles it, people say."""
    if done.last <= due:
        return _on_time(due)
    if done.first is not None and done.first > due:
        return _late(due, (done.first - due).days, exact=done.first == done.last)
    answer = _answered(file)
    if answer is Answer.MET:
        return _on_time(due)
    return _late(due, None) if answer is Answer.NOT_MET else _undated(done, due)


def _on_time(due: date) -> Timeliness:
    limit = on_day(due)
    said = Words(
        f"On time: done by {limit.en}, its due date.",
        f"Vaxtında: son tarixədək ({limit.az}) yerinə yetirilib.",
    )
    return Timeliness(Timing.ON_TIME, None, said)


def _late(due: date, days: int | None, *, exact: bool = True) -> Timeliness:
    limit = on_day(due)
    if days is None:
        said = Words(
            f"Late: done after {limit.en}, its due date; the day is not known.",
            f"Gec: son tarixdən ({limit.az}) sonra yerinə yetirilib; günü məlum deyil.",
        )
        return Timeliness(Timing.LATE, None, said)
    least = NOTHING if exact else Words("at least ", "ən azı ")
    said = Words(
        f"Late: done {least.en}{count_of(days, 'day', 'days')} after {limit.en}, its due date.",
        f"Gec: son tarixdən ({limit.az}) {least.az}{days} gün sonra yerinə yetirilib.",
    )
    return Timeliness(Timing.LATE, days, said)


def _undated(done: Span, due: date) -> Timeliness:
    last, limit = on_day(done.last), on_day(due)
    said = Words(
        f"No date: done by {last.en}; whether by {limit.en}, its due date, is not known.",
        f"Tarix yoxdur: {last.az} tarixinədək yerinə yetirilib; "
        f"son tarixədək ({limit.az}) olub-olmadığı məlum deyil.",
    )
    return Timeliness(Timing.NO_DATE, None, said)


def _when_open(file: CommitmentFile, due: date, today: date) -> Timeliness:
    ending = file.ended(today)
    until = ending.on if ending and ending.state in LAPSED_STATES else today
    days = (until - due).days
    limit = on_day(due)
    if days > 0 and file.unassessable is not None:
        return Timeliness(Timing.NO_DATE, None, _untold(limit))
    if days > 0:
        said = Words(
            f"Overdue: {count_of(days, 'day', 'days')} past {limit.en}, "
            "and nothing on record says that it was done.",
            f"Vaxtı keçib: son tarixdən ({limit.az}) {days} gün ötüb "
            "və yerinə yetirildiyi barədə qeyd yoxdur.",
        )
        return Timeliness(Timing.OVERDUE, days, said)
    said = Words(f"Not due before {limit.en}.", f"Son tarix çatmayıb: {limit.az}.")
    return Timeliness(Timing.NOT_DUE, -days, said)


def _untold(limit: Words) -> Words:
    return Words(
        f"No date: it was due on {limit.en}, and whether it was done cannot be assessed.",
        f"Tarix yoxdur: son tarix {limit.az} idi, icra olunub-olunmadığı qiymətləndirilə bilmir.",
    )


def _halted(instrument: str) -> Words:
    return Words(
        f"Not due: suspended by {instrument}.", f"Son tarix işləmir: dayandırılıb ({instrument})."
    )


def _answered(file: CommitmentFile) -> Answer | None:
    """Give what people answered where the dates do not tell."""
    asked = [criterion.id for criterion in file.criteria if criterion.kind is Kind.ON_TIME]
    answers = [judgement_of(criterion, file) for criterion in asked]
    return next((found.answer for found in answers if found), None)
