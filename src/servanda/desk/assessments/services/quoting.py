"""Cuts a quote from the stored text of an original, and refuses what would not be its words."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from servanda.desk.agreements.errors import Refused
from servanda.desk.sources.models import Original

JOINER = "\u200d"
LONGEST = 5000  # characters: a quote is a few sentences, not a document


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text and where they stand, in characters (code points) of it."""

    start: int
    end: int
    words: str


def cut(original: Original, start: int, end: int) -> Quote:
    """Return the words of a span, without the spaces around them, or refuse the span."""
    text = original.text
    if not 0 <= start < end <= len(text):
        raise Refused(
            _(
                "Nothing was linked: the text of this original has %(length)d characters, and "
                "these words would run from %(start)d to %(end)d. Select the words in the text."
            )
            % {"length": len(text), "start": start, "end": end}
        )
    start, end = _trimmed(text, start, end)
    if end - start > LONGEST:
        raise Refused(
            _("Nothing was linked: a quote has at most %(most)d characters. Select fewer words.")
            % {"most": LONGEST}
        )
    if _splits(text, start) or _splits(text, end):
        raise Refused(
            _(
                "Nothing was linked: the selection begins or ends inside a letter, between it and "
                "its mark. Select whole words."
            )
        )
    _refuse_furniture(original, start, end)
    return Quote(start, end, text[start:end])


def find(text: str, words: str) -> list[tuple[int, int]]:
    r"""Return where words stand in a text; a run of spaces or a new line counts as one space.

    >>> find("It was  signed\nin Baku.", "signed in Baku")
    [(8, 22)]
    >>> find("a a", "a")
    [(0, 1), (2, 3)]
    """
    wanted = " ".join(words.split())
    if not wanted:
        return []
    squeezed, places = _squeezed(text)
    found, at = [], squeezed.find(wanted)
    while at >= 0:
        found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = squeezed.find(wanted, at + 1)
    return [each for each in found if not (_splits(text, each[0]) or _splits(text, each[1]))]


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Return a text with each run of spaces as one, and where each of its characters stood."""
    kept: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        space = letter.isspace()
        if space and kept and kept[-1] == " ":
            continue
        kept.append(" " if space else letter)
        places.append(place)
    return "".join(kept), places


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if not words.strip():
        raise Refused(
            _("Nothing was linked: the selection holds only spaces. Select words of the text.")
        )
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _splits(text: str, at: int) -> bool:
    """Tell whether a place in a text lies inside a letter: before a mark that belongs to it."""
    if not 0 < at < len(text):
        return False
    return unicodedata.category(text[at]).startswith("M") or JOINER in text[at - 1 : at + 1]


def _refuse_furniture(original: Original, start: int, end: int) -> None:
    spans = sorted((first, last) for first, last, _reason in original.furniture)
    if not _covered(original.text, start, end, spans):
        return
    raise Refused(
        _(
            "Nothing was linked: these words are furniture of the page, such as a menu or a "
            "teaser, and not what the source says. Select words of the article."
        )
    )


def _covered(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether every word of a span lies in one of these spans."""
    return not "".join(_outside(text, start, end, spans)).strip()


def _outside(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterable[str]:
    at = start
    for first, last in spans:
        if at < first < end:
            yield text[at:first]
        at = max(at, min(last, end)) if first < end else at
    yield text[at:end]
