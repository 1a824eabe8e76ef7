"""Azerbaijani recurrences: "ildə azı bir dəfə", "iki ildən bir", "hər rüb"."""

from collections.abc import Iterator

from servanda.deadlines.azerbaijani.periods import bracketed, number, times
from servanda.deadlines.azerbaijani.vocabulary import UNITS, case_of, month_of, starts, unit_of
from servanda.deadlines.counting import Length
from servanda.deadlines.grammar import Cycle
from servanda.deadlines.words import Phrase, word_set

_LEAST = word_set("azı azından minimum")
_ADJECTIVES = {
    "illik": UNITS["il"],
    "yarımillik": UNITS["yarımil"],
    "rüblük": UNITS["rüb"],
    "aylıq": UNITS["ay"],
    "həftəlik": UNITS["həftə"],
}
_HAPPENINGS = (
    "hesabat",
    "görüş",
    "iclas",
    "məsləhətləş",
    "konfrans",
    "dialoq",
    "baxış",
    "forum",
    "plan",
    "proqram",
    "toplantı",
    "danışıq",
    "qiymətləndir",
    "əsas",
    "təlim",
)


def cycles(phrase: Phrase) -> Iterator[Cycle]:
    """Find the recurrences of a sentence, from left to right, none over another."""
    place = 0
    while place < phrase.size:
        cycle, end = _cycle_at(phrase, place)
        if cycle:
            yield cycle
        place = max(end, place + 1)


def _cycle_at(phrase: Phrase, place: int) -> tuple[Cycle | None, int]:
    """Read a recurrence; a ceiling ("iki dəfədən çox olmayaraq") is read over and dropped."""
    least = _least(phrase, place)
    start = least or place
    cycle = _so_often(phrase, start) or _each(phrase, start) or _adjective(phrase, start)
    if cycle is None:
        return None, place
    if cycle.times == 0:
        return None, cycle.end
    return cycle._replace(first=place, at_least=cycle.at_least or bool(least)), cycle.end


def _least(phrase: Phrase, place: int) -> int:
    here = place + (phrase.at(place) == "ən")
    return here + 1 if phrase.at(here) in _LEAST else 0


def _every_of(phrase: Phrase, place: int) -> tuple[Length, int, str] | None:
    """Read "[hər] [iki] ildə": the length, the end, the ending of the unit."""
    here = place + (phrase.at(place) == "hər")
    count = number(phrase, here)
    here = bracketed(phrase, count[1]) if count else here
    here += phrase.at(here) == "təqvim"
    unit = unit_of(phrase.at(here))
    if unit is None:
        return None
    return times(unit[0], count[0] if count else 1), here + 1, unit[1]


def _so_often(phrase: Phrase, place: int) -> Cycle | None:
    """Read "ildə [ən azı] iki dəfə", "iki ildən bir", "il ərzində iki dəfədən az olmayaraq"."""
    every = _every_of(phrase, place)
    if every is None or not every[0].iso()[1:]:
        return None
    length, here, ending = every
    if phrase.at(here) == "ərzində":
        here += 1
    elif case_of(ending) not in {"at", "from"}:
        return None
    least = _least(phrase, here)
    count = number(phrase, least or here)
    if not count or not count[0]:
        return None
    end = bracketed(phrase, count[1])
    if starts(phrase.at(end), "dəfə"):
        return _with_limit(phrase, Cycle(place, end + 1, length, count[0], bool(least)))
    return (
        Cycle(place, end, length, 1, bool(least))
        if case_of(ending) == "from" and count[0] == 1
        else None
    )


def _with_limit(phrase: Phrase, cycle: Cycle) -> Cycle:
    """Read "dəfədən az olmayaraq" as at least, "dəfədən çox olmayaraq" as no duty (no times)."""
    end = cycle.end
    if not starts(phrase.at(end + 1), "olma") or case_of(phrase.at(end - 1)) != "from":
        return cycle
    if phrase.at(end) == "az":
        return cycle._replace(end=end + 2, at_least=True)
    return cycle._replace(end=end + 2, times=0) if phrase.at(end) == "çox" else cycle


def _each(phrase: Phrase, place: int) -> Cycle | None:
    """Read "hər il", "hər rübdə", "hər il martın 31-dək"."""
    if phrase.at(place) != "hər":
        return None
    every = _every_of(phrase, place)
    if every is None:
        return None
    length, end, _ = every
    if length == UNITS["il"] and (day := _yearly_day(phrase, end)):
        return Cycle(place, day[2], length, by=day[:2])
    return Cycle(place, end, length)


def _yearly_day(phrase: Phrase, place: int) -> tuple[int, int, int] | None:
    day, month = phrase.at(place).split("-")[0], month_of(phrase.at(place + 1))
    if not month:
        day, month = phrase.at(place + 1).split("-")[0], month_of(phrase.at(place))
    fits = day.isascii() and day.isdigit() and len(day) < 3 and 1 <= int(day) <= 31
    return (month, int(day), place + 2) if month and fits else None


def _adjective(phrase: Phrase, place: int) -> Cycle | None:
    """Read "illik" before something that happens, not after a number ("beş illik")."""
    length = _ADJECTIVES.get(phrase.at(place))
    if length is None or number(phrase, place - 1) or phrase.at(place - 1) == ")":
        return None
    near = phrase.words[place + 1 : place + 4]
    return (
        Cycle(place, place + 1, length)
        if any(starts(word, *_HAPPENINGS) for word in near)
        else None
    )
