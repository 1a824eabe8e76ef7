"""Lists of commitments and single ones, with their dates: now, or as they were known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, QuerySet

from servanda.desk.agreements.models import Commitment, Provision, Text
from servanda.desk.agreements.selectors.dues import put_dates
from servanda.desk.agreements.selectors.filters import (
    by_date,
    kept,
    narrowed,
    state_is,
    with_due_on,
)
from servanda.desk.agreements.selectors.places import joined, own_place
from servanda.desk.agreements.selectors.shelf import Shelf, from_tables, shelf
from servanda.desk.agreements.selectors.values import (
    CommitmentFilters,
    DueCommitment,
    Page,
    Section,
    Tally,
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
) -> Page[DueCommitment]:
    """Return a page of the adopted commitments that the filters keep.

    A page number beyond the end gives the last page.
    """
    filters = filters or CommitmentFilters()
    if not from_tables(viewpoint, partnership_id):
        return _page_in_memory(viewpoint, partnership_id, filters, page, size)
    rows = narrowed(adopted(viewpoint, partnership_id), filters, viewpoint.on)
    total = rows.count()
    number = _within(page, total, size)
    chosen = _at_hand(rows, (number - 1) * size, number * size)
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
    rows = narrowed(
        adopted(viewpoint, partnership_id), CommitmentFilters(by_date=True), viewpoint.on
    )
    asked = state_is(wanted[0], viewpoint.on)
    for state in wanted[1:]:
        asked |= state_is(state, viewpoint.on)
    chosen = _at_hand(rows.filter(asked), 0, limit)
    return put_dates(shelf(viewpoint, partnership_id), chosen)


def tally(viewpoint: Viewpoint, partnership_id: str) -> Tally:
    """Count the commitments that the viewer may see by force, date, area and section."""
    if not from_tables(viewpoint, partnership_id):
        items = [
            each for each in remembered(viewpoint, partnership_id) if not each.commitment.recital
        ]
        return Tally(
            total=len(items),
            by_force=dict(Counter(each.commitment.force for each in items)),
            by_due=dict(Counter(each.state for each in items)),
            by_area=dict(Counter(each.commitment.area for each in items)),
            by_section=sections(viewpoint, partnership_id),
        )
    rows = adopted(viewpoint, partnership_id).filter(recital=False)
    return Tally(
        total=rows.count(),
        by_force=_counted(rows, "force"),
        by_due=_by_due(rows, viewpoint.on),
        by_area=_counted(rows, "area"),
        by_section=sections(viewpoint, partnership_id),
    )


def sections(viewpoint: Viewpoint, partnership_id: str) -> tuple[tuple[Section, int], ...]:
    """Return the top-level provisions that commitments stand in, and how many in each."""
    things = shelf(viewpoint, partnership_id)
    numbers: Counter[tuple[str, str]] = Counter()
    for text, eid, number in _by_provision(things):
        numbers[text, eid.partition("__")[0]] += number
    wanted = {"text_id__in": sorted({text for text, _eid in numbers})}
    wanted["eid__in"] = sorted({eid for _text, eid in numbers})
    tops = things.all(Provision, **wanted) if numbers else []
    texts = things.all(Text, "instrument", id__in=wanted["text_id__in"]) if numbers else []
    within = {text.id: text.instrument for text in texts}  # a text is long: once, not with each
    found = [
        (
            Section(within[top.text_id], top.eid, joined([own_place(top)]), top.heading),
            numbers[top.text_id, top.eid],
        )
        for top in tops
        if (top.text_id, top.eid) in numbers
    ]
    return tuple(sorted(found, key=lambda each: _in_order(each[0])))


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
    viewpoint: Viewpoint, partnership_id: str, filters: CommitmentFilters, page: int, size: int
) -> Page[DueCommitment]:
    things = shelf(viewpoint, partnership_id)
    rows = kept(things.all(Commitment, *NEAR, state=CommitmentState.ADOPTED), filters)
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
    ids = list(rows.values_list("pk", flat=True)[first:last])
    near = Commitment.objects.select_related(*NEAR).defer("provision__text__body")
    found = {
        each.pk: each
        for start in range(0, len(ids), AT_ONCE)
        for each in near.filter(pk__in=ids[start : start + AT_ONCE])
    }
    return [found[pk] for pk in ids if pk in found]


def _within(page: int, total: int, size: int) -> int:
    return min(max(1, page), max(1, -(-total // size)))


def _counted(rows: QuerySet[Commitment], name: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(name).annotate(number=Count("pk")))


def _by_due(rows: QuerySet[Commitment], on: date) -> dict[Timeliness, int]:
    counts = {state.name: Count("pk", filter=state_is(state, on)) for state in Timeliness}
    found = with_due_on(rows, on).order_by().aggregate(**counts)
    return {state: found[state.name] for state in Timeliness if found[state.name]}


def _by_provision(things: Shelf) -> Sequence[tuple[str, str, int]]:
    """Return how many commitments, recitals apart, stand in each provision."""
    if not from_tables(things.viewpoint, things.partnership_id):
        found = things.all(Commitment, "provision", state=CommitmentState.ADOPTED, recital=False)
        return [(each.provision.text_id, each.provision.eid, 1) for each in found]
    rows = adopted(things.viewpoint, things.partnership_id).filter(recital=False).order_by()
    names = ("provision__text_id", "provision__eid")
    return list(rows.values_list(*names).annotate(number=Count("pk")))


def _in_order(section: Section) -> tuple[int, str]:
    return section.instrument.ordinal, section.instrument.id
