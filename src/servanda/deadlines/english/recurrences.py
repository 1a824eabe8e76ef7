"""English recurrences: "at least twice a year", "every two years", "on a quarterly basis"."""

from collections.abc import Iterator

from servanda.deadlines.counting import Length
from servanda.deadlines.english.periods import number, ordinal, times, unit
from servanda.deadlines.english.vocabulary import MEASURES, MODALS, NUMBERS, UNITS
from servanda.deadlines.english.yearly_days import yearly_day
from servanda.deadlines.grammar import Cycle
from servanda.deadlines.words import Phrase, word_set

_YEAR = UNITS["year"]
_ADJECTIVES = 2
_KINDS_OF_YEAR = word_set("calendar full academic financial fiscal school budget")
_HALF_YEAR = Length(months=6)
_ADVERBS = {
    "daily": (UNITS["day"], 1),
    "weekly": (UNITS["week"], 1),
    "fortnightly": (UNITS["fortnight"], 1),
    "monthly": (UNITS["month"], 1),
    "bimonthly": (Length(months=2), 1),
    "quarterly": (UNITS["quarter"], 1),
    "yearly": (_YEAR, 1),
    "annual": (_YEAR, 1),
    "annually": (_YEAR, 1),
    "biannual": (_YEAR, 2),
    "biannually": (_YEAR, 2),
    "semiannual": (_HALF_YEAR, 1),
    "semiannually": (_HALF_YEAR, 1),
    "triannually": (_YEAR, 3),
    "biennial": (Length(years=2), 1),
    "biennially": (Length(years=2), 1),
    "triennial": (Length(years=3), 1),
    "triennially": (Length(years=3), 1),
    "quadrennial": (Length(years=4), 1),
    "quinquennial": (Length(years=5), 1),
    "quinquennially": (Length(years=5), 1),
    "decennial": (Length(years=10), 1),
}
_PREFIXED = {
    ("semi", "annual"): (_HALF_YEAR, 1),
    ("semi", "annually"): (_HALF_YEAR, 1),
    ("half", "yearly"): (_HALF_YEAR, 1),
    ("six", "monthly"): (_HALF_YEAR, 1),
    ("bi", "annual"): (_YEAR, 2),
    ("bi", "annually"): (_YEAR, 2),
    ("twice", "yearly"): (_YEAR, 2),
    ("twice", "annually"): (_YEAR, 2),
    ("bi", "monthly"): (Length(months=2), 1),
    ("bi", "weekly"): (Length(weeks=2), 1),
    ("two", "yearly"): (Length(years=2), 1),
}
_PER = word_set("a an per each every")
_ONCE = {"once": 1, "twice": 2, "thrice": 3}
_OCCASIONS = word_set(
    "seminar seminars workshop workshops conference conferences "
    "time times occasion occasions meeting meetings session sessions round rounds visit "
    "visits consultation consultations exercise exercises report reports review reviews "
    "summit summits exchange exchanges inspection inspections"
)
_HAPPENINGS = _OCCASIONS | word_set(
    "dialogue dialogues discussion discussions talks conference conferences forum forums "
    "plenary evaluation evaluations assessment assessments audit audits gathering "
    "gatherings update updates plan plans programme programmes program programs statement "
    "statements survey surveys publication publications stocktaking basis intervals call "
    "calls payment payments instalment instalments installments contribution "
    "contributions workshop workshops seminar seminars training trainings briefing "
    "briefings contacts"
)
_LEAST = (
    "at least",
    "no less often than",
    "no less frequently than",
    "not less often than",
    "not less frequently than",
    "no less than",
    "not less than",
    "no fewer than",
    "not fewer than",
    "a minimum of",
    "at a minimum",
    "at minimum",
    "minimum",
)
_MOST = (
    "no more than",
    "not more than",
    "at most",
    "no more often than",
    "not more often than",
    "up to",
)
_SPLIT_LEAST = tuple(tuple(words.split()) for words in _LEAST)
_SPLIT_MOST = tuple(tuple(words.split()) for words in _MOST)
_OPENINGS = (
    frozenset(
        [
            "at",
            "no",
            "not",
            "a",
            "minimum",
            "up",
            "once",
            "twice",
            "thrice",
            "every",
            "each",
            "in",
            "during",
            "per",
            "on",
            "by",
            "before",
        ]
    )
    | frozenset(NUMBERS)
    | frozenset(_ADVERBS)
    | frozenset(first for first, _ in _PREFIXED)
)


