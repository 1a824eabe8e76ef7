"""What a dossier holds about how far things have come: originals, evidence, codings, decisions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Original:
    """A document that is quoted from; its bytes are in the file at `path`."""

    id: str
    path: str
    standing: str
    title: str
    publisher: str
    author: str
    published: str
    language: str
    url: str
    source: str
    sha256: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of an original, linked to what they speak of."""

    id: str
    original: str
    start: int
    end: int
    quote: str
    subject_kind: str
    subject_id: str
    direction: str
    strength: str
    claimant: str
    source_on: date
    fact_on: date | None
    fact_precision: str
    note_en: str
    note_az: str
    withdrawn: bool
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """One version of a commitment's criteria; its statements are rows of their own."""

    id: str
    commitment: str
    number: int
    state: str
    note: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One criterion: a statement that an outsider can answer."""

    id: str
    version: str
    key: str
    kind: str
    statement_en: str
    statement_az: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One judgement of a commitment's criteria as of one day."""

    id: str
    commitment: str
    version: str
    role: str
    coder_name: str
    as_of: date
    state: str
    reason: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A coding's answer to one criterion, and the evidence that it cites."""

    id: str
    coding: str
    criterion: str
    answer: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a commitment came to its end, as people decided it."""

    id: str
    commitment: str
    state: str
    on: date
    reason_en: str
    reason_az: str
    evidence: tuple[str, ...]
    superseded_by: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which a commitment does not run, and the instrument that says so."""

    id: str
    commitment: str
    instrument: str
    since: date
    until: date | None
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a party says to an assessment."""

    id: str
    commitment: str
    party: str
    on: date
    language: str
    body: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class SilencePeriod:
    """After how many days of silence confidence halves, for one kind of commitment."""

    id: str
    nature: str
    days: int
    reason: str
    classification: str
    held_by: str
