"""What several English rules share: a length with its tail, a day, an event after a preposition."""

from servanda.deadlines.english.dates import date_at, day_without_year
from servanda.deadlines.english.events import event_at
from servanda.deadlines.english.periods import period
from servanda.deadlines.english.relative import relative_end
from servanda.deadlines.grammar import OWN_EVENTS, Anchor, Draft
from servanda.deadlines.model import Bound
from servanda.deadlines.words import Phrase, word_set

_FORWARD = (
    "of",
    "from",
    "after",
    "following",
    "since",
    "as of",
    "as from",
    "starting from",
    "starting on",
    "starting with",
    "beginning on",
    "beginning from",
    "beginning with",
    "commencing on",
    "commencing from",
    "counting from",
    "counted from",
    "calculated from",
    "running from",
    "subsequent to",
    "upon",
)
_BACKWARD = ("before", "prior to", "in advance of", "ahead of", "preceding")
_TAILS = [(tuple(words.split()), 1) for words in _FORWARD] + [
    (tuple(words.split()), -1) for words in _BACKWARD
]
_DATED_EVENTS = word_set("notification approval adoption termination establishment")


def tail(phrase: Phrase, place: int) -> tuple[Anchor | None, int, int]:
    """Read "after the date of …", "before …", "thereafter": the anchor, the direction, the end."""
    if phrase.at(place) in {"thereof", "thereafter", "later"}:
        return Anchor(("preceding_event",), place + 1), 1, place + 1
    for words, direction in _TAILS:
        if phrase.follows(place, *words):
            anchor = event_at(phrase, place + len(words))
            if anchor and direction < 0 and phrase.at(place + len(words)) == "it":
                anchor = anchor._replace(names=("preceding_event",))
            if anchor:
                return anchor, direction, anchor.end
    return None, 1, place


def over_frame(phrase: Phrase, place: int) -> int:
    """Step over the noun of "a 30-day period", "successive five-year terms"."""
    return place + (phrase.at(place) in {"period", "periods", "term", "terms", "time", "extension"})


def counted(phrase: Phrase, first: int, place: int, bound: Bound) -> Draft | None:
    """Read a length and what it is counted from."""
    stretch = period(phrase, place)
    if stretch is None:
        return None
    here = over_frame(phrase, stretch.end)
    anchor, direction, end = tail(phrase, here)
    return Draft(first, end, bound, stretch, anchor, direction=direction)


def dated(phrase: Phrase, first: int, place: int, bound: Bound) -> Draft | None:
    """Read a day or the end of a year after the opening words."""
    business = 1 + (phrase.at(place) == "the")
    if phrase.follows(place + business - 1, "close", "of", "business", "on"):
        place += business + 3
    place = _over_hour(phrase, place)
    days = date_at(phrase, place)
    if days:
        return Draft(first, days.end, bound, days=days)
    end = relative_end(phrase, place)
    if end is None:
        days = day_without_year(phrase, place)
        return Draft(first, days.end, bound, days=days) if days else None
    return Draft(first, end.end, bound, end.stretch, end.anchor, period_end=end.unit)


def _over_hour(phrase: Phrase, place: int) -> int:
    """Step over "5:00 p.m. on", for only days are counted."""
    if phrase.at(place + 1) != ":" or not phrase.at(place)[:1].isdigit():
        return place
    return next((at + 1 for at in range(place, place + 7) if phrase.at(at) == "on"), place)


def event(phrase: Phrase, first: int, place: int, bound: Bound, *, own: bool) -> Draft | None:
    """Read an event that dates an act by itself; own events are those of the instrument's life."""
    anchor = event_at(phrase, place)
    if not anchor or not anchor.names:
        return None
    if own and not (
        OWN_EVENTS.intersection(anchor.names) or _date_of_notice(phrase, place, anchor)
    ):
        return None
    return Draft(first, anchor.end, bound, anchor=anchor)


def _date_of_notice(phrase: Phrase, place: int, anchor: Anchor) -> bool:
    """Accept "on the date of the last notification", not "upon notification"."""
    dated = phrase.at(place) == "the" and phrase.at(place + 1) in {"date", "day"}
    return dated and bool(_DATED_EVENTS.intersection(anchor.names))
