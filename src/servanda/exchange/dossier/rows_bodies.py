"""What a dossier holds about bodies: what they rest on, when they met, what they decided."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Body:
    """A working group, commission or platform, set up or only allowed by a text."""

    id: str
    name_en: str
    name_az: str
    short_en: str
    short_az: str
    kind: str
    standing: str
    since: date | None
    since_precision: str
    parent: str
    mandate_en: str
    mandate_az: str
    areas: tuple[str, ...]
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """A provision that a body rests on."""

    id: str
    body: str
    text: str
    provision: str
    note: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a body."""

    id: str
    body: str
    number: int
    title_en: str
    title_az: str
    on: date
    starts: str
    ends: str
    timezone: str
    place: str
    online: bool
    state: str
    answers: str
    source: str
    note_en: str
    note_az: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided."""

    id: str
    meeting: str
    number: int
    text_en: str
    text_az: str
    commitment: str
    classification: str
    held_by: str
