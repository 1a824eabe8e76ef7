"""Time in agreements: rule in words → rule → date with its derivation."""

from servanda.deadlines.finding import find_dates, find_deadlines, find_recurrences
from servanda.deadlines.model import Bound, DeadlineRule, Due, NamedDate, Recurrence
from servanda.deadlines.recurring import next_due, occurrences
from servanda.deadlines.resolving import resolve

__all__ = [
    "Bound",
    "DeadlineRule",
    "Due",
    "NamedDate",
    "Recurrence",
    "find_dates",
    "find_deadlines",
    "find_recurrences",
    "next_due",
    "occurrences",
    "resolve",
]
