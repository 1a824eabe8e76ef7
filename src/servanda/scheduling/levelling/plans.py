"""Levelling of a plan: its earliest end under the limits of its resources, as dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from servanda.scheduling.calendars import BeyondCalendar
from servanda.scheduling.critical_path import Schedule, begun, critical_path
from servanda.scheduling.levelling.dated import ended
from servanda.scheduling.levelling.mixed import dated, level_dated
from servanda.scheduling.levelling.solving import Budget
from servanda.scheduling.network import Network


@dataclass(frozen=True)
class LevelledPlan:
    """When each activity runs under the limits of the resources, and how good that is."""

    starts: Mapping[str, int]
    """Moments, by activity."""
    finishes: Mapping[str, int]
    finish: int
    bound: int
    """No schedule finishes before this moment."""
    late: Mapping[str, int]
    """Activities that end after a date set for them, and by how many calendar days."""
    unlimited: Schedule
    """The critical path without the limits, for comparison."""

    @property
    def optimal(self) -> bool:
        """Tell whether no schedule finishes earlier."""
        return self.finish <= self.bound

    @property
    def gap(self) -> int:
        """Return how many calendar days could be won at most."""
        return max(0, self.finish - self.bound)

    @property
    def said(self) -> str:
        """Say how good the schedule is."""
        day = date.fromordinal(self.finish - 1)
        if self.late:
            names = ", ".join(f"“{name}” by {days} days" for name, days in self.late.items())
            return (
                f"Done by {day}. The search found no schedule that keeps every date set: {names} "
                "too late. Move these dates, or raise a capacity."
            )
        if self.optimal:
            return f"Done by {day}, and no schedule within these resources is done earlier."
        return (
            f"Done by {day}. The search ended before it could be proved the earliest: "
            f"at most {self.gap} calendar days could be won. Give it more time to know."
        )


def level_plan(network: Network, *, budget: Budget, seed: int = 0) -> LevelledPlan:
    """Find the earliest end of a plan under the limits of its resources.

    With `budget.schedules` and `budget.deterministic` the same seed gives the same dates.
    """
    unlimited = critical_path(network)
    fixed = {each.id: begun(network, each) for each in network.activities if each.started}
    problem = dated(network, fixed)
    first = next(iter(network.timetables.values())).first
    earliest = np.array([row.start - first for row in unlimited.rows], dtype=np.int32)
    found = level_dated(problem, earliest, unlimited.finish - first, budget, seed)
    ends = [int(ended(problem, row, found.starts)) for row in range(len(earliest))]
    if max(ends) >= problem.before.shape[1] - 1:
        raise BeyondCalendar(
            "The plan, its resources shared out, runs out of the days that its calendars were laid "
            "out for. Raise a capacity or shorten the durations."
        )
    late = {
        each.id: end - int(limit)
        for each, end, limit in zip(network.activities, ends, problem.deadline, strict=True)
        if end > limit
    }
    names = [each.id for each in network.activities]
    return LevelledPlan(
        {name: int(start) + first for name, start in zip(names, found.starts, strict=True)},
        {name: end + first for name, end in zip(names, ends, strict=True)},
        max(ends) + first,
        min(found.bound, max(ends)) + first,
        late,
        unlimited,
    )