def cycles(phrase: Phrase) -> Iterator[Cycle]:
    """Find the recurrences of a sentence, from left to right, none over another."""
    place = 0
    while place < phrase.size:
        word = phrase.words[place]
        if word not in _OPENINGS and not word[:1].isdigit():
            place += 1
            continue
        capped = _prefix(phrase, place, _SPLIT_MOST)
        cycle = _cycle_at(phrase, capped) if capped > place else None
        if cycle:
            place = cycle.end
            continue
        cycle = _bounded(phrase, place)
        if cycle:
            yield cycle
        place = cycle.end if cycle else place + 1


def _prefix(phrase: Phrase, place: int, options: tuple[tuple[str, ...], ...]) -> int:
    for words in options:
        if phrase.follows(place, *words):
            return place + len(words)
    return place


def _bounded(phrase: Phrase, place: int) -> Cycle | None:
    here = _prefix(phrase, place, _SPLIT_LEAST)
    cycle = _cycle_at(phrase, here)
    if cycle is None:
        return None
    least = cycle.at_least or here > place
    return cycle._replace(first=place, end=_after(phrase, cycle.end), at_least=least)


def _after(phrase: Phrase, place: int) -> int:
    """Take in "thereafter"."""
    return place + (phrase.at(place) == "thereafter")


def _cycle_at(phrase: Phrase, place: int) -> Cycle | None:
    word = phrase.at(place)
    return (
        yearly_day(phrase, place)
        or _so_often(phrase, place)
        or _every(phrase, place)
        or _basis(phrase, place)
        or _intervals(phrase, place)
        or (_adverb(phrase, place) if word else None)
    )


