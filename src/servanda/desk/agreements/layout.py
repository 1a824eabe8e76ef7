"""Sets a cut-up text in passages: paragraphs and items, words that are lit, notes beside them.

Pure: runs of words with the keys of their notes go in, the layout comes out. No word is changed;
only what marks structure in plain text (blank lines, “- ” and “# ” before a line) is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•–]|\([a-z0-9]{1,4}\)|\d{1,3}[.)]|\#{1,6})\s)")
_MARKER = re.compile(r"\s*(?:#{1,6}\s+|>\s*|[-*•]\s+)?")
_ITEM = re.compile(r"\s*(?:[-*•–]|\([a-z0-9]{1,4}\))\s")
_BEFORE = 20  # letters that may stand before a title: “Section IV.”
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that the same notes speak of; `closes` are the notes to refer to after it."""

    words: str
    start: int
    keys: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()

    @property
    def joined(self) -> str:
        """Return the keys as the value of one attribute."""
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or an item of a list, and the notes that begin in it."""

    segments: tuple[Segment, ...]
    notes: tuple[str, ...]
    item: bool


class Setter:
    """Sets passages one after the other, each note beside the first of its words."""

    def __init__(self) -> None:
        self.placed: set[str] = set()

    def block(self, runs: Sequence[Segment], *titles: str) -> tuple[str, list[Passage]]:
        """Return the heading that a block begins with, in its own words, and its passages.

        Only what says one of the titles is taken for the heading: a heading may stand on two lines.
        """
        body = "".join(run.words for run in runs)
        offset = runs[0].start if runs else 0
        paragraphs = list(_paragraphs(body))
        lines = _heading(body, paragraphs, [_letters(title) for title in titles if title])
        passages = [
            self._passage(list(_clip(runs, offset + begin, offset + stop)), item=item)
            for begin, stop, item in paragraphs[lines:]
        ]
        words = (body[begin:stop] for begin, stop, _item in paragraphs[:lines])
        return " ".join(" ".join(words).split()), passages

    def _passage(self, segments: list[Segment], *, item: bool) -> Passage:
        keys = dict.fromkeys(key for segment in segments for key in segment.keys)
        notes = tuple(key for key in keys if key not in self.placed)
        self.placed.update(notes)
        last = {key: at for at, segment in enumerate(segments) for key in segment.keys}
        closed = (
            replace(segment, closes=tuple(key for key in notes if last[key] == at))
            for at, segment in enumerate(segments)
        )
        return Passage(tuple(closed), notes, item)


def cut(body: str, spans: Sequence[tuple[int, int, str]]) -> list[Segment]:
    """Cut a body where spans begin and end; each run knows the keys of the spans over it."""
    edges = sorted({0, len(body), *(at for span in spans for at in span[:2])})
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for start, end, key in sorted(spans):
        opening.setdefault(start, []).append(key)
        closing.setdefault(end, []).append(key)
    over: dict[str, None] = {}
    runs = []
    for start, end in pairwise(edges):
        for key in closing.get(start, ()):
            over.pop(key, None)
        over.update(dict.fromkeys(opening.get(start, ())))
        runs.append(Segment(body[start:end], start, tuple(over)))
    return runs


def _heading(body: str, paragraphs: Sequence[tuple[int, int, bool]], titles: Sequence[str]) -> int:
    """Return how many paragraphs at the start are the heading."""
    read = ""
    for number, (begin, stop, _item) in enumerate(paragraphs[:2], start=1):
        read += _letters(body[begin:stop])
        if any(read.endswith(title) and len(read) - len(title) < _BEFORE for title in titles):
            return number
    return 0


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


def _paragraphs(body: str) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for mark in [*_BREAK.finditer(body), None]:
        stop = mark.start() if mark else len(body)
        marker = _MARKER.match(body, at, stop)
        begin = marker.end() if marker else at
        words = body[begin:stop].rstrip()
        if words:
            yield begin, begin + len(words), bool(_ITEM.match(body, at, stop))
        at = mark.end() if mark else stop


def _clip(runs: Sequence[Segment], begin: int, stop: int) -> Iterator[Segment]:
    for run in runs:
        start, end = max(run.start, begin), min(run.start + len(run.words), stop)
        if start < end:
            yield replace(run, words=run.words[start - run.start : end - run.start], start=start)
