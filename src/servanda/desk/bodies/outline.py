"""The content of a paper laid out for reading, whatever kind of paper it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from servanda.desk.bodies.differences import TITLES, label

UNSAID = frozenset({"id", "key"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a content: what it is called, its words, and the parts inside it."""

    label: str
    text: str = ""
    parts: tuple["Part", ...] = ()
    many: bool = False  # its parts are the members of a list


def outline(content: Any) -> tuple[Part, ...]:
    """Return the parts of a content, from the outside in."""
    if not isinstance(content, Mapping):
        return (_part("", content),)
    return tuple(
        _part(label(name), value)
        for name, value in content.items()
        if name not in UNSAID and value not in (None, "", [], {})
    )


def place_words(place: tuple[str, ...]) -> str:
    """Return where in a content something stands, in words."""
    return " › ".join(label(each) for each in place)


def _part(label: str, value: Any) -> Part:
    if isinstance(value, Mapping):
        name = next((each for each in TITLES if isinstance(value.get(each), str)), None)
        rest = {key: inner for key, inner in value.items() if key != name}
        return Part(label, str(value[name]) if name else "", outline(rest))
    if isinstance(value, list):
        return Part(label, "", tuple(_part("", each) for each in value), many=True)
    if isinstance(value, bool):
        return Part(label, gettext("yes") if value else gettext("no"))
    return Part(label, "" if value is None else str(value))
