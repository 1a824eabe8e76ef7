"""Lists of commitments and single ones, with their dates: now, or as they were known."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.dues import put_dates
from servanda.desk.agreements.selectors.filters import (
    by_date,
    kept,
    narrowed,
    state_is,
)
from servanda.desk.agreements.selectors.shelf import from_tables, shelf
from servanda.desk.agreements.selectors.shelf import kept as memory
from servanda.desk.agreements.selectors.values import (
    CommitmentFilters,
    DueCommitment,
    Page,
)
from servanda.desk.agreements.words import CommitmentState, Timeliness
from servanda.desk.record.policy import seen_by
from servanda.desk.record.viewpoint import Viewpoint

PAGE = 50
AT_ONCE = 500
NEAR = ("instrument", "provision", "provision__text", "held_by")
DATED = (Timeliness.OVERDUE, Timeliness.DUE, Timeliness.NOT_DUE)


def commitments(
    viewpoint: Viewpoint,
    partnership_id: str,
    filters: CommitmentFilters | None = None,
    *,
    page: int = 1,
    size: int = PAGE,
    among: frozenset[str] | None = None,
) -> Page[DueCommitment]:
    """Return a page of the adopted commitments that the filters keep; `among` these ids, if given.

    A page number beyond the end gives the last page.
    """
    filters = filters or CommitmentFilters()
    if not from_tables(viewpoint, partnership_id):
        return _page_in_memory(viewpoint, partnership_id, filters, page, size, among)
    rows = narrowed(adopted(viewpoint, partnership_id), filters, viewpoint.on)
    ids: Sequence[str] | None = None
    if among is not None:
        ids = [key for key in rows.values_list("pk", flat=True) if key in among]
    total = rows.count() if ids is None else len(ids)
    number = _within(page, total, size)
    first, last = (number - 1) * size, number * size
    chosen = _at_hand(rows, first, last) if ids is None else at_hand(ids[first:last])
    return Page(tuple(put_dates(shelf(viewpoint, partnership_id), chosen)), number, size, total)


def commitment(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> DueCommitment | None:
    """Return one commitment, also a dropped one; None where there is none for this viewer."""
    things = shelf(viewpoint, partnership_id)
    found = things.all(Commitment, *NEAR, id=f"{partnership_id}.{local_id}")
    return put_dates(things, found)[0] if found else None


def due_dates(
    viewpoint: Viewpoint,
    partnership_id: str,
    *,
    states: Iterable[Timeliness] = DATED,
    limit: int | None = None,
) -> list[DueCommitment]:
    """Return the commitments in these states towards their dates, the earliest first."""
    wanted = list(states)
    if not from_tables(viewpoint, partnership_id):
        items = remembered(viewpoint, partnership_id, timed=Timeliness.NONE not in wanted)
        return by_date(each for each in items if each.state in wanted)[:limit]
    known, key = memory(viewpoint, partnership_id), ("due", tuple(wanted), limit)
    if key not in known:
        known[key] = _due_ids(viewpoint, partnership_id, wanted, limit)
    return put_dates(shelf(viewpoint, partnership_id), at_hand(known[key]))


def ids_by_date(
    viewpoint: Viewpoint, partnership_id: str, states: Iterable[Timeliness] = DATED
) -> tuple[str, ...]:
    """Return the ids of the commitments in these states towards their dates, in that order."""
    known, key = memory(viewpoint, partnership_id), ("ids by date", tuple(states))
    if key not in known:
        known[key] = (
            _due_ids(viewpoint, partnership_id, key[1], None)
            if from_tables(viewpoint, partnership_id)
            else tuple(
                each.commitment.id for each in due_dates(viewpoint, partnership_id, states=key[1])
            )
        )
    found: tuple[str, ...] = known[key]
    return found


def dated(viewpoint: Viewpoint, partnership_id: str, ids: Sequence[str]) -> list[DueCommitment]:
    """Return commitments that the viewer may see, with their dates, in the order of these ids."""
    things = shelf(viewpoint, partnership_id)
    found = {each.id: each for each in things.all(Commitment, *NEAR, id__in=list(ids))}
    return put_dates(things, [found[key] for key in ids if key in found])


def _due_ids(
    viewpoint: Viewpoint, partnership_id: str, wanted: Sequence[Timeliness], limit: int | None
) -> tuple[str, ...]:
    rows = narrowed(
        adopted(viewpoint, partnership_id), CommitmentFilters(by_date=True), viewpoint.on
    )
    asked = state_is(wanted[0], viewpoint.on)
    for state in wanted[1:]:
        asked |= state_is(state, viewpoint.on)
    return tuple(rows.filter(asked).values_list("pk", flat=True)[:limit])


def adopted(viewpoint: Viewpoint, partnership_id: str) -> QuerySet[Commitment]:
    """Return the adopted commitments of today that the viewer may see, as a query."""
    things = Commitment.objects.filter(partnership_id=partnership_id, state=CommitmentState.ADOPTED)
    return seen_by(viewpoint.viewer, things)


def remembered(
    viewpoint: Viewpoint, partnership_id: str, *, timed: bool = False
) -> list[DueCommitment]:
    """Return the adopted commitments with their dates, as they were known or as they stood.

    With `timed`, only those whose text sets a time.
    """
    things = shelf(viewpoint, partnership_id)
    found = things.all(Commitment, *NEAR, state=CommitmentState.ADOPTED)
    return put_dates(
        things, [each for each in found if each.has_deadline or each.recurs or not timed]
    )


def _page_in_memory(
    viewpoint: Viewpoint,
    partnership_id: str,
    filters: CommitmentFilters,
    page: int,
    size: int,
    among: frozenset[str] | None,
) -> Page[DueCommitment]:
    things = shelf(viewpoint, partnership_id)
    found = things.all(Commitment, *NEAR, state=CommitmentState.ADOPTED)
    rows = kept((each for each in found if among is None or each.id in among), filters)
    items: list[DueCommitment] | None = None
    if filters.due or filters.by_date:
        items = put_dates(things, rows)
        items = [each for each in items if not filters.due or each.state == filters.due]
        items = by_date(items) if filters.by_date else items
    total = len(rows if items is None else items)
    number = _within(page, total, size)
    shown = slice((number - 1) * size, number * size)
    chosen = put_dates(things, rows[shown]) if items is None else items[shown]
    return Page(tuple(chosen), number, size, total)


def _at_hand(rows: QuerySet[Commitment], first: int, last: int | None) -> list[Commitment]:
    """Return a stretch of a sorted query with what is near; whole rows are not worth sorting."""
    return at_hand(list(rows.values_list("pk", flat=True)[first:last]))


def at_hand(ids: Sequence[str]) -> list[Commitment]:
    """Return commitments that the viewer was found to see, with what is near, in this order."""
    near = Commitment.objects.select_related(*NEAR).defer("provision__text__body")
    found = {
        each.pk: each
        for start in range(0, len(ids), AT_ONCE)
        for each in near.filter(pk__in=ids[start : start + AT_ONCE])
    }
    return [found[pk] for pk in ids if pk in found]


def _within(page: int, total: int, size: int) -> int:
    return min(max(1, page), max(1, -(-total // size)))
