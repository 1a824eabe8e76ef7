"""Azerbaijani days of the calendar."""

from servanda.deadlines.grammar import Days
from servanda.deadlines.words import Phrase


def date_at(phrase: Phrase, place: int) -> Days | None:
    """Read whatever names a day here."""
    return None
