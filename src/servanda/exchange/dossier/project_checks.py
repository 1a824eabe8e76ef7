"""What must hold between bodies, meetings, projects, gates and lists."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from servanda.exchange.dossier.checks import Check, Contents
from servanda.exchange.dossier.mistakes import Mistake
from servanda.exchange.dossier.tables import Line

_ONCE = {
    "mandates": ("body", "text", "provision"),
    "meetings": ("body", "number"),
    "decisions": ("meeting", "number"),
    "carries": ("project", "commitment"),
    "list_entries": ("project_list", "project"),
    "roadmap_calendars": ("roadmap", "key"),
    "roadmap_resources": ("roadmap", "key"),
    "risk_drivers": ("roadmap", "key"),
    "roadmap_rows": ("roadmap", "key"),
    "roadmap_links": ("roadmap", "before", "after", "kind"),
}
_IN_ORDER = {
    "gates": ("earliest", "likely", "latest"),
    "reference_cases": ("began", "ended"),
    "meetings": ("starts", "ends"),
    "roadmap_rows": ("started", "finished"),
}
_RANGES = {
    "projects": {"latitude": (-90, 90), "longitude": (-180, 180)},
    "gates": {"probability": (0, 1)},
    "risk_drivers": {"probability": (0, 1)},
    "roadmap_rows": {"complete": (0, 1)},
}


def said_once_of_projects(contents: Contents) -> Iterator[Mistake]:
    """Name rows that say again what another row says already."""
    for table, columns in _ONCE.items():
        first: dict[tuple[Any, ...], int] = {}
        for line in contents.lines[table]:
            key = tuple(getattr(line.row, name) for name in columns)
            if key in first:
                again = f"Line {first[key]} has the same {' and '.join(columns)}."
                why = f"{again} Correct one of them."
                yield Mistake(f"{table}.csv", line.number, columns[-1], why)
            first.setdefault(key, line.number)


def dates_in_order(contents: Contents) -> Iterator[Mistake]:
    """Name rows whose later date lies before the earlier one."""
    for table, columns in _IN_ORDER.items():
        for line in contents.lines[table]:
            for early, late in pairwise(columns):
                before, after = getattr(line.row, early), getattr(line.row, late)
                if before and after and after < before:
                    why = f"It is {after}, before {early}, which is {before}. Correct one of them."
                    yield Mistake(f"{table}.csv", line.number, late, why)


def numbers_in_range(contents: Contents) -> Iterator[Mistake]:
    """Name chances, shares and places that cannot be."""
    for table, columns in _RANGES.items():
        for line in contents.lines[table]:
            for name, (low, high) in columns.items():
                value = getattr(line.row, name)
                if value is not None and not low <= value <= high:
                    why = f"It is {value:g} and lies outside {low} to {high}. Correct it."
                    yield Mistake(f"{table}.csv", line.number, name, why)


def places_whole(contents: Contents) -> Iterator[Mistake]:
    """Name projects with half a place."""
    for line in contents.lines["projects"]:
        if (line.row.latitude is None) != (line.row.longitude is None):
            why = "A place has a latitude and a longitude. Give both or none."
            yield Mistake("projects.csv", line.number, "longitude", why)


def somebody_involved(contents: Contents) -> Iterator[Mistake]:
    """Name parts in a project that nobody has."""
    for line in contents.lines["involved"]:
        if bool(line.row.party) == bool(line.row.name):
            why = "Give either a party or a name, so that it is clear who is meant."
            yield Mistake("involved.csv", line.number, "name", why)


def known_circles(contents: Contents) -> Iterator[Mistake]:
    """Name bodies that lie inside themselves."""
    parents = {line.row.id: line.row.parent for line in contents.lines["bodies"]}
    for line in contents.lines["bodies"]:
        if line.row.id in _above(line, parents):
            why = f'"{line.row.id}" lies inside itself. Correct the body above one of them.'
            yield Mistake("bodies.csv", line.number, "parent", why)


def _above(line: Line, parents: dict[str, str]) -> list[str]:
    found: list[str] = []
    at = line.row.parent
    while at and at not in found:
        found.append(at)
        at = parents.get(at, "")
    return found


PROJECT_CHECKS: tuple[Check, ...] = (
    said_once_of_projects,
    dates_in_order,
    numbers_in_range,
    places_whole,
    somebody_involved,
    known_circles,
)
