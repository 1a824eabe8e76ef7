"""Narrows and orders commitments, twice by the same rules: in the database, and in memory.

The first is for the present, the second for what the ledger gives back; a test holds them together.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, F, Q, QuerySet, Value, When

from servanda.deadlines import Bound, Recurrence, next_due
from servanda.desk.agreements.dates import DUE_SOON, NOT_HELD_TO_DATES, RUNNING
from servanda.desk.agreements.derived import actor_key
from servanda.desk.agreements.folding import terms
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.values import CommitmentFilters, DueCommitment
from servanda.desk.agreements.words import Timeliness

Commitments = QuerySet[Commitment]

HELD = ~Q(force__in=NOT_HELD_TO_DATES) & ~Q(deadline_bound__in=RUNNING)
TIMED = HELD & (
    ~Q(deadline_expression="")
    | ~Q(deadline_bound="")
    | Q(deadline_date__isnull=False)
    | ~Q(recurrence_every="")
)


def with_due_on(commitments: Commitments, on: date) -> Commitments:
    """Add the column `due_on`: the next due date as seen on a day, recurrences included."""
    return commitments.annotate(due_on=_due_on(commitments, on))


def _due_on(commitments: Commitments, on: date) -> Any:
    stored = F("due_date")
    found = [
        When(**cycle, then=Value(_next(cycle, on), output_field=DateField()))
        for cycle in _cycles(commitments)
    ]
    if not found:
        return stored
    plain = [When(recurrence_every="", then=stored), When(due_date__gte=on, then=stored)]
    return Case(*plain, *found, default=Value(None, output_field=DateField()))


def _cycles(commitments: Commitments) -> list[dict[str, Any]]:
    """Return the different recurrences among them; there are few, however many commitments."""
    recurring = commitments.exclude(recurrence_every="").filter(counts_from__isnull=False)
    names = ("recurrence_every", "recurrence_times", "recurrence_rrule", "counts_from")
    return [dict(each) for each in recurring.order_by().values(*names).distinct()]


def _next(cycle: dict[str, Any], on: date) -> date | None:
    recurrence = Recurrence(
        expression="",
        start=0,
        end=0,
        every=cycle["recurrence_every"],
        times=cycle["recurrence_times"] or 1,
        rrule=cycle["recurrence_rrule"],
        bound=Bound.AT_LEAST_EVERY,
    )
    return next_due(recurrence, cycle["counts_from"], after=on - timedelta(days=1)).date


def state_is(state: str, on: date) -> Q:
    """Return the filter for where a commitment stands towards its date; needs `due_on`."""
    soon = on + DUE_SOON
    match state:
        case Timeliness.OVERDUE:
            return HELD & Q(due_on__lt=on)
        case Timeliness.DUE:
            return HELD & Q(due_on__gte=on, due_on__lte=soon)
        case Timeliness.NOT_DUE:
            return HELD & Q(due_on__gt=soon)
        case Timeliness.OPEN:
            return TIMED & Q(due_on__isnull=True)
        case Timeliness.NONE:
            return ~TIMED
        case _:
            return Q(pk__in=())


def narrowed(commitments: Commitments, filters: CommitmentFilters, on: date) -> Commitments:
    """Keep what the filters keep, in the order that they ask for; `due_on` where that needs it."""
    found = commitments.filter(_asked(filters))
    if filters.due or filters.by_date:
        found = with_due_on(found, on)
    if filters.due:
        found = found.filter(state_is(filters.due, on))
    return found.order_by(*ORDER[filters.by_date])


def _asked(filters: CommitmentFilters) -> Q:
    asked = Q()
    for name in ("force", "classification", "area"):
        if value := getattr(filters, name):
            asked &= Q(**{name: value})
    if filters.instrument:
        asked &= Q(instrument__id__endswith=f".{filters.instrument}")
    if filters.section:
        inside = Q(provision__eid__startswith=f"{filters.section}__")
        asked &= Q(provision__eid=filters.section) | inside
    if filters.party:
        asked &= Q(actor_keys__contains=actor_key(filters.party))
    if filters.verifiable is not None:
        asked &= Q(verifiable=filters.verifiable)
    if not filters.recitals:
        asked &= Q(recital=False)
    for term in terms(filters.text):
        asked &= Q(search_text__contains=term)
    return asked


ORDER: dict[bool, Sequence[Any]] = {
    False: ("instrument__ordinal", "instrument_id", "ordinal", "id"),
    True: (F("due_on").asc(nulls_last=True), "instrument__ordinal", "ordinal", "id"),
}


def kept(commitments: Iterable[Commitment], filters: CommitmentFilters) -> list[Commitment]:
    """Keep what the filters keep, whatever the date, in the order of the texts."""
    return sorted((each for each in commitments if _passes(each, filters)), key=_by_text)


def by_date(items: Iterable[DueCommitment]) -> list[DueCommitment]:
    """Return commitments by their dates, the earliest first and those without one last."""
    return sorted(items, key=_by_date)


def _passes(commitment: Commitment, filters: CommitmentFilters) -> bool:
    equal = (
        (filters.force, commitment.force),
        (filters.classification, commitment.classification),
        (filters.area, commitment.area),
        (filters.instrument, commitment.instrument.local_id),
        (filters.verifiable, commitment.verifiable),
    )
    section = f"{filters.section}__" if filters.section else ""
    return (
        all(wanted in {"", None} or wanted == found for wanted, found in equal)
        and f"{commitment.provision.eid}__".startswith(section)
        and (not filters.party or actor_key(filters.party) in commitment.actor_keys)
        and (filters.recitals or not commitment.recital)
        and all(term in commitment.search_text for term in terms(filters.text))
    )


def _by_text(commitment: Commitment) -> tuple[Any, ...]:
    instrument = commitment.instrument
    return instrument.ordinal, instrument.id, commitment.ordinal, commitment.id


def _by_date(item: DueCommitment) -> tuple[Any, ...]:
    commitment = item.commitment
    day = item.date
    return day is None, day or date.max, item.instrument.ordinal, commitment.ordinal, commitment.id
