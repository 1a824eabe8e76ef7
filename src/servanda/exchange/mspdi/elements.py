"""What reading and writing MSPDI share: the namespace, the codes, and values of elements.

What MSPDI has no element for (three-point estimates, gates, drivers, the plan's own ids) stands in
two custom text fields: Text1 holds the id, Text2 the rest as JSON. Project keeps both.
"""

from __future__ import annotations

import re
from datetime import date

from servanda.scheduling.model import Bound, Link, NotAPlan

NAMESPACE = "http://schemas.microsoft.com/project"
ID_FIELD = "188743731"
"""The FieldID of Text1."""
REST_FIELD = "188743734"
"""The FieldID of Text2."""
MINUTES = 480
"""Minutes of a working day, where a file does not say otherwise."""
LINKS = {"0": Link.FF, "1": Link.FS, "2": Link.SF, "3": Link.SS}
BOUNDS = {
    "2": Bound.START_ON,
    "3": Bound.FINISH_ON,
    "4": Bound.START_NO_EARLIER,
    "5": Bound.START_NO_LATER,
    "6": Bound.FINISH_NO_EARLIER,
    "7": Bound.FINISH_NO_LATER,
}
ELAPSED = frozenset({"4", "6", "8", "10", "12"})
"""Formats that count every hour of every day."""
PERCENT = frozenset({"19", "20"})
DAYS = "7"
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$")


class NotMspdi(NotAPlan):
    """Says where a file is not Microsoft Project's XML, why, and what to do."""


def tag(name: str) -> str:
    """Write the name of an element with its namespace.

    >>> tag("Task")
    '{http://schemas.microsoft.com/project}Task'
    """
    return f"{{{NAMESPACE}}}{name}"


def day_of(text: str, where: str) -> date:
    """Read the day of a moment such as 2026-03-02T08:00:00."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise NotMspdi(
            f"{where} holds “{text[:40]}”, which is no date such as 2026-03-02T08:00:00. "
            "Correct it."
        ) from None


def minutes_of(text: str, where: str) -> float:
    """Read a length such as PT40H0M0S in minutes."""
    found = _DURATION.match(text.strip())
    if not found or text.strip() in {"P", "PT"}:
        raise NotMspdi(
            f"{where} holds “{text[:40]}”, which is no length such as PT40H0M0S. Correct it."
        )
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return days * 1440 + hours * 60 + minutes + seconds / 60


def number_of(text: str, where: str) -> float:
    """Read a number that is not more than a file can mean."""
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not abs(found) < 1e12:
        raise NotMspdi(f"{where} holds “{text[:40]}”, which is no number. Correct it.")
    return found
