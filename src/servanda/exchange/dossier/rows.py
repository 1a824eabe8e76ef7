"""What a dossier holds, as plain values: one frozen dataclass for a row of each table.

The fields are the columns of the files, in their order. Text that is absent is "", another value
that is absent is None, a list that is absent is ().
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from servanda.exchange.dossier.rows_bodies import Body, Decision, Mandate, Meeting
from servanda.exchange.dossier.rows_evidence import (
    Coding,
    Criteria,
    Ending,
    Evidence,
    Judgement,
    Original,
    Reply,
    SilencePeriod,
    Statement,
    Suspension,
)
from servanda.exchange.dossier.rows_projects import (
    Carried,
    Funding,
    Gate,
    Involved,
    ListEntry,
    Project,
    ProjectList,
)
from servanda.exchange.dossier.rows_roadmaps import (
    ReferenceCase,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)
from servanda.reading.articles import Document


@dataclass(frozen=True, slots=True)
class Partnership:
    """Whose dossier it is: `partnership.yaml`."""

    id: str
    title_en: str
    title_az: str
    summary_en: str
    summary_az: str
    disclaimer_en: str
    disclaimer_az: str
    licence: str


@dataclass(frozen=True, slots=True)
class Party:
    """A state, organisation, company or body that has a part in an instrument."""

    id: str
    name_en: str
    name_az: str
    short_en: str
    short_az: str
    iso2: str
    kind: str
    partner: bool


@dataclass(frozen=True, slots=True)
class Name:
    """One of several names of the same thing, and who uses it."""

    thing: str
    name: str
    language: str
    used_by: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    id: str
    title: str
    publisher: str
    url: str
    published: str
    accessed: date | None
    kind: str
    language: str
    reliability: str
    note: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text adopted between parties, or by one of them."""

    id: str
    title_en: str
    title_az: str
    short_en: str
    short_az: str
    kind: str
    binding: bool | None
    language: str
    summary_en: str
    summary_az: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class InstrumentParty:
    """A party of an instrument and the part it has in it."""

    instrument: str
    party: str
    role: str
    defined_as: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an instrument or around it, and how exactly the date is known."""

    id: str
    instrument: str
    kind: str
    date: date
    precision: str
    place: str
    label_en: str
    label_az: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How one instrument stands to another."""

    instrument: str
    kind: str
    target: str
    note: str


@dataclass(frozen=True, slots=True)
class Text:
    """One language version of an instrument; its words are in the file at `path`."""

    id: str
    instrument: str
    language: str
    standing: str
    path: str
    note: str


@dataclass(frozen=True, slots=True)
class Provision:
    """An addressable piece of a text, by characters `start` to `end` of its file."""

    text: str
    eid: str
    kind: str
    num: str
    heading_en: str
    heading_az: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """One separately checkable act or stance, with the exact words it rests on."""

    id: str
    instrument: str
    text: str
    provision: str
    start: int
    end: int
    quote: str
    summary_en: str
    summary_az: str
    force: str
    actors: tuple[str, ...]
    act: str
    conditions: tuple[str, ...]
    recital: bool
    verifiable: bool
    area: str
    why: str
    deadline_expression: str
    deadline_bound: str
    deadline_duration: str
    deadline_date: date | None
    deadline_anchor: str
    recurrence_expression: str
    recurrence_every: str
    recurrence_times: int | None
    recurrence_rrule: str
    state: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of a row, or of one field of it."""

    subject_kind: str
    subject_id: str
    field: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says where sources differ; both stand, and one is used."""

    id: str
    subject_kind: str
    subject_id: str
    field: str
    value: str
    claimant: str
    source: str
    used: bool
    note: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a search for evidence of a commitment came to, and what it covered."""

    id: str
    commitment: str
    outcome: str
    searched_until: date
    sources_searched: int | None
    scope_en: str
    scope_az: str
    source: str
    classification: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole partnership: its tables in the order of their rows, and the words of its texts."""

    partnership: Partnership
    parties: tuple[Party, ...] = ()
    names: tuple[Name, ...] = ()
    sources: tuple[Source, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    instrument_parties: tuple[InstrumentParty, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    texts: tuple[Text, ...] = ()
    provisions: tuple[Provision, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    originals: tuple[Original, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    criteria: tuple[Criteria, ...] = ()
    statements: tuple[Statement, ...] = ()
    codings: tuple[Coding, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    endings: tuple[Ending, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    replies: tuple[Reply, ...] = ()
    silence_periods: tuple[SilencePeriod, ...] = ()
    bodies: tuple[Body, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    projects: tuple[Project, ...] = ()
    carries: tuple[Carried, ...] = ()
    involved: tuple[Involved, ...] = ()
    funding: tuple[Funding, ...] = ()
    gates: tuple[Gate, ...] = ()
    project_lists: tuple[ProjectList, ...] = ()
    list_entries: tuple[ListEntry, ...] = ()
    roadmaps: tuple[Roadmap, ...] = ()
    roadmap_calendars: tuple[RoadmapCalendar, ...] = ()
    roadmap_resources: tuple[RoadmapResource, ...] = ()
    risk_drivers: tuple[RiskDriver, ...] = ()
    roadmap_rows: tuple[RoadmapRow, ...] = ()
    roadmap_links: tuple[RoadmapLink, ...] = ()
    reference_cases: tuple[ReferenceCase, ...] = ()
    wording: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The words of each text, by the id of the text; spans count its characters."""
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """The bytes of each original, by its id."""
    network: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """The files of the partnership's network, by their names; empty where it has none."""
    documents: Mapping[str, Document] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    """What `read` read out of each original, by its id; spans of evidence count its text."""
