"""Reads quantities with their units from prose, so that two reports of one figure can be compared.

A figure is told differently only where the unit and the thing counted are the same. Numbers are
exact (`Decimal`); a range keeps both ends; "about", "nearly" and "more than" are kept as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from servanda.matching.folding import fold, stem
from servanda.matching.words import word_class

_SCALE = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mln": 10**6, "m": 10**6, "billion": 10**9,
    "bn": 10**9, "bln": 10**9, "trillion": 10**12, "min": 10**3, "milyon": 10**6,
    "milyard": 10**9, "тысяч": 10**3, "тыс": 10**3, "миллионов": 10**6, "млн": 10**6,
    "миллиардов": 10**9, "млрд": 10**9,
}  # fmt: skip
_CURRENCY = {"$": "USD", "usd": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR", "euros": "EUR",
             "£": "GBP", "₼": "AZN", "azn": "AZN", "manat": "AZN"}  # fmt: skip
_WORDS_OF_MONEY = [word for word in _CURRENCY if word.isalpha()]
_UNIT = {
    "%": "%", "percent": "%", "per cent": "%", "faiz": "%", "процентов": "%",
    "km": "km", "kilometres": "km", "kilometers": "km", "kilometre": "km", "kilometer": "km",
    "tonnes": "t", "tons": "t", "tonne": "t", "ton": "t", "mt": "t", "mw": "MW", "gw": "GW",
    "megawatts": "MW", "gigawatts": "GW", "kv": "kV", "bcm": "bcm", "teu": "TEU",
    "days": "day", "day": "day", "weeks": "week", "months": "month", "month": "month",
    "years": "year", "year": "year", "il": "year", "gün": "day", "ay": "month", "лет": "year",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def _any_of(words: Iterable[str]) -> str:
    """Write a choice of words as a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE = re.compile(
    r"(?P<about>\b(?:about|around|nearly|almost|over|more than|at least|up to|approximately)\s+)?"
    r"(?P<sign>[$€£₼]\s?|\b(?:USD|EUR|AZN)\s)?\Z",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 20
_FIGURE = re.compile(
    rf"(?<![\w.,–-])(?P<low>{_NUMBER})"
    rf"(?:\s?[–-]\s?(?P<high>{_NUMBER})(?![\w-]))?(?![\d])"
    rf"(?:[\s\u00a0]?(?P<scale>{_any_of(_SCALE)})\b)?"
    rf"(?:[\s\u00a0-]?(?P<unit>{_any_of([*_UNIT, *_WORDS_OF_MONEY])})"
    r"(?![\w]))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s\u00a0]+(?:of\s+|in\s+|worth\s+of\s+)?((?:[^\W\d_][\w’'-]*[\s\u00a0]?){1,3})"
)
_MONTHS = word_class("months")
_ROOM = {
    **dict.fromkeys(
        ("about", "around", "approximately", "nearly", "almost"), (Decimal("0.9"), Decimal("1.1"))
    ),
    **dict.fromkeys(("over", "more than", "at least"), (Decimal(1), Decimal("1.25"))),
    "up to": (Decimal(0), Decimal(1)),
}
"""How far below and above the figure the words before it let the quantity lie."""
_NUMBERED = word_class("numbered")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit and what it counts, and the exact words at their place."""

    value: Decimal
    unit: str
    """`USD`, `%`, `km`, `year`, …; "" for a bare count."""
    of: str
    """The stems of the words that follow: what is counted."""
    start: int
    end: int
    expression: str
    high: Decimal | None = None
    """The far end of a range."""
    about: str = ""
    """"nearly", "more than", where the text says so."""

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """Give the least and the most that the words can mean."""
        low, high = self.value, self.high or self.value
        below, above = _ROOM.get(self.about, (Decimal(1), Decimal(1)))
        return low * below, high * above

    @property
    def token(self) -> str:
        """Give value and unit as one word, for the index."""
        return f"{self.value.normalize():f} {self.unit}".strip()


def quantities(text: str) -> list[Quantity]:
    """Find the quantities of a text; dates, years and bare small numbers are none.

    >>> found = quantities("nearly $2.5 billion in aid, 188 km of track")
    >>> [(q.expression, q.token, q.of) for q in found]
    [('nearly $2.5 billion', '2500000000 USD', 'aid'), ('188 km', '188 km', 'track')]
    """
    return [found for match in _FIGURE.finditer(text) if (found := _read(text, match)) is not None]


def _read(text: str, found: re.Match[str]) -> Quantity | None:
    before = _BEFORE.search(text, max(0, found.start() - _LONGEST_BEFORE), found.start())
    sign = (before["sign"] or "").strip().lower() if before else ""
    unit_word = fold_unit(found["unit"] or "")
    unit = _CURRENCY.get(sign) or _CURRENCY.get(unit_word) or _UNIT.get(unit_word, "")
    counted = _counted(text, found.end())
    if not unit and not found["scale"] and (not counted or _is_date(text, found)):
        return None
    scale = _SCALE.get((found["scale"] or "").lower(), 1)
    start = before.start() if before else found.start()
    about = fold_unit(before["about"] or "") if before else ""
    return Quantity(
        _value(found["low"]) * scale, unit, counted, start, found.end(), text[start : found.end()],
        _value(found["high"]) * scale if found["high"] else None,
        about,
    )  # fmt: skip


def fold_unit(word: str) -> str:
    """Write a unit in small letters, whatever blank stands in it."""
    return " ".join(word.lower().split())


def _value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\u00a0\u202f]", "", digits))


def _counted(text: str, end: int) -> str:
    """Name what is counted: the stems of the next words up to the end of the phrase."""
    found = _AFTER.match(text, end)
    if found is None:
        return ""
    words: list[str] = []
    for word in re.findall(r"[^\W\d_]+", found[1]):
        known = stem(word)
        if not known:
            break
        words.append(known)
    return " ".join(words)


def _is_date(text: str, found: re.Match[str]) -> bool:
    """Tell a year, a day of a month, an ordinal and "Order 14257" from a count."""
    digits = found["low"]
    before = fold(text[max(0, found.start() - 14) : found.start()]).split()
    after = fold(text[found.end() : found.end() + 12]).split()
    near = {word.strip(",.()") for word in [*before[-1:], *after[:1]]}
    if before and before[-1].strip("(.") in _NUMBERED:
        return True
    is_year = len(digits) == 4 and digits[:2] in {"18", "19", "20"}
    return is_year or bool(near & _MONTHS) or bool(_ORDINAL.match(text, found.end()))


def differ(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities are the same one told differently.

    >>> read = lambda words: quantities(words)[0]
    >>> differ(read("$20 billion in loans"), read("$50 billion in loans"))
    True
    >>> differ(read("20 km of road"), read("30 km of pipe"))
    False
    """
    same_thing = one.unit == other.unit and bool(set(one.of.split()) & set(other.of.split()))
    return same_thing and not _overlap(one, other)


def _overlap(one: Quantity, other: Quantity) -> bool:
    """Tell whether both can be true: "more than 50" and 52, "nearly 2 billion" and 1.9."""
    (low, high), (least, most) = one.bounds, other.bounds
    return low <= most and least <= high
