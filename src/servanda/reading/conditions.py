"""Conditions of an act: the phrases that make it depend on something."""

from __future__ import annotations

import re

CONDITION = re.compile(
    r"\b(?:subject to|as appropriate|where appropriate|as necessary|where necessary|if necessary|as needed|when practicable|where practicable|"
    r"where possible|if possible|as far as possible|to the (?:maximum |fullest |greatest )?extent (?:practicable|possible|permitted|feasible|required|that)|"
    r"in accordance with|in a manner consistent with|consistent with|without prejudice to|provided that|on condition that|unless|except|"
    r"upon (?:the )?(?:written )?request|at the request of|upon receiving|in the event (?:of|that)|if and when|if|once|as and when|as security conditions allow|"
    r"as may be|as mutually (?:agreed|determined|decided)|on the basis of reciprocity|within (?:its|their|the limits of) (?:respective )?(?:competence|means|available resources))\b"
    r"(?:(?<=appropriate)|(?<=necessary)|(?<=needed)|(?<=practicable)|(?<=possible)|[^,;.:()]{0,160})",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(r"\s+(?:and|or|the|of|to|in|for|with|by)$", re.IGNORECASE)


def conditions(text: str) -> tuple[str, ...]:
    """Find what an act depends on, in the words of the text.

    >>> conditions("The Parties shall, as appropriate, meet subject to the availability of funds.")
    ('as appropriate', 'subject to the availability of funds')
    """
    found = (OPEN_ENDED.sub("", " ".join(m[0].split())) for m in CONDITION.finditer(text))
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))
