"""Sentences and their words, with offsets into the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:[-–]\w+)*|[A-Z]\.(?=\s[A-Z])|\w+(?:[’'\-‑.]\w+)*(?:/\w+)*|_{2,}|[^\w\s]",
    re.UNICODE,
)
ENUMERATOR = re.compile(r"\(([ivx]{1,4}|[a-h]|\d)\)(?=\s)")
END = re.compile(r"[.?!]+[”\"’')\]]*(?=\s|$|[A-Z][a-z])")
ABBREVIATIONS = frozenset(
    [
        "no",
        "nos",
        "art",
        "arts",
        "para",
        "paras",
        "sec",
        "sect",
        "chap",
        "vol",
        "pp",
        "p",
        "ch",
        "cf",
        "vs",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "prof",
        "gen",
        "col",
        "sgt",
        "lt",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "e.g",
        "i.e",
        "etc",
        "viz",
        "approx",
        "dept",
        "gov",
        "sen",
        "rep",
        "hon",
        "rev",
        "fig",
        "ed",
        "eds",
        "op",
        "cit",
        "al",
        "bros",
        "min",
        "max",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
OPENERS = re.compile(r"\s*(?:[“\"‘(\[]*[A-Z0-9§]|\([a-z]{1,4}\))")


@dataclass(slots=True)
class Sentence:
    """A sentence of a paragraph, cut into words; `starts` and `ends` are paragraph offsets."""

    start: int
    end: int
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def phrase(self, first: int, last: int) -> str:
        """Give the words from `first` up to and without `last`, in small letters."""
        return " ".join(self.lower[first:last])


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """Cut the text of a paragraph, from an offset on, into sentences with their words."""
    for first, last in _spans(text, start):
        sentence = Sentence(first, last)
        marks = _enumerators(text, first, last)
        for token in TOKEN.finditer(text, first, last):
            if marks and any(a <= token.start() < b for a, b in marks):
                continue
            word = token[0]
            sentence.words.append(word)
            sentence.lower.append(word.lower().replace("’", "'"))
            sentence.starts.append(token.start())
            sentence.ends.append(token.end())
        if sentence.words:
            yield sentence


def _enumerators(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Find the marks of an enumeration inside a sentence: "(i) open …, (ii) hire … and (iii) publish"."""
    if text.count("(", first, last) < 2:
        return []
    marks = list(ENUMERATOR.finditer(text, first, last))
    if len(marks) < 2 or marks[0][1] not in {"i", "a", "1"} or marks[1][1] not in {"ii", "b", "2"}:
        return []
    return [mark.span() for mark in marks]


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    for found in END.finditer(text, start):
        if found.start() < position or not _ends_here(text, found):
            continue
        yield _trim(text, position, found.end())
        position = found.end()
    if text[position:].strip():
        yield _trim(text, position, len(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_here(text: str, found: re.Match[str]) -> bool:
    """Tell whether a full stop ends a sentence, rather than an abbreviation or a number."""
    after = text[found.end() : found.end() + 4]
    if not after.strip():
        return True
    before = re.search(r"[\w.]*$", text[max(0, found.start() - 20) : found.start()])
    word = before[0] if before else ""
    if not found[0].startswith("."):
        return bool(OPENERS.match(after))
    if re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word):
        return "." in word and _new_sentence_after_initials(after, text[found.end() :])
    if not after[0].isspace():
        return len(word) > 1 and word[-1].islower() and word.isalpha() and after[0].isupper()
    if word.lower() in ABBREVIATIONS:
        return False
    return bool(OPENERS.match(after))


def _new_sentence_after_initials(after: str, rest: str) -> bool:
    """Tell "in the U.S. The Parties" from "the U.S. Department"."""
    words = rest.split(maxsplit=2)
    return after[0].isspace() and bool(words) and words[0] in {
        "The", "This", "These", "Both", "Each", "Either", "We", "They", "It", "In", "To", "Such", "All",
    }  # fmt: skip
