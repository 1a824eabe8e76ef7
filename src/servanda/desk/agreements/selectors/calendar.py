"""Everything with a date in order: a year of it, or the whole time line across instruments."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from servanda.desk.agreements.dates import RUNNING, held_to_dates
from servanda.desk.agreements.models import Event
from servanda.desk.agreements.selectors.commitments import NEAR, adopted, remembered
from servanda.desk.agreements.selectors.dues import period_ends, put_dates
from servanda.desk.agreements.selectors.shelf import Shelf, from_tables, shelf
from servanda.desk.agreements.selectors.values import CalendarEntry, DueCommitment
from servanda.desk.record.viewpoint import Viewpoint

EVENT, DUE, TERM = "event", "due", "term"
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def calendar(viewpoint: Viewpoint, partnership_id: str, year: int) -> list[CalendarEntry]:
    """Return the events and due dates of a year, with every date of what recurs, in order."""
    return between(viewpoint, partnership_id, date(year, 1, 1), date(year, 12, 31))


def timeline(viewpoint: Viewpoint, partnership_id: str) -> list[CalendarEntry]:
    """Return all events and due dates across the instruments in order; what recurs stands once."""
    things = shelf(viewpoint, partnership_id)
    entries = [_event(event) for event in things.all(Event, "instrument")]
    entries += [_due(each, each.date) for each in _with_dates(things) if each.date]
    return _in_order(entries)


def between(
    viewpoint: Viewpoint, partnership_id: str, first: date, last: date
) -> list[CalendarEntry]:
    """Return what has its date from one day to another, both included, in order."""
    things = shelf(viewpoint, partnership_id)
    entries = [
        _event(event) for event in things.all(Event, "instrument") if first <= event.date <= last
    ]
    for each in _with_dates(things, first, last):
        entries += [_due(each, day) for day in _days(each, first, last)]
    return _in_order(entries)


def years(viewpoint: Viewpoint, partnership_id: str) -> list[int]:
    """Return the years in which something happened or falls due, and the one looked from."""
    found = {entry.date.year for entry in timeline(viewpoint, partnership_id)}
    return sorted(found | {viewpoint.on.year})


def _with_dates(things: Shelf, first: date = FIRST, last: date = LAST) -> list[DueCommitment]:
    """Return the commitments that may have a date between two days."""
    if not from_tables(things.viewpoint, things.partnership_id):
        return remembered(things.viewpoint, things.partnership_id, timed=True)
    dated = Q(due_date__gte=first, due_date__lte=last)
    recurring = ~Q(recurrence_every="") & Q(counts_from__isnull=False)
    rows = adopted(things.viewpoint, things.partnership_id).filter(dated | recurring)
    return put_dates(things, list(rows.select_related(*NEAR)))


def _days(due: DueCommitment, first: date, last: date) -> list[date]:
    """Return the dates of a commitment between two days: of its deadline, and of what recurs."""
    once = due.commitment.due_date
    found = {once} if once is not None and first <= once <= last else set()
    return sorted(found | set(period_ends(due.commitment, first, last)))


def _event(event: Event) -> CalendarEntry:
    return CalendarEntry(
        uid=event.id,
        date=event.date,
        precision=event.precision,
        kind=EVENT,
        label=event.label,
        instrument=event.instrument,
        event=event,
    )


def _due(due: DueCommitment, day: date) -> CalendarEntry:
    commitment = due.commitment
    recurring = commitment.recurs and day != commitment.due_date
    only_runs = commitment.deadline_bound in RUNNING and not recurring
    return CalendarEntry(
        uid=f"{commitment.id}.{day:%Y%m%d}" if recurring else commitment.id,
        date=day,
        precision="day",
        kind=DUE if held_to_dates(commitment) and not only_runs else TERM,
        label=commitment.summary,
        instrument=commitment.instrument,
        due=due,
        recurring=recurring,
    )


def _in_order(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    return sorted(entries, key=lambda entry: (entry.date, entry.instrument.ordinal, entry.uid))
