"""Roadmaps and their parts as one viewer sees them, as they were on the day looked from.

A row that waits for a gate which the viewer does not see, or that reaches such a commitment, is not
there for them: neither the row, nor its links, nor what it would move.
"""

from dataclasses import dataclass, replace
from datetime import date

from servanda.desk.agreements.selectors.shelf import Shelf, kept, last_day, shelf
from servanda.desk.projects.models import (
    Gate,
    ReferenceCase,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)
from servanda.desk.record.models import Classification, Classified, Source
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import ALWAYS
from servanda.scheduling.model import Kind

NEAR = ("project", "body", "partnership")


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a plan is built from."""

    roadmap: Roadmap
    rows: tuple[RoadmapRow, ...]
    links: tuple[RoadmapLink, ...]
    calendars: tuple[RoadmapCalendar, ...]
    resources: tuple[RoadmapResource, ...]
    drivers: tuple[RiskDriver, ...]
    cases: tuple[ReferenceCase, ...]

    def row(self, key: str) -> RoadmapRow | None:
        """Return a row by its key."""
        return next((row for row in self.rows if row.key == key), None)

    @property
    def without_calendar(self) -> tuple[RoadmapRow, ...]:
        """Return the rows that work by a calendar which is not here, so by every day instead."""
        known = {ALWAYS.id, "", *(each.key for each in self.calendars)}
        return tuple(
            row for row in self.rows if row.calendar not in known and row.kind == Kind.ACTIVITY
        )


def roadmaps(viewpoint: Viewpoint, partnership_id: str) -> list[Roadmap]:
    """Return the roadmaps that the viewer may see, in order."""
    return shelf(viewpoint, partnership_id).all(Roadmap, *NEAR)


def roadmap(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Roadmap | None:
    """Return one roadmap; None where there is none for this viewer."""
    things = shelf(viewpoint, partnership_id)
    found = things.all(Roadmap, *NEAR, id=f"{partnership_id}.{local_id}")
    return found[0] if found else None


def gates(viewpoint: Viewpoint, partnership_id: str) -> list[Gate]:
    """Return the gates that the viewer may see, as they stood on the day looked from."""
    found = shelf(viewpoint, partnership_id).all(Gate, "party", "instrument", "source")
    last = last_day(viewpoint)
    for gate in found:
        if last and gate.opened and gate.opened > last:
            gate.opened = None
    return found


def gate(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Gate | None:
    """Return one gate; None where there is none for this viewer."""
    wanted = f"{partnership_id}.{local_id}"
    return next((each for each in gates(viewpoint, partnership_id) if each.id == wanted), None)


def parts_of(viewpoint: Viewpoint, roadmap: Roadmap) -> Parts:
    """Return the parts of a roadmap that the viewer sees; a new ledger entry reads them again."""
    memory, key = kept(viewpoint, roadmap.partnership_id), ("parts", roadmap.id)
    if key not in memory:
        memory[key] = read_parts(viewpoint, roadmap)
    found: Parts = memory[key]
    return found


def read_parts(viewpoint: Viewpoint, roadmap: Roadmap) -> Parts:
    """Read the parts of a roadmap that the viewer sees."""
    things = shelf(viewpoint, roadmap.partnership_id)
    of = {"roadmap_id": roadmap.id}
    rows = _rows(things, roadmap)
    keys = {row.key for row in rows}
    links = things.all(RoadmapLink, **of)
    return Parts(
        roadmap,
        rows,
        tuple(each for each in links if {each.before, each.after} <= keys),
        tuple(things.all(RoadmapCalendar, **of)),
        tuple(things.all(RoadmapResource, **of)),
        tuple(things.all(RiskDriver, **of)),
        tuple(things.all(ReferenceCase, "source")),
    )


def _rows(things: Shelf, roadmap: Roadmap) -> tuple[RoadmapRow, ...]:
    seen = {gate.id: gate for gate in gates(things.viewpoint, roadmap.partnership_id)}
    last = last_day(things.viewpoint)
    found = []
    for row in things.all(RoadmapRow, "commitment__instrument", "source", roadmap_id=roadmap.id):
        if row.kind == Kind.GATE:
            if row.gate_id is not None and row.gate_id not in seen:
                continue
            row.gate = seen.get(row.gate_id or "")
        found.append(_as_of(row, last) if last else row)
    return tuple(found)


def _as_of(row: RoadmapRow, last: date) -> RoadmapRow:
    """Take back what had not happened by a day; how far it had come then is not kept."""
    if row.finished and row.finished > last:
        row.finished, row.complete = None, 0.0
    if row.started and row.started > last:
        row.started, row.complete = None, 0.0
    return row


def sources_of(viewpoint: Viewpoint, parts: Parts) -> dict[str, Source]:
    """Return the sources that rows and gates cite, as far as the viewer may see them."""
    rows = {row.source_id for row in parts.rows} | {
        row.gate.source_id for row in parts.rows if row.gate is not None
    }
    ids = {each for each in rows if each}
    found = shelf(viewpoint, parts.roadmap.partnership_id).all(Source, id__in=ids) if ids else []
    return {each.id: each for each in found}


def shared(parts: Parts) -> Parts:
    """Keep what everybody sees who sees the roadmap: what is frozen or adopted is made of that."""
    rows = tuple(row for row in parts.rows if _as_open(row, parts.roadmap))
    keys = {row.key for row in rows}
    links = tuple(each for each in parts.links if {each.before, each.after} <= keys)
    cases = tuple(each for each in parts.cases if _opens(each, parts.roadmap))
    return replace(parts, rows=rows, links=links, cases=cases)


def _as_open(row: RoadmapRow, roadmap: Roadmap) -> bool:
    things: list[Classified] = [each for each in (row.gate, row.commitment) if each is not None]
    if row.commitment is not None:
        things.append(row.commitment.instrument)
    return all(_opens(thing, roadmap) for thing in things)


def _opens(thing: Classified, roadmap: Roadmap) -> bool:
    """Tell whether everybody who sees the roadmap sees a thing; of sealed ones nobody can tell."""
    if thing.classification == Classification.PUBLIC:
        return True
    alike = (thing.classification, thing.held_by_id) == (
        roadmap.classification,
        roadmap.held_by_id,
    )
    within_a_party = (
        roadmap.classification == Classification.PARTY
        and thing.classification == Classification.PARTNERS
    )
    return within_a_party or (alike and thing.classification != Classification.SEALED)
