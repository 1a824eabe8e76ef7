"""English ends of a year or month that need a day to be relative to: "by the end of the year"."""

from typing import NamedTuple

from servanda.deadlines.english.events import event_at
from servanda.deadlines.english.periods import ordinal, times
from servanda.deadlines.english.vocabulary import SEASONS, UNITS
from servanda.deadlines.grammar import Anchor, Stretch
from servanda.deadlines.words import Phrase, word_set

_UNITS = word_set("month quarter year")


class RelativeEnd(NamedTuple):
    """The last day of a unit: of this one, or of one so much later."""

    unit: str | None
    end: int
    stretch: Stretch | None = None
    anchor: Anchor | None = None


def relative_end(phrase: Phrase, place: int) -> RelativeEnd | None:
    """Read "the end of the year [in which …]", "the end of next month", "next year", "year-end"."""
    if nth := _nth(phrase, place):
        return nth
    if phrase.follows(place, "year", "-", "end") or phrase.follows(place, "year", "end"):
        return RelativeEnd("year", place + 2 + (phrase.at(place + 1) == "-"))
    here = place + (phrase.at(place) == "the")
    ends = phrase.at(here) in {"end", "close"} and phrase.at(here + 1) == "of"
    here += 2 * ends
    start = here
    here += phrase.at(here) in {"the", "this", "that"}
    later = phrase.at(here) in {"next", "following", "coming"}
    here += later or phrase.at(here) in {"current", "same", "calendar", "present"}
    here += phrase.at(here) == "calendar"
    unit = phrase.at(here)
    if unit not in _UNITS or here == start or not (ends or later or phrase.at(start) == "this"):
        return None
    return _with_anchor(
        phrase, RelativeEnd(unit, here + 1, _one(unit, here + 1) if later else None)
    )


def _nth(phrase: Phrase, place: int) -> RelativeEnd | None:
    """Read "the end of the second [calendar] year after entry into force"."""
    if not phrase.follows(place, "the", "end", "of", "the"):
        return None
    count = ordinal(phrase, place + 4)
    if not count:
        return None
    here = count[1] + (phrase.at(count[1]) == "calendar")
    unit = phrase.at(here)
    if unit not in _UNITS or phrase.at(here + 1) not in {"after", "following", "from"}:
        return None
    anchor = event_at(phrase, here + 2)
    if anchor is None:
        return None
    stretch = Stretch(times(UNITS[unit], count[0]), working=False, end=here + 1)
    calendar = here > count[1] or unit == "month"
    return RelativeEnd(unit if calendar else None, anchor.end, stretch, anchor)


def _one(unit: str, end: int) -> Stretch:
    return Stretch(UNITS[unit], working=False, end=end)


def _with_anchor(phrase: Phrase, end: RelativeEnd) -> RelativeEnd:
    """Read "… of the year in which it is signed", "… following the date of its signature"."""
    here = end.end
    if phrase.at(here) in {"following", "after"}:
        anchor = event_at(phrase, here + 1)
        if anchor:
            return end._replace(
                end=anchor.end, anchor=anchor, stretch=_one(end.unit or "year", anchor.end)
            )
    if phrase.follows(here, "in", "which") or phrase.at(here) == "of":
        anchor = event_at(phrase, here + 1)
        if phrase.at(here) == "in":
            anchor = event_at(phrase, here + 2)
        if anchor and anchor.names:
            return end._replace(end=anchor.end, anchor=anchor)
    return end


def loose_relative(phrase: Phrase, place: int) -> RelativeEnd | None:
    """Read "later this year", "next month", "this fall" without a preposition."""
    here = place + (phrase.at(place) == "later")
    if phrase.at(here) not in {"this", "next"}:
        return None
    if phrase.at(here + 1) in SEASONS:
        return RelativeEnd("season", here + 2)
    if phrase.at(here + 1) not in _UNITS:
        return None
    later = phrase.at(here) == "next"
    stretch = _one(phrase.at(here + 1), here + 2) if later else None
    return RelativeEnd(phrase.at(here + 1), here + 2, stretch)
