"""Canonical JSON after RFC 8785: one value has exactly one sequence of bytes.

Keys are sorted by UTF-16 code units, numbers are written as ECMAScript writes them, and strings
keep their characters as they are: nothing is normalised.
"""

import json
from collections.abc import Mapping
from decimal import Decimal

LARGEST_EXACT = 2**53 - 1  # beyond this, a reader that uses doubles may see another number


class NotCanonical(ValueError):  # noqa: N818 - it says what the value is not
    """A value that canonical JSON cannot hold."""


def canonical(value: object) -> bytes:
    """Return the canonical JSON of a value, as UTF-8.

    >>> canonical({"b": [1, 2.50, True], "a": "Bakı"}).decode()
    '{"a":"Bakı","b":[1,2.5,true]}'
    """
    try:
        return _text(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical(
            f"A string holds half of a character pair ({error.object[error.start]!r}), which UTF-8 "
            "cannot write. Remove it."
        ) from error


def _text(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(_text(item) for item in value)}]"
    raise NotCanonical(
        f"JSON cannot hold a {type(value).__name__}. Write it as a string, number, list or object."
    )


def _object(value: Mapping[object, object]) -> str:
    pairs: list[tuple[str, object]] = []
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"The key {key!r} is not a string. JSON keys are strings.")
        pairs.append((key, item))
    pairs.sort(key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
    return f"{{{','.join(f'{_text(key)}:{_text(item)}' for key, item in pairs)}}}"


def _integer(value: int) -> str:
    if abs(value) <= LARGEST_EXACT or _as_double(value) == str(value):
        return str(value)
    raise NotCanonical(
        f"{value} is too large for every reader to see the same number. Write it as a string."
    )


def _as_double(value: int) -> str:
    try:
        return _number(float(value))
    except OverflowError:
        return ""


def _number(value: float) -> str:
    """Write a double as ECMAScript does (ECMA-262, Number::toString)."""
    if value != value or value in (float("inf"), float("-inf")):
        raise NotCanonical(f"JSON has no {value}. Leave the value out, or write it as a string.")
    if value == 0:
        return "0"  # minus zero too
    sign = "-" if value < 0 else ""
    digits, point = _shortest(abs(value))
    return sign + _placed(digits, point)


def _shortest(value: float) -> tuple[str, int]:
    """Return the shortest digits that read back as the value, and where the point stands."""
    _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    written = "".join(map(str, digits))
    return written, len(written) + int(exponent)


def _placed(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{point - 1:+d}"
