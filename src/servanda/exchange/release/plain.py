"""Frozen values to plain JSON and back, by their declared types; every misfit named by its path."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Json = Any
Maker = Callable[[Json], Any]
_KINDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_AS_THEY_ARE = frozenset({str, int, bool, NoneType})


class Misfit(ValueError):  # noqa: N818 - it says what the value is
    """A value that is not what its place asks for."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.path = ""

    def inside(self, step: str) -> "Misfit":
        """Say one step more of where it is."""
        self.path = f"{step}{'' if self.path.startswith('[') or not self.path else '.'}{self.path}"
        return self

    def __str__(self) -> str:
        return f"{self.path or 'the file'} {self.what}"


def plain(value: object) -> Json:
    """Bring a frozen value into the form in which JSON writes it; a whole number has no point.

    >>> from servanda.scoring import Words
    >>> plain((Words("yes", "bəli"), date(2026, 5, 10), 1.0))
    [{'en': 'yes', 'az': 'bəli'}, '2026-05-10', 1]
    """
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return {name: plain(getattr(value, name)) for name in _names(kind)}


def revive(kind: type[Value], written: Json) -> Value:
    """Make a value of a kind from plain JSON, or say where it does not fit."""
    asked: Any = kind
    made: Value = _maker(asked)(written)
    return made


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _maker(kind: Any) -> Maker:
    """Return what makes values of a kind; worked out once for each."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        [other] = [each for each in inner if each is not NoneType]
        return _or_none(_maker(other))
    if origin is tuple:
        return _list_of(_maker(inner[0]))
    if origin is not None:
        return _object_of(_maker(inner[1]))
    if is_dataclass(kind):
        return _thing(kind)
    return _text_as(kind) if kind is date or issubclass(kind, Enum) else _leaf(kind)


def _or_none(make: Maker) -> Maker:
    return lambda written: None if written is None else make(written)


def _list_of(make: Maker) -> Maker:
    def several(written: Json) -> tuple[Any, ...]:
        made: list[Any] = []
        try:
            for each in _of(list, written, "a list"):
                made.append(make(each))  # noqa: PERF401 - its length tells which one did not fit
        except Misfit as misfit:
            raise (misfit.inside(f"[{len(made)}]") if type(written) is list else misfit) from None
        return tuple(made)

    return several


def _object_of(make: Maker) -> Maker:
    def counted(written: Json) -> dict[str, Any]:
        return {key: make(each) for key, each in _of(dict, written, "an object").items()}

    return counted


def _thing(kind: Any) -> Maker:
    hints = get_type_hints(kind)
    makers = {each.name: _maker(hints[each.name]) for each in fields(kind)}
    needed = [each.name for each in fields(kind) if _needed(each)]

    def thing(written: Json) -> Any:
        found = _of(dict, written, "an object")
        if not found.keys() <= makers.keys():
            strange = min(found.keys() - makers.keys())
            raise Misfit(f"has “{strange}”, which this version does not know")
        lacking = next((name for name in needed if name not in found), None)
        if lacking is not None:
            raise Misfit(f"lacks “{lacking}”")
        values, name = {}, ""
        try:
            for name, each in found.items():
                values[name] = makers[name](each)
        except Misfit as misfit:
            raise misfit.inside(name) from None
        return kind(**values)

    return thing


def _needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _text_as(kind: Any) -> Maker:
    read = date.fromisoformat if kind is date else kind
    words = "" if kind is date else ", ".join(str(each.value) for each in kind)
    what = f"one of {words}" if words else "a day such as 2026-05-10"

    def text_as(written: Json) -> Any:
        text = _of(str, written, "a text")
        try:
            return read(text)
        except ValueError:
            raise Misfit(f"is “{text[:60]}” and should be {what}") from None

    return text_as


def _leaf(kind: Any) -> Maker:
    what = _KINDS[kind]

    def leaf(written: Json) -> Any:
        if kind is float and type(written) is int:
            return float(written)
        return _of(kind, written, what)

    return leaf


def _of(kind: type[Value], written: Json, what: str) -> Value:
    if type(written) is not kind:
        raise Misfit(f"should be {what}")
    return written
