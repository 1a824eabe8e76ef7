"""Azerbaijani deadline rules."""

from collections.abc import Iterator

from servanda.deadlines.grammar import Draft
from servanda.deadlines.words import Phrase


def rules(phrase: Phrase) -> Iterator[Draft]:
    """Find the rules of a sentence."""
    yield from ()
