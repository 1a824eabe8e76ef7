"""Everything with a date in order: a year of it, or the whole time line across instruments."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from servanda.desk.agreements.dates import RUNNING, held_to_dates
from servanda.desk.agreements.models import Event
from servanda.desk.agreements.selectors.commitments import NEAR, adopted, at_hand, remembered
from servanda.desk.agreements.selectors.days import Dated, days_between, next_days
from servanda.desk.agreements.selectors.dues import period_ends, put_dates
from servanda.desk.agreements.selectors.shelf import Shelf, from_tables, shelf
from servanda.desk.agreements.selectors.values import CalendarEntry, DueCommitment
from servanda.desk.record.viewpoint import Viewpoint

EVENT, DUE, TERM = "event", "due", "term"
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def calendar(
    viewpoint: Viewpoint, partnership_id: str, year: int, *, most: int | None = None
) -> list[CalendarEntry]:
    """Return the events and due dates of a year, with every date of what recurs, in order."""
    return between(viewpoint, partnership_id, date(year, 1, 1), date(year, 12, 31), most=most)


def timeline(
    viewpoint: Viewpoint, partnership_id: str, *, most: int | None = None
) -> list[CalendarEntry]:
    """Return all events and due dates across the instruments in order; what recurs stands once.

    With `most`, no more due dates of an instrument stand on a day; the last says how many more.
    """
    things = shelf(viewpoint, partnership_id)
    entries = [_event(event) for event in things.all(Event, "instrument")]
    if most is not None and from_tables(viewpoint, partnership_id):
        return _in_order(entries + _first(things, next_days(viewpoint, partnership_id), most))
    entries += [_due(each, each.date) for each in _with_dates(things) if each.date]
    return _cut(_in_order(entries), most)


def between(
    viewpoint: Viewpoint,
    partnership_id: str,
    first: date,
    last: date,
    *,
    most: int | None = None,
) -> list[CalendarEntry]:
    """Return what has its date from one day to another, both included, in order."""
    things = shelf(viewpoint, partnership_id)
    entries = [
        _event(event) for event in things.all(Event, "instrument") if first <= event.date <= last
    ]
    if most is not None and from_tables(viewpoint, partnership_id):
        found = days_between(viewpoint, partnership_id, first, last)
        return _in_order(entries + _first(things, found, most))
    for each in _with_dates(things, first, last):
        entries += [_due(each, day) for day in _days(each, first, last)]
    return _cut(_in_order(entries), most)


def years(viewpoint: Viewpoint, partnership_id: str) -> list[int]:
    """Return the years in which something happened or falls due, and the one looked from."""
    if from_tables(viewpoint, partnership_id):
        events = shelf(viewpoint, partnership_id).all(Event)
        found = {event.date.year for event in events}
        found |= {each.day.year for each in next_days(viewpoint, partnership_id)}
    else:
        found = {entry.date.year for entry in timeline(viewpoint, partnership_id)}
    return sorted(found | {viewpoint.on.year})


def _first(things: Shelf, found: Iterable[Dated], most: int) -> list[CalendarEntry]:
    """Return the first due dates of each instrument and day, and read only their commitments."""
    groups: defaultdict[tuple[str, date], list[Dated]] = defaultdict(list)
    for each in found:
        groups[each.instrument, each.day].append(each)
    more = {group[most - 1]: len(group) - most for group in groups.values() if group[most:]}
    kept = [each for group in groups.values() for each in group[:most]]
    rows = at_hand(sorted({each.commitment for each in kept}))
    dues = {each.commitment.id: each for each in put_dates(things, rows)}
    return [
        replace(_due(dues[each.commitment], each.day), more=more.get(each, 0))
        for each in kept
        if each.commitment in dues
    ]


def _cut(entries: Sequence[CalendarEntry], most: int | None) -> list[CalendarEntry]:
    """Keep the first due dates of each instrument and day; the last says how many more."""
    if most is None:
        return list(entries)
    numbers = Counter((each.instrument.id, each.date) for each in entries if each.due)
    seen: Counter[tuple[str, date]] = Counter()
    found = []
    for each in entries:
        key = each.instrument.id, each.date
        seen[key] += each.due is not None
        if each.due is None or seen[key] < most:
            found.append(each)
        elif seen[key] == most:
            found.append(replace(each, more=numbers[key] - most))
    return found


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
