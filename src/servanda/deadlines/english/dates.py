"""English days of the calendar: "the 26th of October 2025", "June 2027", "the end of 2028"."""

from datetime import date

from servanda.deadlines.counting import month_end
from servanda.deadlines.english.periods import number, ordinal, spelled_year
from servanda.deadlines.english.vocabulary import MONTHS, ORDINALS, SEASONS
from servanda.deadlines.grammar import (
    Days,
    day_of,
    month_of,
    numeric_date,
    part_of_year,
    year_in,
)
from servanda.deadlines.words import Phrase, word_set

_ENDS = word_set("end close conclusion ending")
_STARTS = word_set("beginning start")
_VAGUE = word_set("early mid late middle")
_PARTS = {"quarter": "quarter", "half": "half"}


def date_at(phrase: Phrase, place: int) -> Days | None:
    """Read whatever names a day, month, quarter, half, year or season here."""
    return _edge(phrase, place) or _inside(phrase, place)


def _inside(phrase: Phrase, place: int) -> Days | None:
    here = place + (phrase.at(place) in {"the", "this"})
    return (
        numeric_date(phrase.at(place), place + 1)
        or _month_first(phrase, here)
        or _day_first(phrase, here)
        or _part(phrase, here)
        or _first_months(phrase, here)
        or season(phrase, place)
        or bare_year(phrase, here)
    )


def _edge(phrase: Phrase, place: int) -> Days | None:
    """Read "the end of 2028", "end-2028", "year-end 2028", "the beginning of June 2027"."""
    here = place + (phrase.at(place) == "the")
    if phrase.follows(here, "year", "-", "end"):
        return _at_edge(bare_year(phrase, here + 3), last=True)
    word = phrase.at(here)
    if word in _VAGUE and (inside := _inside(phrase, _of(phrase, here + 1))):
        return Days(None, None, inside.precision, inside.end)
    if word in _ENDS | _STARTS:
        return _at_edge(_inside(phrase, _of(phrase, here + 1)), last=word in _ENDS)
    return None


def _of(phrase: Phrase, place: int) -> int:
    here = place + (phrase.at(place) in {"of", "-"})
    if phrase.follows(here, "the", "month", "of"):
        return here + 3
    here += phrase.at(here) == "the" and phrase.at(here + 1) in {"calendar", "year"}
    here += phrase.at(here) == "calendar"
    return here + (phrase.at(here) == "year" and year_in(phrase.at(here + 1)) is not None)


def _at_edge(days: Days | None, *, last: bool) -> Days | None:
    if days is None or days.precision == "day":
        return None
    day = days.last if last else days.first
    return Days(day, day, days.precision, days.end, edge=last)


def month_at(phrase: Phrase, place: int) -> int | None:
    """Read a month's name; "may" and "march" only with a capital."""
    word = phrase.at(place)
    if word in {"may", "march", "mar"} and not phrase.raw(place)[:1].isupper():
        return None
    return MONTHS.get(word)


