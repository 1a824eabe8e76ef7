"""The days on which commitments are due, from a few columns, without reading whole commitments."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.commitments import adopted
from servanda.desk.agreements.selectors.dues import period_ends
from servanda.desk.record.viewpoint import Viewpoint

CYCLE = ("recurrence_every", "recurrence_times", "recurrence_rrule", "counts_from")
LAST = date(2199, 12, 31)


class Dated(NamedTuple):
    """A day on which a commitment is due."""

    day: date
    instrument: str
    commitment: str


def next_days(viewpoint: Viewpoint, partnership_id: str) -> list[Dated]:
    """Return the next day of each commitment that has one, or the last of what recurs no more."""
    on, found, ahead = viewpoint.on, [], dict[tuple[Any, ...], date | None]()
    for commitment, instrument, once, *cycle in _rows(viewpoint, partnership_id):
        key, day = tuple(cycle), once
        if cycle[0] and (once is None or once < on):
            if key not in ahead:
                ahead[key] = next(period_ends(_recurring(key), on, LAST), None)
            day = ahead[key]
        if day is not None:
            found.append(Dated(day, instrument, commitment))
    return sorted(found)


def days_between(viewpoint: Viewpoint, partnership_id: str, first: date, last: date) -> list[Dated]:
    """Return every day from one to another on which a commitment is due."""
    found, ends = [], dict[tuple[Any, ...], frozenset[date]]()
    for commitment, instrument, once, *cycle in _rows(viewpoint, partnership_id):
        key = tuple(cycle)
        if key not in ends:
            ends[key] = frozenset(period_ends(_recurring(key), first, last))
        own = {once} if once is not None and first <= once <= last else set()
        found += [Dated(day, instrument, commitment) for day in own | ends[key]]
    return sorted(found)


def _rows(viewpoint: Viewpoint, partnership_id: str) -> Iterator[tuple[Any, ...]]:
    timed = Q(due_date__isnull=False) | ~Q(recurrence_every="") & Q(counts_from__isnull=False)
    rows = adopted(viewpoint, partnership_id).filter(timed).order_by()
    return rows.values_list("id", "instrument_id", "due_date", *CYCLE).iterator()


def _recurring(cycle: tuple[Any, ...]) -> Commitment:
    """Return a commitment that only recurs, to be asked when."""
    return Commitment(**dict(zip(CYCLE, cycle, strict=True)))
