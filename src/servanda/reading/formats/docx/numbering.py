"""The numbers that Word shows before a paragraph but does not store in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from servanda.reading.formats.docx.wordml import attribute, child, children, is_on, whole
from servanda.reading.formats.marks import repeated_letter, roman

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and shows its number."""

    start: int
    form: str
    text: str
    style: str | None
    plain: bool
    restarts: bool


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs name by its id: whose levels, and which of them start anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """All lists of a document and how far each has been counted."""

    lists: dict[str, NumberedList] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style_id: str) -> int | None:
        """Find the level that a list keeps for paragraphs of a style."""
        numbered = self.lists.get(list_id)
        levels = numbered.levels if numbered else {}
        return next((depth for depth, level in levels.items() if level.style == style_id), None)

    def mark(self, list_id: str, depth: int) -> str:
        """Count one paragraph and give its mark: "Article 3", "(b)", "- " for a bullet."""
        numbered = self.lists.get(list_id)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        counts = self._count(list_id, numbered, depth)
        if level.form == "bullet":
            return "-"
        if level.form == "none" and not level.text.strip():
            return ""
        return _PLACE.sub(lambda place: _shown(place, level, numbered, counts), level.text).strip()

    def _count(self, list_id: str, numbered: NumberedList, depth: int) -> dict[int, int]:
        counts = self.counters.setdefault(numbered.abstract, {})
        if depth in numbered.starts and (list_id, depth) not in self.begun:
            counts.pop(depth, None)
        self.begun.add((list_id, depth))
        for above in range(depth):
            counts.setdefault(above, _start(numbered, above))
        counts[depth] = counts[depth] + 1 if depth in counts else _start(numbered, depth)
        for below in [deeper for deeper in counts if deeper > depth]:
            if below not in numbered.levels or numbered.levels[below].restarts:
                del counts[below]
        return counts


def numbering_of(root: etree._Element | None) -> Numbering:
    """Read the lists that a document defines."""
    if root is None:
        return Numbering()
    abstracts = {
        attribute(node, "abstractNumId") or "": _levels(node)
        for node in children(root, "abstractNum")
    }
    numbering = Numbering()
    for node in children(root, "num"):
        abstract = attribute(child(node, "abstractNumId")) or ""
        levels = dict(abstracts.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in children(node, "lvlOverride"):
            depth = whole(attribute(override, "ilvl"), 0)
            if (own := child(override, "lvl")) is not None:
                levels[depth] = _level(own)
            if (start := child(override, "startOverride")) is not None:
                starts[depth] = whole(attribute(start), 1)
        numbering.lists[attribute(node, "numId") or ""] = NumberedList(abstract, levels, starts)
    return numbering


def _levels(node: etree._Element) -> dict[int, Level]:
    return {whole(attribute(level, "ilvl"), 0): _level(level) for level in children(node, "lvl")}


def _level(node: etree._Element) -> Level:
    return Level(
        start=whole(attribute(child(node, "start")), 1),
        form=attribute(child(node, "numFmt")) or "decimal",
        text=attribute(child(node, "lvlText")) or "",
        style=attribute(child(node, "pStyle")),
        plain=is_on(child(node, "isLgl")),
        restarts=attribute(child(node, "lvlRestart")) != "0",
    )


def _start(numbered: NumberedList, depth: int) -> int:
    level = numbered.levels.get(depth)
    return numbered.starts.get(depth, level.start if level else 1)


def _shown(
    place: re.Match[str], level: Level, numbered: NumberedList, counts: dict[int, int]
) -> str:
    depth = int(place.group(1)) - 1
    other = numbered.levels.get(depth)
    form = "decimal" if level.plain or other is None else other.form
    return written(counts.get(depth, 1), form)


def written(number: int, form: str) -> str:
    """Write a number in one of Word's forms; those that are words are written in digits.

    >>> written(4, "lowerRoman"), written(2, "upperLetter"), written(7, "decimalZero")
    ('iv', 'B', '07')
    """
    forms = {
        "lowerLetter": repeated_letter(number),
        "upperLetter": repeated_letter(number).upper(),
        "lowerRoman": roman(number),
        "upperRoman": roman(number).upper(),
        "decimalZero": f"{number:02}",
        "none": "",
        "bullet": "",
    }
    return forms.get(form, str(number))
