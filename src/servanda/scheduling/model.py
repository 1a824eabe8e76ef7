"""A plan: activities, milestones and gates, what waits for what, who works when, what may go wrong.

Durations are in working days of the activity's calendar. Terms follow the PMBOK Guide and
ISO 21502; a gate is a condition that somebody else must meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from servanda.scheduling.calendars import ALWAYS, Calendar, NotAPlan

__all__ = [
    "Activity",
    "Bound",
    "Constraint",
    "Dependency",
    "Driver",
    "Estimate",
    "GateRange",
    "Kind",
    "Link",
    "NotAPlan",
    "Plan",
    "Resource",
]


class Kind(StrEnum):
    """What a row of a plan is."""

    ACTIVITY = "activity"
    MILESTONE = "milestone"
    GATE = "gate"


class Link(StrEnum):
    """Which end of the one waits for which end of the other."""

    FS = "FS"
    """The successor starts once the predecessor is finished."""
    SS = "SS"
    FF = "FF"
    SF = "SF"


class Bound(StrEnum):
    """A date that is set for an activity; the names of MSPDI's constraint types."""

    START_NO_EARLIER = "start no earlier than"
    START_NO_LATER = "start no later than"
    FINISH_NO_EARLIER = "finish no earlier than"
    FINISH_NO_LATER = "finish no later than"
    START_ON = "start on"
    FINISH_ON = "finish on"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A duration in three points, in working days."""

    low: float
    likely: float
    high: float
    basis: str = ""
    """Who estimated it or which reference class it is from; it says so where it is assumed."""

    @property
    def mean(self) -> float:
        """Give the mean of the PERT distribution (Malcolm et al. 1959).

        >>> Estimate(10, 20, 60).mean
        25.0
        """
        return (self.low + 4 * self.likely + self.high) / 6


@dataclass(frozen=True, slots=True)
class GateRange:
    """When a gate may open, and how likely it is to open at all."""

    probability: float
    earliest: date
    likely: date
    latest: date
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A date set for an activity."""

    bound: Bound
    on: date


@dataclass(frozen=True, slots=True)
class Activity:
    """A row of a plan. A milestone takes no time; a gate opens on its own dates."""

    id: str
    name: str = ""
    kind: Kind = Kind.ACTIVITY
    duration: Estimate | None = None
    """None for milestones and gates, and until a reference class serves where none is known."""
    calendar: str = ALWAYS.id
    constraints: tuple[Constraint, ...] = ()
    gate: GateRange | None = None
    needs: Mapping[str, int] = field(default_factory=dict)
    """Units of each resource while it runs."""
    drivers: Mapping[str, float] = field(default_factory=dict)
    """Named risk drivers, each with how strongly it moves this duration (0 to 1)."""
    reference_class: str = ""
    started: date | None = None
    finished: date | None = None
    """The last day worked."""
    complete: float = 0.0
    """Share of the work that is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """What waits for what; the lag is in working days of the successor's calendar."""

    before: str
    after: str
    link: Link = Link.FS
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that activities share, and how many units of it there are."""

    id: str
    name: str = ""
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Driver:
    """A cause that moves many durations at once: weather, permits, financing, politics.

    When it strikes (with its probability) it multiplies durations by a factor between low and high.
    """

    id: str
    name: str = ""
    probability: float = 1.0
    low: float = 1.0
    likely: float = 1.0
    high: float = 1.0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a schedule is computed from."""

    start: date
    activities: tuple[Activity, ...]
    dependencies: tuple[Dependency, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    resources: tuple[Resource, ...] = ()
    drivers: tuple[Driver, ...] = ()
    status: date | None = None
    """What is not done by this day lies on or after it; None before the work began."""
