"""Puts a date, with its working, to commitments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from servanda.deadlines import Due, next_due
from servanda.desk.agreements.dates import due_on, fixed, recurrence_of, timeliness
from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.selectors.places import joined, places
from servanda.desk.agreements.selectors.shelf import Shelf
from servanda.desk.agreements.selectors.values import DueCommitment

LONGEST_MONTH_OVER_SHORTEST = 3


def put_dates(shelf: Shelf, commitments: Sequence[Commitment]) -> list[DueCommitment]:
    """Return the commitments with their dates as seen from the viewpoint, in the same order."""
    if not commitments:
        return []
    on = shelf.viewpoint.on
    where = places(shelf, (each.provision for each in commitments))
    events = events_by_instrument(shelf, commitments)
    return [
        _dated(
            each, events[each.instrument_id], where[each.provision.text_id, each.provision.eid], on
        )
        for each in commitments
    ]


def events_by_instrument(
    shelf: Shelf, commitments: Iterable[Commitment]
) -> defaultdict[str, list[Event]]:
    """Return the events of the instruments of these commitments."""
    instruments = sorted({each.instrument_id for each in commitments})
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in shelf.all(Event, instrument_id__in=instruments):
        found[event.instrument_id].append(event)
    return found


def _dated(
    commitment: Commitment, events: Iterable[Event], place: Sequence[str], on: date
) -> DueCommitment:
    found = fixed(commitment, events)
    due = due_on(commitment, found, on)
    return DueCommitment(
        commitment=commitment,
        due=due,
        state=timeliness(commitment, due, on),
        days=_days(due, on),
        place=joined(place),
        section=joined(place[:1]),
        last=_last(commitment, found.since, due, on),
    )


def _days(due: Due | None, on: date) -> int | None:
    return (due.date - on).days if due is not None and due.date is not None else None


def _last(commitment: Commitment, since: date | None, due: Due | None, on: date) -> date | None:
    """Return when the last full period of a recurrence ended before a day."""
    recurrence = recurrence_of(commitment)
    if recurrence is None or since is None or due is None or due.date is None or since >= on:
        return None
    after = next_due(recurrence, since, after=due.date).date or due.date
    step = after - due.date + timedelta(days=LONGEST_MONTH_OVER_SHORTEST)
    day = next_due(recurrence, since, after=due.date - 2 * step).date
    last = None
    while day is not None and day < on:
        last, day = day, next_due(recurrence, since, after=day).date
    return last


def period_ends(commitment: Commitment, first: date, last: date) -> Iterator[date]:
    """Yield the days between two days, both included, on which a period of a recurrence ends."""
    recurrence, since = recurrence_of(commitment), commitment.counts_from
    if recurrence is None or since is None:
        return
    day = next_due(recurrence, since, after=first - timedelta(days=1)).date
    while day is not None and day <= last:
        yield day
        day = next_due(recurrence, since, after=day).date