def _year_after(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read the year after a month, over a full stop, a comma or "of"."""
    here = place + (phrase.at(place) == ".")
    here += phrase.at(here) == ","
    here += phrase.at(here) in {"of", "in"}
    here += phrase.follows(here, "the", "year") * 2
    year = year_in(phrase.at(here))
    return (year, here + 1) if year else spelled_year(phrase, here)


def _day_number(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read a day's number: "5", "26th of", "this 13th day of", "twenty-sixth day of the"."""
    found = ordinal(phrase, place) or _digits(phrase, place)
    if not found or not 1 <= found[0] <= 31:
        return None
    here = found[1] + (phrase.at(found[1]) == "day")
    here += phrase.at(here) == "of"
    here += phrase.at(here) == "the"
    return found[0], here + 2 * phrase.follows(here, "month", "of")


def _digits(phrase: Phrase, place: int) -> tuple[int, int] | None:
    word = phrase.at(place)
    return (int(word), place + 1) if word.isascii() and word.isdigit() and len(word) < 3 else None


def _day_first(phrase: Phrase, place: int) -> Days | None:
    first = _day_number(phrase, place)
    if not first:
        return None
    day, here = first
    joint = phrase.at(first[1])
    last = _day_number(phrase, here + 1) if joint in {"-", "to", "and"} else None
    here = last[1] if last else here
    month = MONTHS.get(phrase.at(here))
    year = _year_after(phrase, here + 1) if month else None
    return _run(day, last, month, year)


def _run(
    day: int, last: tuple[int, int] | None, month: int | None, year: tuple[int, int] | None
) -> Days | None:
    if not month or not year:
        return None
    first = day_of(year[0], month, day, year[1])
    return first._replace(last=day_of(year[0], month, last[0], year[1]).first) if last else first


def _month_first(phrase: Phrase, place: int) -> Days | None:
    """Read "May 5, 2026", "May 5-7, 2026", "May 2026"."""
    here = place + 2 * phrase.follows(place, "month", "of")
    month = month_at(phrase, here)
    if not month:
        return None
    here += 1 + (
        phrase.at(here + 1) == "." and phrase.raw(here).isalpha() and len(phrase.at(here)) < 5
    )
    day = ordinal(phrase, here) or _digits(phrase, here)
    if day and 1 <= day[0] <= 31:
        last = _digits(phrase, day[1] + 1) if phrase.at(day[1]) in {"-", "and", "to"} else None
        return _run(day[0], last, month, _year_after(phrase, last[1] if last else day[1]))
    year = _year_after(phrase, here)
    return month_of(year[0], month, year[1]) if year else None


def _part(phrase: Phrase, place: int) -> Days | None:
    """Read "first quarter of 2027", "Q1 2027", "second half of 2026", "calendar year 2027"."""
    part = _named_part(phrase, place)
    if part is None:
        return None
    which, unit, here = part
    here += phrase.at(here) in {"of", ","}
    here += 3 * phrase.follows(here, "the", "calendar", "year") or 2 * phrase.follows(
        here, "the", "year"
    )
    year = year_in(phrase.at(here))
    return part_of_year(year, which, unit, here + 1) if year else None


def _first_months(phrase: Phrase, place: int) -> Days | None:
    """Read "first six months of 2026"."""
    count = number(phrase, place + 1) if phrase.at(place) == "first" else None
    if not count or not 1 <= count[0] <= 12 or not phrase.follows(count[1], "months", "of"):
        return None
    year = year_in(phrase.at(count[1] + 2))
    if not year:
        return None
    return Days(date(year, 1, 1), month_end(date(year, count[0], 1)), "month", count[1] + 3)


def _named_part(phrase: Phrase, place: int) -> tuple[int, str, int] | None:
    word = phrase.at(place)
    if word == "calendar" and phrase.at(place + 1) == "year":
        return 1, "year", place + 2
    if word in {"q", "h"} and phrase.at(place + 1) in {"1", "2", "3", "4"}:
        which, unit, here = (
            int(phrase.at(place + 1)),
            "quarter" if word == "q" else "half",
            place + 2,
        )
    else:
        which, unit, here = ORDINALS.get(word, 0), _PARTS.get(phrase.at(place + 1), ""), place + 2
    most = {"quarter": 4, "half": 2}.get(unit, 0)
    return (which, unit, here) if 1 <= which <= most else None


def season(phrase: Phrase, place: int) -> Days | None:
    """Read "this fall", "the summer of 2027": no days, for no two people mean the same ones."""
    here = place + (phrase.at(place) in {"the", "this", "next", "coming"})
    if phrase.at(here) not in SEASONS:
        return None
    year_at = here + 1 + (phrase.at(here + 1) in {"of", ","})
    if year_in(phrase.at(year_at)):
        return Days(None, None, "season", year_at + 1)
    return Days(None, None, "season", here + 1) if here > place else None


def bare_year(phrase: Phrase, place: int) -> Days | None:
    """Read a year of four digits."""
    year = year_in(phrase.at(place))
    return part_of_year(year, 1, "year", place + 1) if year else None


def day_without_year(phrase: Phrase, place: int) -> Days | None:
    """Read "31 December" where no year and no "of each year" goes with it: no day."""
    found = month_day(phrase, place)
    if found is None or not any(phrase.at(at)[:1].isdigit() for at in range(place, found[2])):
        return None
    after = phrase.words[found[2] : found[2] + 3]
    if {"each", "every", "annually"} & set(after) or any(year_in(word) for word in after[:2]):
        return None
    return Days(None, None, "day", found[2])


def month_day(phrase: Phrase, place: int) -> tuple[int, int, int] | None:
    """Read a day without a year, "31 March", "March 31", "January" (its end): month, day, end."""
    here = place + (phrase.at(place) == "the")
    day = _day_number(phrase, here)
    month = month_at(phrase, day[1]) if day else None
    if day and month:
        return month, day[0], day[1] + 1
    here += 2 * phrase.follows(here, "end", "of")
    month = month_at(phrase, here)
    if not month:
        return None
    after = ordinal(phrase, here + 1) or _digits(phrase, here + 1)
    return (month, after[0], after[1]) if after and 1 <= after[0] <= 31 else (month, 31, here + 1)
