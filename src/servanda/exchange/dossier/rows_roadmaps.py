"""What a dossier holds about roadmaps: the rows of a plan, and what its figures rest on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A plan of one project, or of several under a body."""

    id: str
    title_en: str
    title_az: str
    project: str
    body: str
    start: date
    status_on: date | None
    seed: int
    note_en: str
    note_az: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class RoadmapCalendar:
    """Which days are worked."""

    id: str
    roadmap: str
    key: str
    name: str
    weekdays: tuple[str, ...]
    country: str
    off: tuple[str, ...]
    worked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoadmapResource:
    """Something that activities share."""

    id: str
    roadmap: str
    key: str
    name: str
    capacity: int


@dataclass(frozen=True, slots=True)
class RiskDriver:
    """A cause that moves many durations at once; its figures are assumed."""

    id: str
    roadmap: str
    key: str
    name_en: str
    name_az: str
    probability: float
    low: float
    likely: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """An activity, milestone or gate."""

    id: str
    roadmap: str
    key: str
    kind: str
    name_en: str
    name_az: str
    group: str
    calendar: str
    low: float | None
    likely: float | None
    high: float | None
    basis: str
    reference_class: str
    gate: str
    bound: str
    bound_on: date | None
    needs: tuple[str, ...]
    drivers: tuple[str, ...]
    started: date | None
    finished: date | None
    complete: float
    commitment: str
    source: str


@dataclass(frozen=True, slots=True)
class RoadmapLink:
    """What waits for what."""

    id: str
    roadmap: str
    before: str
    after: str
    kind: str
    lag: int


@dataclass(frozen=True, slots=True)
class ReferenceCase:
    """How long a like project took."""

    id: str
    reference_class: str
    name_en: str
    name_az: str
    began: date
    ended: date
    source: str
    note: str
    classification: str
    held_by: str
