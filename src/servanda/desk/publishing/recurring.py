"""Recurrences as calendars know them: the day on which the first period ends, and every how long.

What recurs in a feed is the end of each period, by which the act must have happened, and not a day
on which it is planned.
"""

import re
from datetime import date
from typing import Any

from servanda.deadlines import Due, next_due
from servanda.desk.agreements.dates import recurrence_of, spoken
from servanda.desk.agreements.models import Commitment

PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
SHORTEST_MONTH = 28


def first_end(commitment: Commitment) -> Due | None:
    """Return when the first period ends, with the working; None where none has begun."""
    recurrence = recurrence_of(commitment)
    if recurrence is None or commitment.counts_from is None:
        return None
    since = commitment.counts_from
    return next_due(recurrence, since, after=since, language=spoken())


def rule(commitment: Commitment, first: date) -> dict[str, Any]:
    """Return how the ends of the periods recur, or nothing where a calendar cannot say it.

    From a 29th, 30th or 31st, a shorter month has its last day.
    """
    match = PERIOD.fullmatch(commitment.recurrence_every)
    if match is None:
        return {}
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    months, days = 12 * years + months, 7 * weeks + days
    if bool(months) == bool(days):
        return {}
    if days:
        return _every("WEEKLY", days // 7) if days % 7 == 0 else _every("DAILY", days)
    found = _every("YEARLY", months // 12) if months % 12 == 0 else _every("MONTHLY", months)
    begun = commitment.counts_from or first
    if begun.day <= SHORTEST_MONTH:
        return found
    if "YEARLY" in found["FREQ"]:
        found["BYMONTH"] = [first.month]
    days_of_month = list(range(SHORTEST_MONTH, begun.day + 1))
    return {**found, "BYMONTHDAY": days_of_month, "BYSETPOS": [-1]}


def _every(frequency: str, interval: int) -> dict[str, Any]:
    found: dict[str, Any] = {"FREQ": [frequency]}
    return found if interval == 1 else {**found, "INTERVAL": [interval]}
