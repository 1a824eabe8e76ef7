"""English days counted by ordinals: "the first day of the second month following"."""

from servanda.deadlines.counting import Length
from servanda.deadlines.english.events import event_at
from servanda.deadlines.english.parts import tail
from servanda.deadlines.english.periods import ordinal
from servanda.deadlines.grammar import Draft, Stretch
from servanda.deadlines.model import Bound
from servanda.deadlines.words import Phrase


def first_day(phrase: Phrase, place: int) -> Draft | None:
    """Read "the first day of the second month following the month in which …"."""
    here = place + 1 + (phrase.at(place) == "on")
    if phrase.at(here) not in {"first", "1st", "last"} or phrase.at(here - 1) != "the":
        return None
    last = phrase.at(here) == "last"
    here += 1 + (phrase.at(here + 1) == "day")
    if not phrase.follows(here, "of", "the"):
        return None
    count = ordinal(phrase, here + 2)
    here = count[1] if count else here + 2
    here += phrase.at(here) in {"calendar", "next"}
    if phrase.at(here) != "month":
        return None
    length = Length(months=count[0] if count else 1)
    return _month_after(phrase, place, here + 1, length, last=last)


def _month_after(
    phrase: Phrase, first: int, place: int, length: Length, *, last: bool
) -> Draft | None:
    here = place + 2 * phrase.follows(place, "that", "follows")
    here += here == place and phrase.at(place) == "next"
    here += phrase.at(here) in {"following", "after", "from"}
    if here == place:
        return None
    anchor = event_at(phrase, here)
    stretch = Stretch(length, working=False, end=here)
    end = anchor.end if anchor else here
    period_end = "month" if last else None
    return Draft(first, end, Bound.ON, stretch, anchor, month_start=not last, period_end=period_end)


def nth_day(phrase: Phrase, place: int) -> Draft | None:
    """Read "on the thirtieth day after …", "the day following …", "the fifth anniversary of …"."""
    here = place + 1 + (phrase.at(place) == "on")
    if phrase.at(here - 1) != "the":
        return None
    count = ordinal(phrase, here)
    here = count[1] if count else here
    here += 3 * (phrase.at(here) == "(" and phrase.at(here + 2) == ")")
    unit = {"day": Length(days=1), "anniversary": Length(years=1)}.get(phrase.at(here))
    if unit is None or (unit.days and phrase.at(here + 1) not in {"after", "following", "from"}):
        return None
    length = Length(
        days=unit.days * (count[0] if count else 1), years=unit.years * (count[0] if count else 1)
    )
    anchor, _, end = tail(phrase, here + 1)
    if anchor is None:
        return None
    return Draft(place, end, Bound.ON, Stretch(length, working=False, end=here), anchor)


def calendar_day(phrase: Phrase, first: int, place: int, bound: Bound) -> Draft | None:
    """Read "the end of the month following the month of …" through the first-day grammar."""
    if not phrase.follows(place, "the"):
        return None
    draft = first_day(phrase, place) or nth_day(phrase, place)
    return draft._replace(first=first, bound=bound) if draft else None
