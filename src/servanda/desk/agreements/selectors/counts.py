"""Counts of commitments; each counts exactly what the list behind it lists.

They are counted once as long as the ledger stays the same: every change leaves an entry in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Case, CharField, Count, Value, When

from servanda.desk.agreements.models import Commitment, Provision, Text
from servanda.desk.agreements.selectors.commitments import adopted, remembered
from servanda.desk.agreements.selectors.filters import state_is, with_due_on
from servanda.desk.agreements.selectors.places import joined, own_place
from servanda.desk.agreements.selectors.shelf import Shelf, from_tables, kept, shelf
from servanda.desk.agreements.selectors.values import Section, Tally
from servanda.desk.agreements.words import CommitmentState, Timeliness
from servanda.desk.record.viewpoint import Viewpoint

FEW = 500  # of no more commitments than these, the sections of all instruments are told apart
COUNTED = ("instrument_id", "force", "area", "recital", "timely")


@dataclass(frozen=True, slots=True)
class _Group:
    """How many commitments are alike in what is counted."""

    instrument: str
    force: str
    area: str
    recital: bool
    due: Timeliness
    number: int


def tally(viewpoint: Viewpoint, partnership_id: str, *, within: str = "") -> Tally:
    """Count the commitments that the viewer may see by force, date, area and section.

    `within` is the local id of an instrument: where there are many commitments, only its sections
    are counted.
    """
    groups = _groups(viewpoint, partnership_id)
    own = [each for each in groups if not each.recital]
    total = sum(each.number for each in own)
    few = total <= FEW
    return Tally(
        total=total,
        by_force=_summed((each.force, each.number) for each in own),
        by_due=_summed((each.due, each.number) for each in own),
        by_area=_summed((each.area, each.number) for each in own),
        by_instrument=_summed((each.instrument, each.number) for each in groups),
        by_section=sections(viewpoint, partnership_id, within="" if few else within)
        if few or within
        else (),
    )


def forces_by_area(viewpoint: Viewpoint, partnership_id: str) -> dict[tuple[str, str], int]:
    """Count the commitments that the viewer may see by area and force; recitals are left out."""
    groups = _groups(viewpoint, partnership_id)
    return _summed(((each.area, each.force), each.number) for each in groups if not each.recital)


def by_instrument(viewpoint: Viewpoint, partnership_id: str) -> dict[str, int]:
    """Count the commitments that the viewer may see in each instrument, recitals too."""
    if viewpoint.historic:
        found = shelf(viewpoint, partnership_id).all(Commitment, state=CommitmentState.ADOPTED)
        return Counter(each.instrument_id for each in found)
    rows = adopted(viewpoint, partnership_id).order_by()
    return dict(rows.values_list("instrument_id").annotate(number=Count("pk")))


def sections(
    viewpoint: Viewpoint, partnership_id: str, *, within: str = ""
) -> tuple[tuple[Section, int], ...]:
    """Return the top-level provisions that commitments stand in, and how many in each."""
    things = shelf(viewpoint, partnership_id)
    numbers: Counter[tuple[str, str]] = Counter()
    for text, eid, number in _by_provision(things, within):
        numbers[text, eid.partition("__")[0]] += number
    wanted = sorted({text for text, _eid in numbers})
    eids = sorted({eid for _text, eid in numbers})
    tops = things.all(Provision, text_id__in=wanted, eid__in=eids) if numbers else []
    texts = things.all(Text, "instrument", id__in=wanted) if numbers else []
    inside = {text.id: text.instrument for text in texts}  # a text is long: once, not with each
    found = [
        (
            Section(inside[top.text_id], top.eid, joined([own_place(top)]), top.heading),
            numbers[top.text_id, top.eid],
        )
        for top in tops
        if (top.text_id, top.eid) in numbers
    ]
    return tuple(sorted(found, key=lambda each: _in_order(each[0])))


def _groups(viewpoint: Viewpoint, partnership_id: str) -> Sequence[_Group]:
    known = kept(viewpoint, partnership_id)
    if "groups" not in known:
        read = _from_tables if from_tables(viewpoint, partnership_id) else _from_memory
        known["groups"] = tuple(read(viewpoint, partnership_id))
    found: Sequence[_Group] = known["groups"]
    return found


def _from_tables(viewpoint: Viewpoint, partnership_id: str) -> Iterator[_Group]:
    rows = with_due_on(adopted(viewpoint, partnership_id), viewpoint.on)
    states = [When(state_is(state, viewpoint.on), then=Value(state.value)) for state in Timeliness]
    timely = Case(*states, default=Value(Timeliness.NONE.value), output_field=CharField())
    counted = rows.annotate(timely=timely).order_by().values_list(*COUNTED)
    for instrument, force, area, recital, due, number in counted.annotate(number=Count("pk")):
        yield _Group(instrument, force, area, recital, Timeliness(due), number)


def _from_memory(viewpoint: Viewpoint, partnership_id: str) -> Iterator[_Group]:
    for each in remembered(viewpoint, partnership_id):
        one = each.commitment
        yield _Group(one.instrument_id, one.force, one.area, one.recital, each.state, 1)


def _by_provision(things: Shelf, within: str) -> Iterable[tuple[str, str, int]]:
    """Return how many commitments, recitals apart, stand in each provision."""
    where = {"instrument_id": f"{things.partnership_id}.{within}"} if within else {}
    if not from_tables(things.viewpoint, things.partnership_id):
        only = {**where, "state": CommitmentState.ADOPTED, "recital": False}
        found = things.all(Commitment, "provision", **only)
        return [(each.provision.text_id, each.provision.eid, 1) for each in found]
    rows = adopted(things.viewpoint, things.partnership_id).filter(recital=False, **where)
    names = ("provision__text_id", "provision__eid")
    return rows.order_by().values_list(*names).annotate(number=Count("pk"))


Key = TypeVar("Key")


def _summed(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    found: Counter[Key] = Counter()
    for key, number in pairs:
        found[key] += number
    return dict(found)


def _in_order(section: Section) -> tuple[int, str]:
    return section.instrument.ordinal, section.instrument.id
