"""Predicators: the words by which a clause promises, permits or forbids.

A predicator is a modal ("shall"), a verb of promise with its "to" ("intends to"), a state
("is committed to") or a noun of promise under a verb of stance ("reaffirms its commitment
to"). What follows it is the act. The table of force is in `vocabulary`.
"""

from __future__ import annotations

from servanda.reading.modals import modal
from servanda.reading.predicator import Predicator
from servanda.reading.promises import promise, promise_noun, state
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import MODALS

__all__ = ["Predicator", "predicators"]


def predicators(s: Sentence) -> list[Predicator]:
    """Find every predicator of a sentence, in order, whatever clause it stands in."""
    found: list[Predicator] = []
    i = 0
    while i < len(s):
        hit = modal(s, i) or state(s, i) or promise(s, i) or promise_noun(s, i)
        if hit:
            found.append(hit)
            i = (
                max(hit.head + 1, i + 1)
                if hit.force is not None and s.lower[i] in MODALS
                else max(hit.head, i + 1)
            )
        else:
            i += 1
    return found
