"""Reference classes from the desk's cases, in working days of the calendar that a row keeps."""

from collections.abc import Sequence

from servanda.desk.projects.models import ReferenceCase
from servanda.scheduling.calendars import Calendar
from servanda.scheduling.model import Estimate
from servanda.scheduling.reference import Case, ReferenceClass, estimate_from

WEEK = 7


def estimate(name: str, cases: Sequence[ReferenceCase], calendar: Calendar) -> Estimate | None:
    """Return the three points of a class in working days, rounded; None for an empty class."""
    if not cases:
        return None
    share = len(calendar.weekdays) / WEEK
    found = estimate_from(
        ReferenceClass(
            name,
            tuple(
                Case(case.id, ((case.ended - case.began).days + 1) * share, case.source_id or "")
                for case in cases
            ),
        )
    )
    low, likely, high = (max(1, round(each)) for each in (found.low, found.likely, found.high))
    return Estimate(float(low), float(likely), float(high), found.basis)
