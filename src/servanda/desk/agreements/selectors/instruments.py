"""Instruments with their parties, events, relations and texts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models import (
    Event,
    Instrument,
    InstrumentParty,
    Relation,
    Text,
)
from servanda.desk.agreements.selectors.counts import by_instrument
from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.agreements.selectors.values import InstrumentView
from servanda.desk.agreements.words import RelationKind
from servanda.desk.record.viewpoint import Viewpoint

Part = TypeVar("Part", InstrumentParty, Event, Text)


def instruments(viewpoint: Viewpoint, partnership_id: str) -> list[InstrumentView]:
    """Return the instruments of a partnership in their order."""
    things = shelf(viewpoint, partnership_id)
    return _views(things, things.all(Instrument, "held_by"))


def instrument(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> InstrumentView | None:
    """Return one instrument, or None where there is none for this viewer."""
    things = shelf(viewpoint, partnership_id)
    found = things.all(Instrument, "held_by", id=f"{partnership_id}.{local_id}")
    return _views(things, found)[0] if found else None


def parties(viewpoint: Viewpoint, partnership_id: str) -> list[Party]:
    """Return the parties that have a part in the instruments that the viewer may see."""
    things = shelf(viewpoint, partnership_id)
    found = {part.party_id: part.party for part in things.all(InstrumentParty, "party")}
    return sorted(found.values(), key=lambda party: (party.ordinal, party.id))


def named_parties(viewpoint: Viewpoint, partnership_id: str) -> dict[str, Party]:
    """Return every party by its id and local id, also bodies and others without a part."""
    found = shelf(viewpoint, partnership_id).all(Party)
    return {name: party for party in found for name in (party.id, party.local_id)}


def awaited(views: Iterable[InstrumentView]) -> dict[str, list[Instrument]]:
    """Return the instruments that each instrument waits for, by the id of the one that waits."""
    return {
        view.instrument.id: [
            each.target
            for each in view.relations
            if each.kind == RelationKind.WAITS_FOR and each.instrument_id == view.instrument.id
        ]
        for view in views
    }


def _views(things: Shelf, found: Sequence[Instrument]) -> list[InstrumentView]:
    ids = sorted(each.id for each in found)
    parts = _grouped(things.all(InstrumentParty, "party", instrument_id__in=ids))
    events = _grouped(things.all(Event, "held_by", instrument_id__in=ids))
    texts = _grouped(things.all(Text, instrument_id__in=ids))
    relations = _relations(things)
    numbers = by_instrument(things.viewpoint, things.partnership_id)
    return [
        InstrumentView(
            instrument=each,
            parts=tuple(parts[each.id]),
            events=tuple(sorted(events[each.id], key=lambda event: (event.date, event.ordinal))),
            relations=tuple(relations[each.id]),
            texts=tuple(texts[each.id]),
            commitments=numbers.get(each.id, 0),
        )
        for each in found
    ]


def _grouped(things: Iterable[Part]) -> defaultdict[str, list[Part]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for thing in things:
        found[thing.instrument_id].append(thing)
    return found


def _relations(things: Shelf) -> defaultdict[str, list[Relation]]:
    """Return every relation twice: under the instrument that has it, and under its target."""
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in things.all(Relation, "instrument", "target"):
        found[relation.instrument_id].append(relation)
        found[relation.target_id].append(relation)
    return found
