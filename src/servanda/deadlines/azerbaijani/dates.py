"""Azerbaijani days of the calendar: "2026-cı il mayın 10-dək", "10 fevral 2026-cı il"."""

from servanda.deadlines.azerbaijani.periods import ordinal
from servanda.deadlines.azerbaijani.vocabulary import SEASONS, month_of, starts, unit_of
from servanda.deadlines.grammar import (
    Days,
    day_of,
    numeric_date,
    part_of_year,
    year_in,
)
from servanda.deadlines.grammar import (
    month_of as whole_month,
)
from servanda.deadlines.words import Phrase

_END = ("sonu", "axır")
_START = ("əvvəli", "başlanğıc")


def date_at(phrase: Phrase, place: int) -> Days | None:
    """Read whatever names a day, month, quarter, half, year or season here."""
    return (
        _numeric(phrase, place)
        or _year_first(phrase, place)
        or _day_first(phrase, place)
        or _month_first(phrase, place)
        or _season(phrase, place)
    )


def _numeric(phrase: Phrase, place: int) -> Days | None:
    """Read 10.02.2026, with an ending after a hyphen and "tarix"."""
    days = numeric_date(phrase.at(place), place + 1)
    if days is None:
        return None
    here = place + 1
    here += 2 * (phrase.at(here) == "-" and phrase.at(here + 1).isalpha())
    return days._replace(end=_tail(phrase, here))


def year_at(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read a year, with "-cı" and with "il" in any case after it."""
    year = year_in(phrase.at(place).split("-")[0])
    if year is None:
        return None
    here = place + 1
    return year, here + is_year_word(phrase.at(here))


def is_year_word(word: str) -> bool:
    """Tell "il", "ilin", "ildə", "ilədək" from "ilə"… which, after a year, is the year's dative."""
    found = unit_of(word)
    return found is not None and found[0].years == 1 and not word.startswith(("illik", "illiy"))


def _tail(phrase: Phrase, place: int) -> int:
    """Take in "tarixinədək", "tarixində" after a day."""
    return place + starts(phrase.at(place), "tarix")


def _day_number(word: str) -> int | None:
    digits = word.split("-", maxsplit=1)[0]
    fits = digits.isascii() and digits.isdigit() and len(digits) < 3 and 1 <= int(digits) <= 31
    return int(digits) if fits else None


def _day_first(phrase: Phrase, place: int) -> Days | None:
    """Read "10 fevral 2026-cı il"."""
    day, month = _day_number(phrase.at(place)), month_of(phrase.at(place + 1))
    year = year_at(phrase, place + 2) if day and month else None
    return day_of(year[0], month, day, _tail(phrase, year[1])) if day and month and year else None


def _month_first(phrase: Phrase, place: int) -> Days | None:
    """Read "sentyabrın 5-i 2026" and "may 2026"."""
    month = month_of(phrase.at(place))
    if not month:
        return None
    day = _day_number(phrase.at(place + 1))
    if day and year_in(phrase.at(place + 1)) is None:
        year = year_at(phrase, place + 2 + (phrase.at(place + 2) == ","))
        return day_of(year[0], month, day, _tail(phrase, year[1])) if year else None
    year = year_at(phrase, place + 1)
    return whole_month(year[0], month, year[1]) if year else None


def _year_first(phrase: Phrase, place: int) -> Days | None:
    """Read what "2026-cı il" opens: a day, a month, a part or an end of the year, the year."""
    found = year_at(phrase, place)
    if found is None or found[1] == place + 1:
        return None
    year, here = found
    return (
        _in_month(phrase, year, here)
        or _part(phrase, year, here)
        or _edge(phrase, part_of_year(year, 1, "year", here))
    )


def _in_month(phrase: Phrase, year: int, place: int) -> Days | None:
    day, month = _day_number(phrase.at(place)), month_of(phrase.at(place + 1))
    if day and month:
        return day_of(year, month, day, _tail(phrase, place + 2))
    month = month_of(phrase.at(place))
    if not month:
        return None
    here = place + 1
    here += bool((unit := unit_of(phrase.at(here))) and unit[0].months == 1)
    day = _day_number(phrase.at(here))
    if day:
        return day_of(year, month, day, _tail(phrase, here + 1))
    return _edge(phrase, whole_month(year, month, here))


def _part(phrase: Phrase, year: int, place: int) -> Days | None:
    which = ordinal(phrase, place)
    if which is None:
        return None
    word, here = phrase.at(which[1]), which[1] + 1
    unit = "quarter" if starts(word, "rüb") else "half" if starts(word, "yarı") else ""
    if not 1 <= which[0] <= {"quarter": 4, "half": 2}.get(unit, 0):
        return None
    return _edge(phrase, part_of_year(year, which[0], unit, here))


def _edge(phrase: Phrase, days: Days) -> Days:
    """Take in "sonu", "sonunadək" (the end) or "əvvəli" (the beginning) in any case."""
    word = phrase.at(days.end)
    if starts(word, *_END):
        return days._replace(first=days.last, end=days.end + 1, edge=True)
    return days._replace(last=days.first, end=days.end + 1) if starts(word, *_START) else days


def _season(phrase: Phrase, place: int) -> Days | None:
    """Read "bu payız": no days."""
    word = phrase.at(place + 1)
    fits = phrase.at(place) in {"bu", "növbəti", "gələn"} and any(
        word.startswith(name) and word[len(name) :] in {"", "da", "də", "ın", "ına", "ınadək"}
        for name in SEASONS
    )
    return Days(None, None, "season", place + 2) if fits else None


def day_without_year(phrase: Phrase, place: int) -> Days | None:
    """Read "mayın 10-dək", "10 mayadək" where no year and no "hər il" goes with it: no day."""
    before = {phrase.at(place - 1), phrase.at(place - 2)}
    if "hər" in before or year_in(phrase.at(place - 2).split("-")[0]):
        return None
    pairs = ((place, place + 1), (place + 1, place))
    for day_at, month_at in pairs:
        if _day_number(phrase.at(day_at)) and month_of(phrase.at(month_at)):
            return Days(None, None, "day", place + 2)
    return None
