"""A text as the grammars see it: words and marks with their places, cut where a sentence ends.

Everything here runs in time linear in the text: one pass to cut it, one cheap search that drops a
sentence without a word of time, one pass to split the rest. No pattern can backtrack far.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

PARAGRAPH = "¶"
BLANK = "____"
_FAR = 64

_NUMBER = r"\d+(?:[.]\d+)?(?:st|nd|rd|th)?"
_NUMBER_WITH_ENDING = r"\d+(?:[.]\d+)?(?:[-‑–’'][^\W\d_]+)?"
_PIECES = (
    r"\n[ \t\r]*\n"  # a paragraph ends
    r"|\d{4}-\d{2}-\d{2}(?!\d)"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|NUMBER"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:[^\W\d_]|[\u00ad\u0300-\u036f])+(?:['’](?:[^\W\d_]|[\u0300-\u036f])+)?"
    r"|_+|\.{2,}|…+|-{3,}"
    r"|[\[(](?:[\s_.…●•*-]|[xX]){0,20}[\])]|\[(?:n|number|tbd|insert|to be determined)\]"
    r"|[^\s\u200b\u200c\u200d\ufeff]"
)
_TOKENS = {
    "en": re.compile(_PIECES.replace("NUMBER", _NUMBER), re.IGNORECASE),
    "az": re.compile(_PIECES.replace("NUMBER", _NUMBER_WITH_ENDING), re.IGNORECASE),
}
_CUT = re.compile(
    r"\n[ \t\r]*\n|(?<=[\w)\]”\"’][.!?])(?<!\W[A-Z]\.)[ \t\r\n]+(?=[^\W\d_a-z])|(?<=;)[ \t\r\n]+"
)
_BLANK = re.compile(r"_{2,}|\.{3,}|…+|-{3,}|[\[(].*[\])]", re.DOTALL)
_CASE = str.maketrans({"\u00ad": None, "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
_AZERBAIJANI_CASE = str.maketrans({"İ": "i", "I": "ı"})


def word_list(words: str) -> list[str]:
    """List the words of a string, in their order."""
    return words.split()


def word_set(words: str) -> frozenset[str]:
    """Collect the words of a string."""
    return frozenset(words.split())


class Token(NamedTuple):
    """A word or mark: folded, as it stands, and where."""

    word: str
    raw: str
    start: int
    end: int


class Phrase:
    """The tokens of one sentence; asking beyond either end answers with an empty word."""

    __slots__ = ("size", "text", "tokens", "words")

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.size = len(tokens)
        self.words = [token.word for token in tokens] + [""] * _FAR

    def at(self, place: int) -> str:
        """Give the folded word at a place, empty outside the sentence."""
        return self.words[place] if 0 <= place < self.size else ""

    def raw(self, place: int) -> str:
        """Give the word as it stands in the text."""
        return self.tokens[place].raw if 0 <= place < self.size else ""

    def follows(self, place: int, *words: str) -> bool:
        """Tell whether exactly these words stand here."""
        if place < 0 or place >= self.size or self.words[place] != words[0]:
            return False
        return tuple(self.words[place : place + len(words)]) == words

    def skip(self, place: int, words: frozenset[str], most: int = 8) -> int:
        """Step over at most so many of these words."""
        end = place + most
        while place < end and self.at(place) in words:
            place += 1
        return place

    def span(self, first: int, after: int) -> tuple[str, int, int]:
        """Give the exact words from one token up to another, with their offsets in the text."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        return self.text[start:end], start, end


def fold(word: str, language: str) -> str:
    """Lower the case by the rules of the language and unify dashes and apostrophes."""
    if language == "az":
        word = word.replace("I\u0307", "i").translate(_AZERBAIJANI_CASE)
    return word.lower().replace("\u0307", "").translate(_CASE)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CUT.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _token(match: re.Match[str], language: str) -> Token:
    raw = match.group()
    if raw[0] == "\n":
        return Token(PARAGRAPH, raw, match.start(), match.end())
    word = BLANK if _BLANK.fullmatch(raw) else fold(raw, language)
    return Token(word, raw, match.start(), match.end())


@lru_cache(maxsize=8)
def phrases(text: str, language: str, seed: re.Pattern[str]) -> tuple[Phrase, ...]:
    """Split the sentences that hold a word of time, and only those."""
    pattern = _TOKENS[language]
    found = []
    for start, end in _cuts(text):
        if seed.search(text, start, end):
            tokens = [_token(match, language) for match in pattern.finditer(text, start, end)]
            found.append(Phrase(text, tokens))
    return tuple(found)
