"""What a plain text or Markdown says of itself: front matter, headline, dateline, copyright line."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from servanda.reading.articles.days import dateline, iso_day
from servanda.reading.articles.furniture import PARAGRAPH, Line, lines_of
from servanda.reading.articles.languages import language_of
from servanda.reading.articles.model import Furniture, Particular

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "site_name", "sitename", "source", "agency"),
    "author": ("author", "byline", "creator"),
    "published": ("date", "published", "published_time", "pubdate", "datepublished"),
    "language": ("language", "lang"),
    "url": ("source_url", "url", "canonical", "link"),
}
_HEADING = re.compile(r"#{1,2}[ \t]+(.+?)[ \t#]*")
_BYLINE = re.compile(r"(?:by|müəllif|автор)\s*:?\s+([^\W\d_][^\d.!?;]{3,60})", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:(?P<before>[\w.&’' -]{2,60}?)\s*©\s*(?:\d{4}[-–\d]*)?|"
    r"©\s*(?:\d{4}[-–\d]*,?)?\s*(?P<after>[\w.&’' -]{2,60}))[\s.,]*(?:all rights.*)?",
    re.IGNORECASE,
)
_TOP = 12  # lines in which a headline and its date stand
_LETTERS = "letters and common words"


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases, with which a few lines could grow without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


_PlainLoader.yaml_implicit_resolvers = {}  # every value stays the text that it is


def front_matter(text: str) -> tuple[dict[str, Particular], list[Furniture]]:
    """Return the particulars of a Markdown's front matter, and the span that it takes."""
    found = _FRONT.match(text)
    if found is None:
        return {}, []
    try:
        told = yaml.load(found.group(1), _PlainLoader)  # noqa: S506 - a safe loader, made safer
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, []
    if not isinstance(told, dict):
        return {}, []
    plain = {str(key).lower(): value for key, value in told.items() if isinstance(value, str)}
    return _known(plain), [Furniture(found.start(), found.end(), "front_matter")]


def _known(told: dict[str, str]) -> dict[str, Particular]:
    kept = {}
    for name, keys in _KEYS.items():
        for key in keys:
            value = told.get(key, "").strip()
            value = iso_day(value) if name == "published" else value
            if value:
                kept[name] = Particular(value, f"front matter: {key}")
                break
    return kept


def particulars_of(
    text: str, furniture: Sequence[Furniture], language: str = ""
) -> dict[str, Particular]:
    """Return what the lines of an article say of it, each with the line that says so."""
    spans = {(each.start, each.end): each.reason for each in furniture}
    front = max((each.end for each in furniture if each.reason == "front_matter"), default=0)
    lines = [line for line in lines_of(text) if line.start >= front]
    kept = [line for line in lines if (line.start, line.end) not in spans]
    found: dict[str, Particular] = {}
    code = language or language_of(" ".join(line.words for line in kept))
    if code:
        found["language"] = Particular(code, _LETTERS)
    number = {line.start: 1 + text.count("\n", 0, line.start) for line in lines}
    _note(found, "published", _dated(kept[:_TOP], code or "en"), number)
    _note(found, "title", _headline(kept[:_TOP], code or "en"), number)
    _note(found, "author", _byline(kept[:_TOP]), number)
    notices = [line for line in lines if spans.get((line.start, line.end)) == "notice"]
    sites = [line for line in lines if spans.get((line.start, line.end)) == "site"]
    _note(found, "publisher", _owner(notices) or _site(sites), number)
    return found


def _note(
    found: dict[str, Particular], name: str, told: tuple[str, Line] | None, number: dict[int, int]
) -> None:
    if told is not None:
        value, line = told
        found[name] = Particular(value, f"line {number[line.start]}")


def _dated(lines: Iterable[Line], language: str) -> tuple[str, Line] | None:
    for line in lines:
        day = dateline(line.words, language) or dateline(line.words)
        if day:
            return day, line
    return None


def _headline(lines: Sequence[Line], language: str) -> tuple[str, Line] | None:
    """Return a Markdown heading, else the first line if it is short enough to be one."""
    for line in lines:
        if heading := _HEADING.fullmatch(line.words):
            return heading.group(1), line
    for line in lines:
        if dateline(line.words, language) or dateline(line.words):
            continue
        short = len(line.words) < 1.5 * PARAGRAPH and not line.words.endswith((".", ",", ";"))
        return (line.words, line) if short else None
    return None


def _byline(lines: Iterable[Line]) -> tuple[str, Line] | None:
    for line in lines:
        if found := _BYLINE.fullmatch(line.words):
            return found.group(1).strip(), line
    return None


def _owner(lines: Iterable[Line]) -> tuple[str, Line] | None:
    for line in lines:
        if found := _COPYRIGHT.fullmatch(line.words):
            name = (found.group("before") or found.group("after") or "").strip(" .,-")
            if len(name) > 1 and not name.isdigit():
                return name, line
    return None


def _site(lines: Sequence[Line]) -> tuple[str, Line] | None:
    return (lines[-1].words.strip(" ."), lines[-1]) if lines else None
