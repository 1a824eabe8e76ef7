"""What a dossier holds about projects: what they are, what they carry, the money, lists, gates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Project:
    """Something that carries commitments out."""

    id: str
    name_en: str
    name_az: str
    what_en: str
    what_az: str
    area: str
    standing: str
    stage: str
    status_en: str
    status_az: str
    status_on: date | None
    expected: str
    capacity_after: str
    network_links: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    source: str
    confidence: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A commitment that a project carries out, wholly or in part."""

    id: str
    project: str
    commitment: str
    note: str


@dataclass(frozen=True, slots=True)
class Involved:
    """A party or company that has a part in a project."""

    id: str
    project: str
    party: str
    name: str
    role: str
    source: str


@dataclass(frozen=True, slots=True)
class Funding:
    """Money for a project as one source gives it."""

    id: str
    project: str
    payer: str
    amount: str
    currency: str
    state: str
    on: date | None
    used: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that somebody else must meet; its chance and dates are assumed."""

    id: str
    name_en: str
    name_az: str
    what_en: str
    what_az: str
    party: str
    instrument: str
    probability: float
    earliest: date
    likely: date
    latest: date
    basis_en: str
    basis_az: str
    opened: date | None
    source: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class ProjectList:
    """A body's list of projects as it is being drawn up."""

    id: str
    body: str
    title_en: str
    title_az: str
    answers: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A project on a list."""

    id: str
    project_list: str
    project: str
    note: str
