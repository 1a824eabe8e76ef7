"""Reads what a text says of its own certainty: plans or deeds, promises hard or soft, yes or no.

A modal counts in the sentence where it stands. Hardness is the order of `servanda.reading`'s
forces: a report that says "will have to" where the text says "intend to" is harder than the text.
"""

import re
from dataclasses import dataclass

from servanda.matching.folding import fold, spans_of, stem, stems_of
from servanda.matching.passages import Passage, sentences
from servanda.matching.words import word_class

HARDNESS = {
    "permission": 0,
    "declaration": 0,
    "intention": 1,
    "undertaking": 2,
    "obligation": 3,
    "prohibition": 3,
}
_SOFT = (
    r"intends?\s+to|plans?\s+to|aims?\s+to|seeks?\s+to|expects?\s+to|are\s+expected\s+to"
    r"|hopes?\s+to|should|stands?\s+ready\s+to|niyyətindədir|намерен\w*|планиру\w+"
)
_OF_FORCE = {
    "obligation": r"(?:will|would)\s+have\s+to|has\s+to|have\s+to|must|shall"
    r"|(?:is|are)\s+(?:obliged|obligated|required|bound)\s+to|(?:is|are)\s+under\s+an\s+obligation\s+to|məcburdur|olmalıdır|обязан\w*"
    r"|должн\w+",
    "undertaking": r"will|(?:is|are)\s+committed\s+to|commits?\s+to|pledges?\s+to|undertakes?\s+to"
    r"|guarantees?|have\s+committed\s+to|öhdəlik\s+götürür|обязу\w+",
    "intention": _SOFT,
    "permission": r"may|can|(?:is|are)\s+free\s+to|bilər\w*|мо(?:жет|гут)",
}
_MODALS = re.compile(
    "|".join(f"(?P<{force}>\\b(?:{words})\\b)" for force, words in _OF_FORCE.items()), re.IGNORECASE
)
_NEGATED = re.compile(r"\bnot\b|n't\b", re.IGNORECASE)
_TO_BE = re.compile(r"\b(?:is|are|was|were)\s+to\s+be\b", re.IGNORECASE)
_NO_MODAL_AFTER = re.compile(
    r"\b(?:that|which|who|the|a|its|their|political|free|of)\s+\Z", re.IGNORECASE
)
"""What makes "will" a noun, or tells what a thing is for and not what somebody promises."""
_LEAST_SHARED = 2
_RETOLD = 0.3
"""A sentence that has less of a commitment's own words does not retell it."""
_NEAREST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Modal:
    """The words by which a sentence says how firm it is."""

    force: str
    words: str
    start: int
    end: int


def modals(text: str) -> list[Modal]:
    """Find how firmly a text promises, wherever it does.

    >>> [(m.words, m.force) for m in modals("They will have to meet, and intend to report.")]
    [('will have to', 'obligation'), ('intend to', 'intention')]
    """
    return [
        Modal(str(found.lastgroup), found.group(), found.start(), found.end())
        for found in _MODALS.finditer(text)
    ]


def only_announces(text: str) -> bool:
    """Tell whether a text speaks of plans and of no completed act.

    >>> only_announces("The ministry announced that a list will be published soon.")
    True
    >>> only_announces("The list was published on Monday; a second will follow.")
    False
    """
    told = [(fold(word), start) for word, start, _ in spans_of(text)]
    plans = {word for word, _ in told} & word_class("announcing")
    return bool(plans or _TO_BE.search(text)) and not any(
        _is_done([word for word, _ in told], place) for place in range(len(told))
    )


_TO_COME = frozenset(
    {"will", "shall", "be", "to", "would", "may", "should", "could", "can", "must", "not"}
)
_DONE_AFTER_ALL = frozenset({"has", "have", "had", "was", "were", "been", "is", "are"})


def _is_done(words: list[str], place: int) -> bool:
    """Tell a completed act from "will be opened", "to be opened" and "plans are set"."""
    if words[place] not in word_class("completed"):
        return False
    before = words[max(0, place - 3) : place]
    nearest = next((word for word in reversed(before) if word in _TO_COME | _DONE_AFTER_ALL), "")
    return nearest in _DONE_AFTER_ALL or nearest == ""


def is_denial(text: str) -> bool:
    """Tell whether a text says that something did not happen or was stopped.

    >>> is_denial("The parties have not met."), is_denial("The parties met.")
    (True, False)
    """
    return any(fold(word) in word_class("denying") for word, _, _ in spans_of(text))


def nearest_sentence(text: str, target: str) -> Passage | None:
    """Give the sentence that shares most with a commitment, or None where none shares enough."""
    own = set(stems_of(target))
    shared = [(len(own & set(stems_of(one.text))), one) for one in sentences(text)]
    most = max(shared, key=lambda pair: pair[0], default=None)
    return most[1] if most is not None and most[0] >= _LEAST_SHARED else None


def harder(text: str, target: str, force: str) -> tuple[str, str] | None:
    """Quote both, where a report promises more firmly than the commitment that it tells of.

    >>> harder("The groups will have to settle lists of projects.",
    ...        "the working groups intend to settle lists of projects", "intention")
    ('The groups will have to settle lists of projects.', 'intend to')
    """
    sentence = nearest_sentence(text, target)
    if sentence is None or force not in HARDNESS or not _retells(sentence.text, target):
        return None
    said = [found for found in modals(sentence.text) if _promises(sentence.text, found)]
    if any(HARDNESS[found.force] == HARDNESS[force] for found in said):
        return None
    about = [found for found in said if _is_about(sentence.text, found, target)]
    hardest = max(about, key=lambda found: HARDNESS[found.force], default=None)
    if hardest is None or HARDNESS[hardest.force] <= HARDNESS[force]:
        return None
    if force == "declaration" and hardest.force == "intention":
        return None  # a stance and a wish to act on it are told apart by nobody
    own = [found.words for found in modals(target) if found.force == force]
    return sentence.text, own[0] if own else target


def _own_words(target: str) -> set[str]:
    """Give the stems that a commitment does not share with every other."""
    common = {stem(word) for word in word_class("genre_en")}
    return set(stems_of(target)) - common


def _retells(sentence: str, target: str) -> bool:
    """Tell whether a sentence has enough of a commitment's own words."""
    own = _own_words(target)
    return bool(own) and len(own & set(stems_of(sentence))) / len(own) >= _RETOLD


def _is_about(sentence: str, modal: Modal, target: str) -> bool:
    """Tell whether what stands next to the modal, names left out, is what is promised."""
    after = (word for word, _, _ in spans_of(sentence[modal.end :]))
    nearest = [(word, found) for word in after if (found := stem(word))][:_NEAREST_WORDS]
    if nearest and fold(nearest[0][0]) in word_class("announcing"):
        return False  # "will announce that": the announcement is what is sure
    return bool({found for word, found in nearest if word.islower()} & _own_words(target))


def _promises(sentence: str, modal: Modal) -> bool:
    """Leave out "will not", "the will to", and "a project that will"."""
    described = _NO_MODAL_AFTER.search(sentence[: modal.start]) is not None
    return not described and not _is_negated(sentence, modal)


def _is_negated(text: str, modal: Modal) -> bool:
    return _NEGATED.match(text[modal.end :].lstrip()) is not None
