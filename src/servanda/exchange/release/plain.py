"""Frozen values to plain JSON and back, by their declared types; every misfit named by its path."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Json = Any
_KINDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


class Misfit(ValueError):  # noqa: N818 - it says what the value is
    """A value that is not what its place asks for."""


def plain(value: object) -> Json:
    """Bring a frozen value into the form in which JSON writes it.

    >>> from servanda.scoring import Words
    >>> plain((Words("yes", "bəli"), date(2026, 5, 10)))
    [{'en': 'yes', 'az': 'bəli'}, '2026-05-10']
    """
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return value


def revive(kind: type[Value], written: Json, path: str = "") -> Value:
    """Make a value of a kind from plain JSON, or say where it does not fit."""
    made: Value = _made(kind, written, path)
    return made


def _made(kind: Any, written: Json, path: str) -> Any:
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        [inner] = [each for each in get_args(kind) if each is not type(None)]
        return None if written is None else _made(inner, written, path)
    if origin is tuple:
        return _each(get_args(kind)[0], _of(list, written, path, "a list"), path)
    if origin is not None:
        counted = _of(dict, written, path, "an object")
        return {key: _made(get_args(kind)[1], counted[key], f"{path}.{key}") for key in counted}
    if is_dataclass(kind):
        return _thing(kind, _of(dict, written, path, "an object"), path)
    return _leaf(kind, written, path)


def _each(kind: Any, written: list[Json], path: str) -> tuple[Any, ...]:
    return tuple(_made(kind, each, f"{path}[{place}]") for place, each in enumerate(written))


def _thing(kind: Any, written: dict[str, Json], path: str) -> Any:
    known = {each.name: each for each in fields(kind)}
    strange = sorted(written.keys() - known.keys())
    if strange:
        raise Misfit(f"{path or 'the file'} has “{strange[0]}”, which this version does not know")
    lacking = [name for name in known if name not in written and _needed(known[name])]
    if lacking:
        raise Misfit(f"{path or 'the file'} lacks “{lacking[0]}”")
    hints = _hints(kind)
    return kind(
        **{
            name: _made(hints[name], written[name], f"{path}.{name}".lstrip("."))
            for name in written
        }
    )


def _needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _leaf(kind: Any, written: Json, path: str) -> Any:
    if kind is date or issubclass(kind, Enum):
        text = _of(str, written, path, "a text")
        try:
            return date.fromisoformat(text) if kind is date else kind(text)
        except ValueError:
            what = "a day such as 2026-05-10" if kind is date else f"one of {_words(kind)}"
            raise Misfit(f"{path} is “{text[:60]}” and should be {what}") from None
    if kind is float and type(written) is int:
        return float(written)
    return _of(kind, written, path, _KINDS[kind])


def _words(kind: type[Enum]) -> str:
    return ", ".join(str(each.value) for each in kind)


def _of(kind: type[Value], written: Json, path: str, what: str) -> Value:
    if type(written) is not kind:
        raise Misfit(f"{path or 'the file'} should be {what}")
    return written
