"""What differs between two contents of a paper, said so that a person can read it.

Objects are compared field by field, and lists of objects by the id or key that the objects carry,
so that a row that moved is not one that was removed and added.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.web.wording import FIELDS, word_for
from servanda.ledger import canonical

MOST_COMPARED = 1_000_000  # pairs of words
Place = tuple[str, ...]
NAMES = ("id", "key", "number")  # by which the objects of a list are told apart
TITLES = ("name", "name_en", "title", "title_en", "text", "text_en")


OWN_WORDS = {
    "number": _("number"),
    "body": _("working group"),
    "language": _("language"),
    "projects": _("projects"),
}


def label(name: str) -> str:
    """Return what a field of a paper is called; some are called otherwise elsewhere."""
    return str(OWN_WORDS[name]) if name in OWN_WORDS else word_for(FIELDS, name)


class Kind(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay ("="), that were taken out ("-") or put in ("+")."""

    sign: str
    words: str

    @property
    def bare(self) -> str:
        """Return the words without the space behind them."""
        return self.words.rstrip(" ")

    @property
    def space(self) -> str:
        """Return the space behind the words, or one, so that two pieces never touch."""
        return self.words[len(self.bare) :] or " "


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a content that is not as it was; `place` leads to it from the outside in."""

    place: Place
    kind: Kind
    before: str = ""
    after: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """Return both wordings as one run of words kept, taken out and put in."""
        old, new = _words(self.before), _words(self.after)
        if len(old) * len(new) > MOST_COMPARED:  # it would take minutes, and nobody could read it
            whole = (Piece("-", self.before), Piece("+", self.after))
            return [piece for piece in whole if piece.words]
        found: list[Piece] = []
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                found.append(Piece("=", "".join(old[i:j])))
                continue
            if i < j:
                found.append(Piece("-", "".join(old[i:j])))
            if k < m:
                found.append(Piece("+", "".join(new[k:m])))
        return found


def differences(old_content: Any, new_content: Any) -> list[Difference]:
    """Return what was added, removed, changed and moved from one content to another."""
    return list(_between((), old_content, new_content))


def _between(place: Place, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _objects(place, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(place, old, new)
    elif canonical(old) != canonical(new):  # in Python, True == 1
        yield from _changed(place, said(old), said(new))


def _changed(place: Place, before: str, after: str) -> Iterator[Difference]:
    if before == after:
        return
    if not before:
        yield Difference(place, Kind.ADDED, after=after)
    elif not after:
        yield Difference(place, Kind.REMOVED, before=before)
    else:
        yield Difference(place, Kind.CHANGED, before, after)


def _objects(place: Place, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in [*new, *(name for name in old if name not in new)]:
        yield from _between((*place, name), old.get(name), new.get(name))


def _lists(place: Place, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    name = _name_of_objects(old, new)
    if name is None:
        yield from _rows(place, old, new)
        return
    before, after = ({each[name]: each for each in rows} for rows in (old, new))
    for key, row in after.items():
        here = (*place, _title(row, key))
        if key in before:
            yield from _between(here, before[key], row)
        else:
            yield Difference(here, Kind.ADDED, after=said(row))
    for key, row in before.items():
        if key not in after:
            yield Difference((*place, _title(row, key)), Kind.REMOVED, before=said(row))
    kept = [key for key in before if key in after]
    order = [key for key in after if key in before]
    if kept != order:
        titles = ["; ".join(_title(after[key], key) for key in keys) for keys in (kept, order)]
        yield Difference(place, Kind.MOVED, *titles)


def _rows(place: Place, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    """Compare lists whose members carry no name: by what they say."""
    before, after = [said(each) for each in old], [said(each) for each in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        both = min(j - i, m - k)
        for offset in range(max(j - i, m - k)):
            here = (*place, str((k if m > k else i) + offset + 1))
            left = before[i + offset] if i + offset < j else ""
            right = after[k + offset] if k + offset < m else ""
            if offset < both and _both(old[i + offset], new[k + offset], Mapping):
                yield from _between(here, old[i + offset], new[k + offset])
            else:
                yield from _changed(here, left, right)


def _both(old: Any, new: Any, kind: type) -> bool:
    return isinstance(old, kind) and isinstance(new, kind)


def _name_of_objects(old: Sequence[Any], new: Sequence[Any]) -> str | None:
    """Return the field by which the objects of both lists are told apart, if there is one."""
    rows = [*old, *new]
    if not all(isinstance(each, Mapping) for each in rows):
        return None
    for name in NAMES:
        if all(isinstance(each.get(name), str | int) for each in rows) and all(
            len({each[name] for each in side}) == len(side) for side in (old, new)
        ):
            return name
    return None


def _title(row: Mapping[str, Any], key: Any) -> str:
    """Return what to call a row: its name or title, else its key."""
    own = [f"{name}_{(get_language() or 'en')[:2]}" for name in ("name", "title", "text")]
    names = [name for name in (*own, *TITLES) if isinstance(row.get(name), str)]
    named = (row[name] for name in names if row[name])
    found: str = next(named, str(key))
    return found if len(found) <= 120 else f"{found[:119]}…"


def said(value: Any) -> str:
    """Return a value as a line of words."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Mapping):
        titles = [name for name in TITLES if isinstance(value.get(name), str)]
        rest = [name for name in value if name not in (*NAMES[:2], *titles)]
        named = [f"{label(name)}: {words}" for name in rest if (words := said(value[name]))]
        return "; ".join([*filter(None, (value[name] for name in titles)), *named])
    if isinstance(value, list):
        return "; ".join(filter(None, map(said, value)))
    return str(value)


def _words(text: str) -> list[str]:
    """Cut a text into words, each with the space behind it."""
    parts = text.split(" ")
    spaced = [f"{part} " for part in parts[:-1]]
    return [each for each in (*spaced, parts[-1]) if each]
