"""Azerbaijani recurrences."""

from collections.abc import Iterator

from servanda.deadlines.grammar import Cycle
from servanda.deadlines.words import Phrase


def cycles(phrase: Phrase) -> Iterator[Cycle]:
    """Find the recurrences of a sentence."""
    yield from ()
