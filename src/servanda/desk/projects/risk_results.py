"""What a simulation told of a roadmap, as plain values: the same inputs give the same bytes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from servanda.desk.record.models import Json
from servanda.ledger import canonical

SHARES = (10, 50, 80, 90)


@dataclass(frozen=True, slots=True)
class Spread:
    """By which day a row comes about in so many of a hundred samples; None: in fewer it does."""

    key: str
    p10: date | None
    p50: date | None
    p80: date | None
    p90: date | None
    never: float = 0.0  # share of samples in which it does not come about at all
    due: date | None = None
    chance: float | None = None  # of coming about by its due date

    @property
    def days(self) -> list[date]:
        """Return the days that are reached, in order."""
        return [day for day in (self.p10, self.p50, self.p80, self.p90) if day]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a row has to do with the end."""

    key: str
    criticality: float  # share of samples in which it is critical
    cruciality: float  # correlation of its length with the end


@dataclass(frozen=True, slots=True)
class Swing:
    """How far the end moves between the low and the high tenth of one cause."""

    what: str  # key of a row, or of a driver
    kind: str  # "activity", "gate" or "driver"
    low: date
    high: date

    @property
    def days(self) -> int:
        """Return the whole swing in days."""
        return (self.high - self.low).days

    @property
    def length(self) -> int:
        """Return the days of the swing, whichever way it goes."""
        return abs(self.days)


@dataclass(frozen=True)
class Outcome:
    """The risk of one plan under one seed."""

    inputs: str  # hash of the plan and of all that the samples rest on
    seed: int
    samples: int
    end: Spread
    ends: Spread  # of the end, in the samples in which there is one
    spreads: tuple[Spread, ...]  # of milestones, gates and rows with a due date
    weights: tuple[Weight, ...]
    swings: tuple[Swing, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Spread]:
        """Return the spread of each row."""
        return {each.key: each for each in self.spreads}

    @cached_property
    def p80(self) -> Mapping[str, date]:
        """Return the day by which each row comes about in four of five samples."""
        return {each.key: each.p80 for each in self.spreads if each.p80}


def written(outcome: Outcome) -> bytes:
    """Write an outcome in canonical form: the same inputs give the same bytes."""
    return canonical(_plain(asdict(outcome)))


def read(kept: dict[str, Json]) -> Outcome:
    """Read an outcome that was written."""
    return Outcome(
        kept["inputs"],
        kept["seed"],
        kept["samples"],
        _read(Spread, kept["end"]),
        _read(Spread, kept["ends"]),
        tuple(_read(Spread, each) for each in kept["spreads"]),
        tuple(_read(Weight, each) for each in kept["weights"]),
        tuple(_read(Swing, each) for each in kept["swings"]),
    )


DAYS = frozenset({"p10", "p50", "p80", "p90", "due", "low", "high"})


def _read(kind: Any, kept: dict[str, Json]) -> Any:
    return kind(
        **{
            each.name: date.fromisoformat(kept[each.name])
            if each.name in DAYS and kept[each.name]
            else kept[each.name]
            for each in fields(kind)
        }
    )


def _plain(value: Any) -> Json:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
