"""What a release holds: the inputs of every level and figure, and the levels and figures.

The fields are the keys of the file, one for one. `assessment` and `figures` are computed from all
the rest; `servanda.exchange.release.settling` does it, and whoever holds the file can do it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from servanda.reading.model import Force
from servanda.scoring import (
    Answer,
    Direction,
    EndState,
    Kind,
    Nature,
    Outcome,
    Strength,
    Timing,
    Words,
)
from servanda.scoring.sentences import NOTHING

FORMAT = "servanda release"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Partnership:
    """Whose commitments they are."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger that the release rests on: how many entries, and the hash of the last."""

    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class Software:
    """What built the release."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class SilencePeriod:
    """After how many days of silence confidence halves; assumed, with the reason."""

    nature: Nature
    days: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument or a section with its name in both languages."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication that a digest tells of."""

    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An original that evidence was cut from; `sha256` is the hash of its bytes.

    Where it is a digest, its words are not those of the publication that it tells of.
    """

    id: str
    sha256: str
    text_sha256: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    digest_of: Publication | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a commitment is due and how that comes about, or the event that it waits for."""

    on: date | None = None
    derivation: Words = NOTHING
    waits_for: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Criterion:
    """One statement that the level is computed from."""

    id: str
    kind: Kind
    statement: Words


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer to one criterion, the reason, and the evidence that it cites."""

    criterion: str
    answer: Answer
    evidence: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """The coding in use. `adjudicated` is false where one coder's stands until two are compared.

    `coder` is empty where the coder's name is not public.
    """

    on: date
    adjudicated: bool
    judgements: tuple[Judgement, ...]
    coder: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of a source with what they say and when; offsets are those of its text.

    `fact` is the day of the fact as exactly as `precision` says; `happened` is the same where the
    day itself is told, and only then the assessment counts with it.
    """

    id: str
    source: str
    start: int
    end: int
    quote: str
    direction: Direction
    strength: Strength
    published: date
    happened: date | None = None
    fact: date | None = None
    precision: str = "day"
    verified: bool = True
    claimant: str = ""
    note: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Search:
    """A search for evidence: up to which day, in how many sources, and what they were."""

    until: date
    sources: int | None = None
    scope: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Ending:
    """How the commitment came to its end, as people decided it."""

    state: EndState
    on: date
    reason: Words
    evidence: tuple[str, ...] = ()
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which the commitment does not run, and the instrument that says so."""

    instrument: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a party says to the assessment; it changes nothing."""

    party: Words
    on: date
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How the commitment stands to its date."""

    timing: Timing
    days: int | None
    said: Words


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing has been heard, and what that leaves of confidence."""

    last: date | None
    days: int | None
    confidence: float | None
    stalled: bool
    said: Words


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the inputs come to for one commitment."""

    outcome: Outcome
    level: int | None
    highest: int | None
    said: Words
    timeliness: Timeliness
    silence: Silence
    end_state: EndState | None
    suspended: bool
    contradictions: tuple[tuple[str, ...], ...]
    doubts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment: its exact words, all that its assessment rests on, and the assessment."""

    id: str
    instrument: str
    section: str
    place: Words
    force: Force
    nature: Nature
    words: str
    language: str
    start: int
    end: int
    text_sha256: str = ""
    summary: Words = NOTHING
    due: Due = Due()
    criteria: tuple[Criterion, ...] = ()
    criteria_version: int | None = None
    coding: Coding | None = None
    evidence: tuple[Evidence, ...] = ()
    searches: tuple[Search, ...] = ()
    ending: Ending | None = None
    suspension: Suspension | None = None
    unassessable: Words | None = None
    replies: tuple[Reply, ...] = ()
    assessment: Assessed | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the interval in which the share credibly lies, four decimals."""

    count: int
    of: int
    at_most: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The published counts of one force, in one section or in all."""

    section: str | None
    force: Force
    commitments: tuple[str, ...]
    outcomes: Mapping[str, int]
    timings: Mapping[str, int]
    ends: Mapping[str, int]
    suspended: int
    stalled: int
    any_progress: Share
    fully_done: Share


@dataclass(frozen=True, slots=True)
class Pam:
    """PAM's percentage, only for comparison with its own published ones."""

    points: int
    possible: int
    commitments: int
    as_zero: int
    left_out: int
    value: float | None
    said: Words


@dataclass(frozen=True, slots=True)
class Figures:
    """All published figures."""

    by_force: tuple[Cell, ...]
    by_section: tuple[Cell, ...]
    pam: Pam


@dataclass(frozen=True, slots=True)
class Release:
    """A whole release; `known` is the moment up to which the record was read, in UTC."""

    number: int
    on: date
    known: str
    partnership: Partnership
    ledger: Ledger
    software: Software
    title: str = ""
    notes: Words = NOTHING
    silence_periods: tuple[SilencePeriod, ...] = ()
    instruments: tuple[Named, ...] = ()
    sections: tuple[Named, ...] = ()
    sources: tuple[Source, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    figures: Figures | None = None
    format: str = FORMAT
    version: int = VERSION