def _count(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read "once", "two times", "three (3) meetings", "one meeting"."""
    if phrase.at(place) in _ONCE:
        return _ONCE[phrase.at(place)], place + 1
    found = number(phrase, place)
    if not found or not found[0]:
        return None
    here = found[1] + 3 * (phrase.at(found[1]) == "(" and phrase.at(found[1] + 2) == ")")
    far = here + _ADJECTIVES
    while here < far and phrase.at(here).isalpha() and phrase.at(here) not in _OCCASIONS:
        here += 1
    return (found[0], here + 1) if phrase.at(here) in _OCCASIONS else None


def _so_often(phrase: Phrase, place: int) -> Cycle | None:
    """Read "once a year", "twice every five years", "two meetings per calendar year"."""
    count = _count(phrase, place)
    if count is None:
        return None
    here = count[1] + (phrase.at(count[1]) in {"in", "within", "during"})
    if phrase.at(here) in {"annually", "yearly"}:
        return Cycle(place, here + 1, _YEAR, count[0])
    if phrase.at(here) in _PER and (found := _stretch(phrase, here + 1)):
        return Cycle(place, found[1], found[0], count[0])
    if here > count[1] and (found := _stretch(phrase, here)) and number(phrase, here):
        return Cycle(place, found[1], found[0], count[0])
    return None


def _stretch(phrase: Phrase, place: int) -> tuple[Length, int] | None:
    """Read "year", "two (2) years", "12-18 months" (its longest), "other year", "second year"."""
    if phrase.at(place) in {"other", "second", "alternate"}:
        found = unit(phrase, place + 1)
        return (times(found[0], 2), found[1]) if found else None
    nth = ordinal(phrase, place)
    if nth and nth[0] > 1 and (found := unit(phrase, nth[1])):
        return times(found[0], nth[0]), found[1]
    count, here = _range(phrase, place)
    here += phrase.at(here) == "-"
    here += phrase.at(here) in _KINDS_OF_YEAR
    found = unit(phrase, here)
    if not found:
        return None
    return times(found[0], count), found[1] + (phrase.at(found[1]) in {"period", "periods"})


def _range(phrase: Phrase, place: int) -> tuple[int, int]:
    found = number(phrase, place)
    if not found or not found[0]:
        return 1, place
    count, here = found
    here += 3 * (phrase.at(here) == "(" and phrase.at(here + 2) == ")")
    if phrase.at(here) in {"-", "to", "or"} and (far := number(phrase, here + 1)):
        count, here = max(count, far[0]), far[1]
        here += 3 * (phrase.at(here) == "(" and phrase.at(here + 2) == ")")
    return count, here


def _every(phrase: Phrase, place: int) -> Cycle | None:
    """Read "every two years", "each year", "in alternate years", "per annum"."""
    if phrase.follows(place, "per", "annum"):
        return Cycle(place, place + 2, _YEAR) if _wanted(phrase, place) else None
    if phrase.follows(place, "in", "alternate", "years"):
        return Cycle(place, place + 3, Length(years=2))
    here = place + (
        phrase.at(place) in {"in", "during"} and phrase.at(place + 1) in {"each", "every"}
    )
    if phrase.at(here) not in {"each", "every"}:
        return None
    found = _stretch(phrase, here + 1)
    if not found or phrase.at(found[1]) == "of":
        return None
    return Cycle(place, found[1], found[0])


def _wanted(phrase: Phrase, place: int) -> bool:
    """Tell an act of each year ("shall pay $2 million annually") from a rate already running."""
    before = phrase.words[max(0, place - 12) : place]
    if not before or (before[-1] not in MEASURES and not before[-1][:1].isdigit()):
        return True
    return bool(MODALS & set(before)) and "already" not in phrase.words[place : place + 8]


def _basis(phrase: Phrase, place: int) -> Cycle | None:
    """Read "on [at least] a quarterly basis"."""
    if phrase.at(place) != "on":
        return None
    here = _prefix(phrase, place + 1, _SPLIT_LEAST)
    least = here > place + 1
    here += phrase.at(here) in {"a", "an", "the"}
    later = _prefix(phrase, here, _SPLIT_LEAST)
    found = _named(phrase, later)
    if not found or phrase.at(found[2]) not in {"basis", "bases"}:
        return None
    return Cycle(place, found[2] + 1, found[0], found[1], at_least=least or later > here)


def _named(phrase: Phrase, place: int) -> tuple[Length, int, int] | None:
    """Read one word, or two with a hyphen, that names a period: length, times, end."""
    after = place + 1 + (phrase.at(place + 1) == "-")
    pair = _PREFIXED.get((phrase.at(place), phrase.at(after)))
    if pair:
        return *pair, after + 1
    single = _ADVERBS.get(phrase.at(place))
    return (*single, place + 1) if single else None


def _intervals(phrase: Phrase, place: int) -> Cycle | None:
    """Read "at intervals of [not more than] two years", "at yearly intervals"."""
    if phrase.at(place) != "at":
        return None
    found = _named(phrase, place + 1)
    if found and phrase.at(found[2]) == "intervals":
        return Cycle(place, found[2] + 1, found[0], found[1])
    here = place + 1
    if phrase.at(here) != "intervals":
        stretch = _stretch(phrase, here)
        fits = stretch and number(phrase, here) and phrase.at(stretch[1]) == "intervals"
        return Cycle(place, stretch[1] + 1, stretch[0]) if stretch and fits else None
    return _intervals_of(phrase, place, here + 1)


def _intervals_of(phrase: Phrase, first: int, place: int) -> Cycle | None:
    caps = (
        ("of", "not", "more", "than"),
        ("of", "no", "more", "than"),
        ("not", "exceeding"),
        ("not", "longer", "than"),
        ("no", "longer", "than"),
        ("of", "at", "most"),
        ("of", "up", "to"),
    )
    here = _prefix(phrase, place, caps)
    capped = here > place
    here += not capped and phrase.at(here) == "of"
    stretch = _stretch(phrase, here) if here > place else None
    return Cycle(first, stretch[1], stretch[0], at_least=capped) if stretch else None


def _adverb(phrase: Phrase, place: int) -> Cycle | None:
    """Read "annually", or "annual" before something that happens."""
    found = _named(phrase, place)
    if not found:
        return None
    length, count, end = found
    if phrase.at(end - 1).endswith(("annually", "ennially")):
        return Cycle(place, end, length, count) if _wanted(phrase, place) else None
    if _happens(phrase, place, end):
        return Cycle(place, end, length, count)
    adverbial = phrase.at(end - 1).endswith("ly") and not phrase.at(end)[:1].isalpha()
    adverbial = adverbial or phrase.at(end) in {
        "thereafter",
        "to",
        "on",
        "at",
        "and",
        "or",
        "by",
        "in",
        "with",
    }
    adverbial = adverbial and phrase.at(end - 1).endswith("ly")
    return Cycle(place, end, length, count) if adverbial and _wanted(phrase, place) else None


def _happens(phrase: Phrase, place: int, end: int) -> bool:
    """Tell "an annual report" from "the annual budget" and "Annual National Programme"."""
    if phrase.at(place - 1) in {"the", "this", "its", "their", "last", "previous"}:
        return False
    if phrase.raw(place)[:1].isupper() and place > 0:
        return False
    for here in range(end, end + 4):
        if phrase.at(here) in _HAPPENINGS:
            return True
        if not phrase.at(here).isalpha() and phrase.at(here) not in {",", "-"}:
            return False
    return False
