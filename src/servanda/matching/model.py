"""What the room deals in: things promised, things named, and candidates with their reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812  (fields are called by what they hold)
from enum import StrEnum


class Kind(StrEnum):
    """What spoke for a candidate."""

    WORDS = "words"
    """Rare words, in the passage's best sentence."""
    COMMON = "common words"
    """Words that every agreement uses, in the same sentence or another."""
    PHRASES = "phrases"
    """Words that stand side by side."""
    SHARE = "share of its words"
    """How much of the commitment's own words the best sentence has, from 0 to 1."""
    NAMES = "names"
    PARTIES = "parties"
    AREAS = "areas"
    AREA_SHARE = "share of its areas"
    MEANINGS = "meanings"
    """What words mean, whichever of them are used: arms, weapons, munitions."""
    MEANING_SHARE = "share of its meanings"
    ACTS = "acts"
    FIGURES = "figures"
    DATES = "dates"


class Flag(StrEnum):
    """What a reviewer should know before saying yes."""

    OLDER = "older than the commitment"
    SERVES_MANY = "serves more than three commitments"
    ANNOUNCES = "only announces"
    CONTRADICTS = "contradicts an accepted quote"
    FIGURE_DIFFERS = "figure differs from another source's"
    HARDER = "reported harder than the text"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name, and every other name that it goes by."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A commitment, project or gate that a passage may speak of."""

    id: str
    text: str
    """Its exact words; a summary may follow them."""
    kind: str = "commitment"
    made: Date | None = None
    """The day on which it was promised."""
    area: str = ""
    force: str = ""
    """As `servanda.reading` names it: `obligation`, `intention`, …"""
    quote: str = ""
    """The words that bind, where `text` holds more than them."""
    names: tuple[str, ...] = ()
    """What it is called, where it is known by a name: a project or gate (`matching.naming`)."""

    @property
    def words(self) -> str:
        """Give the exact words."""
        return self.quote or self.text


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of thing that passage and commitment share, and what it added to the score."""

    kind: Kind
    shared: tuple[str, ...]
    points: float

    def __str__(self) -> str:
        return f"{self.kind.value}: {', '.join(self.shared)} (+{self.points:.2f})"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commitment, project or gate that a passage may speak of, with what speaks for it."""

    id: str
    score: float
    reasons: tuple[Reason, ...]
    parts: Mapping[Kind, float] = field(default_factory=dict)
    """What each kind measured, before its weight."""
    kind: str = "commitment"


@dataclass(frozen=True, slots=True)
class Noted:
    """A flag with the words that raised it, side by side where there are two sides."""

    flag: Flag
    here: str = ""
    there: str = ""
    note: str = ""
