"""Why a document was not read, in one sentence: what happened, why, what to do."""

import re
import unicodedata

_LONGEST_NAME = 80


class UnreadableDocument(ValueError):  # noqa: N818 - a finding about the document, not a fault
    """Say in one sentence why a document cannot be read and what to do about it."""


class Refusal(Exception):  # noqa: N818 - turned into an UnreadableDocument once the name is known
    """Carry the reason and the advice out of a parser that does not know the document's name."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.why = why
        self.advice = advice


def unreadable(name: str, why: str, advice: str) -> UnreadableDocument:
    """Make the sentence.

    >>> str(unreadable("charter.txt", "it is empty", "add the text of the agreement"))
    'charter.txt cannot be read: it is empty; add the text of the agreement.'
    """
    return UnreadableDocument(f"{shown(name)} cannot be read: {why}; {advice}.")


def shown(name: str) -> str:
    """Give a name that is safe to show: no control or direction marks, not endless."""
    visible = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    tidy = re.sub(r" +", " ", visible).strip()
    return tidy if len(tidy) <= _LONGEST_NAME else f"{tidy[: _LONGEST_NAME - 1]}…"
