"""The content of a paper laid out as what it is: minutes, a list of projects, a decision.

Who approves a paper approves all of it: so that a content is laid out only if every part of it is
known here and shown; any other is shown as an outline of all its parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.words import Area
from servanda.desk.bodies.words import PaperKind

Shape = Mapping[str, Any]

ACTION: Shape = {"id": str, "text": str, "party": str, "owner": str, "due": str}
DECISION: Shape = {"number": int, "text_en": str, "text_az": str, "actions": [ACTION]}
POINT: Shape = {
    "number": int,
    "title": str,
    "presenter": str,
    "minutes": str,
    "decisions": [DECISION],
}
MINUTES: Shape = {
    "title": str,
    "body": str,
    "number": int,
    "date": str,
    "time": str,
    "place": str,
    "language": str,
    "attendance": [{"name": str, "office": str, "party": str}],
    "agenda": [POINT],
    "decisions": [DECISION],
    "actions": [ACTION],
}
PROJECT: Shape = {
    "id": str,
    "name_en": str,
    "name_az": str,
    "what_en": str,
    "what_az": str,
    "note": str,
}
PROJECT_LIST: Shape = {"title_en": str, "title_az": str, "projects": [PROJECT]}
WORDS: Shape = {"text_en": str, "text_az": str}
SHAPES: dict[str, tuple[Shape, tuple[str, ...]]] = {
    PaperKind.MINUTES: (MINUTES, ("title", "body", "number", "date")),
    PaperKind.PROJECT_LIST: (PROJECT_LIST, ("title_en", "projects")),
    PaperKind.DECISION: (WORDS, ("text_en",)),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in one language after the other."""

    language: str
    words: str


def laid_out(kind: str, content: Any) -> bool:
    """Tell whether a content has the form of its kind and nothing besides."""
    if kind not in SHAPES:
        return False
    shape, needed = SHAPES[kind]
    return _fits(content, shape) and all(name in content for name in needed)


def wordings(row: Mapping[str, Any], name: str) -> list[Wording]:
    """Return what a row says in each language that it has, English first."""
    found = ((language, row.get(f"{name}_{language}")) for language in ("en", "az"))
    return [Wording(language, str(words)) for language, words in found if words]


def side(party: Party) -> str:
    """Return what a party is called in the language of the page, in short where it can be."""
    return in_language(party, "short") or in_language(party, "name")


def area_words(areas: Iterable[str]) -> str:
    """Return areas in words; one that is none of the list stands for itself."""
    return ", ".join(str(Area(each).label) if each in Area.values else each for each in areas)


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, Mapping):
        return isinstance(value, Mapping) and all(
            name in shape and _fits(inner, shape[name]) for name, inner in value.items()
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(each, shape[0]) for each in value)
    return isinstance(value, shape) and not isinstance(value, bool)
