"""Sources: what is cited for a thing, where they differ, and what rests on one of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from servanda.desk.agreements.models import Commitment, Event, Instrument
from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.record.models import Citation, Claim, Recorded, Source
from servanda.desk.record.viewpoint import Viewpoint

Subject = tuple[str, str]  # kind and id
NEAR: dict[type[Recorded], tuple[str, ...]] = {
    Commitment: ("instrument",),
    Event: ("instrument",),
    Instrument: (),
}


@dataclass(frozen=True, slots=True)
class Resting:
    """A thing that a source is cited for, or that it says something of."""

    thing: Recorded
    field: str
    note: str


def citations(
    viewpoint: Viewpoint, partnership_id: str, subjects: Collection[Subject]
) -> list[Citation]:
    """Return what is cited for these things."""
    found = shelf(viewpoint, partnership_id).all(Citation, "source", subject_id__in=_ids(subjects))
    return [each for each in found if (each.subject_kind, each.subject_id) in subjects]


def claims(viewpoint: Viewpoint, partnership_id: str, subjects: Collection[Subject]) -> list[Claim]:
    """Return what the sources say of these things where they differ."""
    found = shelf(viewpoint, partnership_id).all(Claim, "source", subject_id__in=_ids(subjects))
    return [each for each in found if (each.subject_kind, each.subject_id) in subjects]


def source(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Source | None:
    """Return one source, or None where there is none for this viewer."""
    found = shelf(viewpoint, partnership_id).all(Source, id=f"{partnership_id}.{local_id}")
    return found[0] if found else None


def resting(viewpoint: Viewpoint, found: Source) -> list[Resting]:
    """Return what rests on a source, as far as the viewer may see it."""
    things = shelf(viewpoint, found.partnership_id)
    cited: list[Citation | Claim] = [
        *things.all(Citation, source_id=found.id),
        *things.all(Claim, source_id=found.id),
    ]
    marks = [(mark.subject_kind, mark.subject_id, mark.field, mark.note) for mark in cited]
    known = _subjects(things, [(kind, subject) for kind, subject, _field, _note in marks])
    return [
        Resting(known[kind, subject], field, note)
        for kind, subject, field, note in marks
        if (kind, subject) in known
    ]


def _ids(subjects: Collection[Subject]) -> list[str]:
    return sorted({subject for _kind, subject in subjects})


def _subjects(things: Shelf, subjects: Iterable[Subject]) -> dict[Subject, Recorded]:
    wanted: dict[str, set[str]] = {}
    for kind, subject in subjects:
        wanted.setdefault(kind, set()).add(subject)
    return {
        (model.ledger_kind, thing.id): thing
        for model, near in NEAR.items()
        if model.ledger_kind in wanted
        for thing in things.all(model, *near, id__in=sorted(wanted[model.ledger_kind]))
    }
