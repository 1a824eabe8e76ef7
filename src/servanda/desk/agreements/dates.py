"""From a commitment's time rule and the events of its instrument to a date with its derivation.

A date rests only on events that everybody who sees the commitment may see, since it would otherwise
tell them what they must not know; and only on events whose day is known exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language

from servanda.deadlines import (
    Bound,
    DeadlineRule,
    Due,
    Recurrence,
    find_deadlines,
    next_due,
    resolve,
)
from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.words import EventKind, Force, Precision, Timeliness
from servanda.desk.record.models import Classification

DUE_SOON = timedelta(days=90)

ANCHOR_OF_EVENT: Mapping[str, str] = {
    EventKind.SIGNED: "signature",
    EventKind.RATIFIED: "ratification",
    EventKind.ENTERED_INTO_FORCE: "entry_into_force",
    EventKind.ADOPTED: "adoption",
    EventKind.PUBLISHED: "publication",
    EventKind.NOTIFIED: "notification",
    EventKind.INITIALLED: "initialling",
}
LAST_COUNTS = frozenset({"ratification", "notification"})  # one for each party; the last completes

# A date that only begins or ends something, or that a party is free to use, cannot be missed.
RUNNING = (Bound.UNTIL, Bound.AFTER, Bound.FROM, Bound.FOR)
NOT_HELD_TO_DATES = (Force.PERMISSION, Force.DECLARATION)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a commitment's rules come to, whatever day it is.

    `once` is the date of the deadline, with its working; `since` the day from which the periods of
    a recurrence count; `waits_for` the event that is missing for either.
    """

    once: Due | None
    since: date | None
    waits_for: str | None


def anchors(commitment: Commitment, events: Iterable[Event]) -> dict[str, date]:
    """Return the dates that this commitment's rules may count from, by the name of the event."""
    found: dict[str, date] = {}
    for event in events:
        name = ANCHOR_OF_EVENT.get(event.kind)
        if name is None or event.precision != Precision.DAY or not rests_on(commitment, event):
            continue
        other = found.get(name, event.date)
        found[name] = max(other, event.date) if name in LAST_COUNTS else min(other, event.date)
    return found


def rests_on(commitment: Commitment, event: Event) -> bool:
    """Tell whether everybody who sees the commitment also sees the event."""
    match event.classification:
        case Classification.PUBLIC:
            return True
        case Classification.PARTNERS:
            return commitment.classification in {Classification.PARTNERS, Classification.PARTY}
        case Classification.PARTY:
            same = commitment.held_by_id == event.held_by_id
            return commitment.classification == Classification.PARTY and same
        case _:
            return False


def default_anchor(dates: Mapping[str, date]) -> str:
    """Return the event that a rule counts from when its words name none."""
    return "entry_into_force" if "entry_into_force" in dates else "signature"


def rule_of(commitment: Commitment) -> DeadlineRule | None:
    """Return the deadline rule: what was adopted, with the finer points that its words carry."""
    if not commitment.has_deadline:
        return None
    words = commitment.deadline_expression
    adopted = DeadlineRule(
        expression=words,
        start=0,
        end=len(words),
        bound=Bound(commitment.deadline_bound or Bound.BY),
        duration=commitment.deadline_duration or None,
        date=commitment.deadline_date,
        anchor=commitment.deadline_anchor or None,
        blank=not (commitment.deadline_duration or commitment.deadline_date),
    )
    return next((_finer(adopted, rule) for rule in _found_in(commitment, words)), adopted)


def _found_in(commitment: Commitment, words: str) -> Iterable[DeadlineRule]:
    return (
        rule
        for rule in _read(words, commitment.instrument.language or "en")
        if (rule.duration or "") == commitment.deadline_duration
        and rule.date == commitment.deadline_date
    )


@lru_cache(maxsize=4096)  # the same words always say the same, and lists repeat them
def _read(words: str, language: str) -> tuple[DeadlineRule, ...]:
    return tuple(find_deadlines(words, language))


def _finer(adopted: DeadlineRule, found: DeadlineRule) -> DeadlineRule:
    """Keep what was adopted, and add what only the words say."""
    if adopted.anchor is not None and adopted.anchor != found.anchor:
        found = replace(found, candidates=(), choice=None)
    return replace(
        found,
        expression=adopted.expression,
        bound=adopted.bound,
        anchor=adopted.anchor or found.anchor,
        start=0,
        end=len(adopted.expression),
    )


def recurrence_of(commitment: Commitment) -> Recurrence | None:
    """Return the recurrence that was adopted, or None."""
    if not commitment.recurs:
        return None
    words = commitment.recurrence_expression
    return Recurrence(
        expression=words,
        start=0,
        end=len(words),
        every=commitment.recurrence_every,
        times=commitment.recurrence_times or 1,
        rrule=commitment.recurrence_rrule,
        bound=Bound.AT_LEAST_EVERY,
    )


def fixed(commitment: Commitment, events: Iterable[Event]) -> Fixed:
    """Work out what does not depend on the day from which one looks."""
    rule = rule_of(commitment)
    dates = anchors(commitment, events)
    default = default_anchor(dates)
    once = resolve(rule, dates, default_anchor=default, language=spoken()) if rule else None
    if not commitment.recurs:
        return Fixed(once, None, once.waits_for if once else None)
    anchor = commitment.deadline_anchor or default
    since = once.date if once else dates.get(anchor)
    return Fixed(once, since, once.waits_for if once else anchor)


def due_on(commitment: Commitment, found: Fixed, on: date) -> Due | None:
    """Return when a commitment is due next as seen on a day; None where the text sets no time."""
    recurrence = recurrence_of(commitment)
    if recurrence is None:
        return found.once
    if found.once is not None and found.once.date is not None and found.once.date >= on:
        return found.once
    if found.since is None:
        return Due(None, found.once.derivation if found.once else "", found.waits_for)
    return next_due(recurrence, found.since, after=on - _DAY, language=spoken())


def timeliness(commitment: Commitment, due: Due | None, on: date) -> Timeliness:
    """Tell where a commitment stands towards its date on a day."""
    if due is None or not held_to_dates(commitment):
        return Timeliness.NONE
    if due.date is None:
        return Timeliness.OPEN
    if due.date < on:
        return Timeliness.OVERDUE
    return Timeliness.DUE if due.date <= on + DUE_SOON else Timeliness.NOT_DUE


def held_to_dates(commitment: Commitment) -> bool:
    """Tell whether the date is one by which something has to be done."""
    return commitment.force not in NOT_HELD_TO_DATES and commitment.deadline_bound not in RUNNING


def spoken() -> str:
    """Return the language in which derivations are worded: that of the page."""
    return "az" if (get_language() or "").startswith("az") else "en"
