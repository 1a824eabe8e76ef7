"""Azerbaijani lengths of time: "3 (üç) ay", "on iki aylıq", "bir il yarım", "10 iş günü"."""

from servanda.deadlines.azerbaijani.vocabulary import NUMBERS, ORDINALS, UNITS, WORKING, unit_of
from servanda.deadlines.counting import Length
from servanda.deadlines.grammar import Stretch
from servanda.deadlines.words import BLANK, Phrase, word_set

_APART = word_set("təqvim ardıcıl tam ay")


def number(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read a whole number in digits or words, up to 9999."""
    word = phrase.at(place)
    if word.isascii() and word.isdigit():
        return (int(word), place + 1) if len(word) <= 4 else None
    small = _below_hundred(phrase, place)
    here = small[1] if small else place
    if phrase.at(here) != "yüz":
        return small
    hundreds = 100 * (small[0] if small else 1)
    rest = _below_hundred(phrase, here + 1)
    return (hundreds + rest[0], rest[1]) if rest else (hundreds, here + 1)


def _below_hundred(phrase: Phrase, place: int) -> tuple[int, int] | None:
    value = NUMBERS.get(phrase.at(place))
    if value is None:
        return None
    ones = NUMBERS.get(phrase.at(place + 1), 0)
    if value >= 10 and 0 < ones < 10:
        return value + ones, place + 2
    return value, place + 1


def ordinal(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read "ikinci", "2-ci" or "iyirmi birinci"."""
    word = phrase.at(place)
    digits, _, ending = word.partition("-")
    if digits.isdigit() and len(digits) <= 4 and ending[:1] == "c":
        return int(digits), place + 1
    if word in ORDINALS:
        return ORDINALS[word], place + 1
    ones = ORDINALS.get(phrase.at(place + 1), 0)
    return (NUMBERS[word] + ones, place + 2) if NUMBERS.get(word, 0) >= 10 and ones else None


def bracketed(phrase: Phrase, place: int) -> int:
    """Step over the number repeated in brackets."""
    if phrase.at(place) != "(":
        return place + (phrase.at(place) == BLANK)
    inside = number(phrase, place + 1)
    here = inside[1] if inside else place + 1 + (phrase.at(place + 1) == BLANK)
    return here + 1 if here > place + 1 and phrase.at(here) == ")" else place


def count(phrase: Phrase, place: int) -> tuple[int | None, int] | None:
    """Read a number, a range (its far end), or a blank (None)."""
    if phrase.at(place) == BLANK:
        return None, bracketed(phrase, place + 1)
    found = number(phrase, place)
    if found is None:
        return None
    here = bracketed(phrase, found[1])
    far = number(phrase, here + 1) if phrase.at(here) == "-" else None
    return (max(found[0], far[0]), bracketed(phrase, far[1])) if far else (found[0], here)


def times(length: Length, by: int) -> Length:
    """Multiply a length by a count."""
    return Length(
        length.years * by,
        length.months * by,
        length.weeks * by,
        length.days * by,
        length.hours * by,
    )


def period(phrase: Phrase, place: int) -> tuple[Stretch, str] | None:
    """Read a length of time and the ending of its unit."""
    if phrase.at(place) == "yarım" and (found := unit_of(phrase.at(place + 1))):
        halved = _halved(found[0])
        return (Stretch(halved, working=False, end=place + 2), found[1]) if halved else None
    start = count(phrase, place)
    if start is None:
        return _fused(phrase, place)
    how_many, here = start
    working = phrase.at(here) in WORKING
    here += working or (phrase.at(here) in _APART and unit_of(phrase.at(here + 1)) is not None)
    found = unit_of(phrase.at(here))
    return _of_unit(phrase, how_many, found, here + 1, working=working) if found else None


def _fused(phrase: Phrase, place: int) -> tuple[Stretch, str] | None:
    """Read a number and its unit written as one word: "beşillik"."""
    word = phrase.at(place)
    for name, value in NUMBERS.items():
        unit = unit_of(word[len(name) :]) if word.startswith(name) else None
        if unit and value:
            return Stretch(times(unit[0], value), working=False, end=place + 1), unit[1]
    return None


def _of_unit(
    phrase: Phrase, how_many: int | None, found: tuple[Length, str], end: int, *, working: bool
) -> tuple[Stretch, str] | None:
    unit, ending = found
    if how_many is None:
        return Stretch(None, working, end), ending
    length = times(unit, how_many)
    if phrase.at(end) == "yarım" and (half := _halved(unit)):
        return Stretch(length.plus(half), working, end + 1), ending
    smaller = number(phrase, end)
    part = unit_of(phrase.at(smaller[1])) if smaller else None
    if smaller and part and length.years and part[0].months:
        return Stretch(length.plus(times(part[0], smaller[0])), working, smaller[1] + 1), part[1]
    return Stretch(length, working, end), ending


def _halved(length: Length) -> Length | None:
    if length == UNITS["il"]:
        return Length(months=6)
    return Length(hours=12) if length == UNITS["gün"] else None
