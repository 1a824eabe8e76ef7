"""How long like things took: where a row has no estimate, its reference class serves.

Reference class forecasting (Flyvbjerg 2006) takes the spread of what happened to like projects in
place of anybody's estimate.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from servanda.desk.projects.models import ReferenceCase
from servanda.scheduling.calendars import Calendar
from servanda.scheduling.model import Estimate

WEEK = 7


def classes(cases: Iterable[ReferenceCase]) -> dict[str, tuple[ReferenceCase, ...]]:
    """Return the cases by class, in order."""
    ordered = sorted(cases, key=lambda case: case.reference_class)
    return {name: tuple(own) for name, own in groupby(ordered, lambda case: case.reference_class)}


def estimate(name: str, cases: Sequence[ReferenceCase], calendar: Calendar) -> Estimate | None:
    """Return the shortest, middle and longest of a class in working days; None for an empty one."""
    if not cases:
        return None
    share = len(calendar.weekdays) / WEEK
    lengths = sorted(((case.ended - case.began).days + 1) * share for case in cases)
    middle = lengths[(len(lengths) - 1) // 2] + lengths[len(lengths) // 2]
    low, likely, high = (round(each, 1) for each in (lengths[0], middle / 2, lengths[-1]))
    return Estimate(low, likely, high, f"reference class “{name}” ({len(cases)} cases)")
