"""What the selectors answer with: frozen values that pages, feeds and reports show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from servanda.deadlines import Due
from servanda.desk.agreements.models import (
    Commitment,
    Event,
    Instrument,
    InstrumentParty,
    Proposal,
    Provision,
    Reading,
    Relation,
    Text,
)
from servanda.desk.agreements.words import EventKind, Timeliness, anchor_word

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a longer list; `total` counts what the viewer may see of the whole list."""

    items: tuple[Item, ...]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def has_next(self) -> bool:
        """Tell whether a page follows."""
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        """Tell whether a page comes before."""
        return self.number > 1


@dataclass(frozen=True, slots=True)
class CommitmentFilters:
    """What to keep of a list of commitments; what is empty keeps everything.

    `section` is the `eId` of a provision of the text of `instrument`, `party` and `instrument` are
    local ids, `text` are words to look for.
    """

    instrument: str = ""
    section: str = ""
    force: str = ""
    party: str = ""
    due: str = ""
    classification: str = ""
    area: str = ""
    verifiable: bool | None = None
    recitals: bool = True
    text: str = ""
    by_date: bool = False  # sorted by due date instead of the order of the texts


@dataclass(frozen=True, slots=True)
class DueCommitment:
    """A commitment and where it stands towards its date on the day of the viewpoint.

    `due` is None where the text sets no time. `days` counts from that day to the due date and is
    negative once the date has passed. `place` is where it stands in the text, "Section IV, point
    (a)", and `section` the outermost part of that. `last` is when the last full period of a
    recurrence ended.
    """

    commitment: Commitment
    due: Due | None
    state: Timeliness
    days: int | None
    place: str
    section: str
    last: date | None = None

    @property
    def date(self) -> date | None:
        """Return the due date, if there is one."""
        return self.due.date if self.due else None

    @property
    def waits_for(self) -> str:
        """Name the event that has to have a date before this has one."""
        return anchor_word(self.due.waits_for) if self.due and self.due.waits_for else ""

    @property
    def instrument(self) -> Instrument:
        """Return the instrument that it stands in."""
        return self.commitment.instrument

    @property
    def derivation(self) -> str:
        """Say how the date comes about and where the rule stands in the text."""
        if self.due is None or not self.due.derivation:
            return ""
        return f"{self.due.derivation} ({self.section})" if self.section else self.due.derivation


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """An instrument with all that is shown beside it, as far as the viewer may see it."""

    instrument: Instrument
    parts: tuple[InstrumentParty, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]  # from it and to it
    texts: tuple[Text, ...]
    commitments: int  # how many of them the viewer may see

    def event(self, kind: str) -> Event | None:
        """Return its first event of a kind, such as "signed"."""
        return next((event for event in self.events if event.kind == kind), None)

    @property
    def signed(self) -> Event | None:
        """Return when it was signed."""
        return self.event(EventKind.SIGNED)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text that belong to the same commitments, or to none."""

    words: str
    start: int
    commitments: tuple[DueCommitment, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The words of a text that lie in one provision and in none inside it, cut into runs.

    Words before, between and after provisions stand in blocks without one. `starts` tells the first
    block of its provision, which carries the heading; `commitments` are those that begin here.
    """

    provision: Provision | None
    starts: bool
    runs: tuple[Run, ...]
    commitments: tuple[DueCommitment, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text cut into blocks, with its commitments and its table of contents."""

    text: Text
    blocks: tuple[Block, ...]
    contents: tuple[Provision, ...]
    commitments: tuple[DueCommitment, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level provision that commitments stand in, for filters and tallies."""

    instrument: Instrument
    eid: str
    place: str
    heading: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments the viewer may see, split several ways; recitals are left out."""

    total: int
    by_force: dict[str, int]
    by_due: dict[Timeliness, int]
    by_area: dict[str, int]
    by_instrument: dict[str, int]  # by its id, recitals too, as its own page counts them
    by_section: tuple[tuple[Section, int], ...]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something with a date: an event, or the date by which a commitment is due.

    `kind` is "event", "due", or for dates that only run "term". `uid` is the id of the thing, with
    the date where it recurs. `more` counts what else is due for its instrument on that day and is
    not shown.
    """

    uid: str
    date: date
    precision: str
    kind: str
    label: str
    instrument: Instrument
    event: Event | None = None
    due: DueCommitment | None = None
    recurring: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with the fingerprint that a form must give back, and its pieces when split."""

    proposal: Proposal
    fingerprint: str
    words: str
    pieces: tuple["ProposalView", ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading under review; `decided` of `total` proposals are decided, pieces for wholes.

    `places` says where each provision stands, "Section IV, paragraph 2", by its eId.
    """

    reading: Reading
    fingerprint: str
    proposals: tuple[ProposalView, ...]
    decided: int
    total: int
    places: Mapping[str, str]
