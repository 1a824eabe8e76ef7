"""English days of each year: "by 31 March of each year", "by the end of each year"."""

from servanda.deadlines.english.dates import month_day
from servanda.deadlines.english.vocabulary import UNITS
from servanda.deadlines.grammar import Cycle
from servanda.deadlines.words import Phrase


def yearly_day(phrase: Phrase, place: int) -> Cycle | None:
    """Read "by 31 March of each year", "every year by 1 July", "each January"."""
    if phrase.at(place) in {"each", "every"}:
        here = place + 1
        if phrase.at(here) == "year" and phrase.at(here + 1) in {"by", "on", "before", "in"}:
            here += 2
        found = month_day(phrase, here)
        return (
            Cycle(place, found[2], UNITS["year"], by=found[:2])
            if found and _whole_day(phrase, found)
            else None
        )
    opened = _by(phrase, place)
    if opened and (ended := _year_end(phrase, place, opened)):
        return ended
    found = month_day(phrase, opened) if opened else None
    if not found:
        return None
    end = found[2] + (phrase.at(found[2]) == ",")
    end += phrase.at(end) in {"of", "in"}
    if phrase.at(end) not in {"each", "every", "per"}:
        return None
    end += 1 + (phrase.at(end + 1) == "calendar")
    return Cycle(place, end + 1, UNITS["year"], by=found[:2]) if phrase.at(end) == "year" else None


def _year_end(phrase: Phrase, first: int, place: int) -> Cycle | None:
    """Read "by the end of each [calendar] year"."""
    if not phrase.follows(place, "the", "end", "of"):
        return None
    here = place + 4 + (phrase.at(place + 4) == "calendar")
    each = phrase.at(place + 3) in {"each", "every"} and phrase.at(here) == "year"
    return Cycle(first, here + 1, UNITS["year"], by=(12, 31)) if each else None


def _whole_day(phrase: Phrase, found: tuple[int, int, int]) -> bool:
    """Refuse a day that goes on with a year of its own."""
    after = phrase.at(found[2] + (phrase.at(found[2]) == ","))
    return not (len(after) == 4 and after.isdigit())


def _by(phrase: Phrase, place: int) -> int | None:
    for words in ("no later than", "not later than", "on or before", "by", "before", "on", "in"):
        split = words.split()
        if phrase.follows(place, *split):
            return place + len(split)
    return None
