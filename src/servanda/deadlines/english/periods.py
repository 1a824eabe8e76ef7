"""English lengths of time: "a period of sixty (60) days", "12-18 months", "half a year"."""

from servanda.deadlines.counting import Length
from servanda.deadlines.english.vocabulary import NUMBERS, ORDINALS, UNITS, WORKING
from servanda.deadlines.grammar import Stretch
from servanda.deadlines.words import BLANK, Phrase, word_set

_DETERMINERS = word_set("a an the this such that any its their another one")
_KINDS = word_set(
    "initial further additional maximum minimum transitional transition total fixed "
    "successive consecutive subsequent renewable extended notice probationary like same "
    "equal new limited indicative overall trial"
)
_FRAMES = word_set(
    "period periods term terms duration timeframe window timeline deadline interval "
    "intervals limit extension extensions"
)
_QUALIFIERS = (
    "not more than",
    "no more than",
    "not less than",
    "no less than",
    "not fewer than",
    "no fewer than",
    "not longer than",
    "no longer than",
    "not exceeding",
    "not to exceed",
    "more than",
    "at least",
    "at most",
    "up to",
    "less than",
    "a maximum of",
    "a minimum of",
    "a total of",
    "a further",
    "an additional",
    "the next",
    "the first",
    "the following",
    "the coming",
    "the ensuing",
    "the subsequent",
    "another",
    "approximately",
    "about",
    "successive",
    "consecutive",
    "additional",
    "further",
    "subsequent",
    "the",
    "a",
)
_BY_FIRST_WORD: dict[str, list[tuple[str, ...]]] = {}
for _words in _QUALIFIERS:
    _BY_FIRST_WORD.setdefault(_words.split()[0], []).append(tuple(_words.split()))
_NEXT = word_set("next first following coming ensuing subsequent")
_ADJECTIVES = WORKING | word_set(
    "calendar consecutive clear full whole additional further successive civil complete "
    "other continuous contract"
)
_HALF = 6


def number(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read a whole number in digits or words, up to 9999."""
    word = phrase.at(place).replace(",", "")
    if word.isascii() and word.isdigit():
        return (int(word), place + 1) if len(word) <= 4 else None
    return _spelled(phrase, place)


def _spelled(phrase: Phrase, place: int) -> tuple[int, int] | None:
    small = _below_hundred(phrase, place)
    here = small[1] if small else place + (phrase.at(place) in {"a", "one"})
    if phrase.at(here) != "hundred" or here == place:
        return small
    hundreds, here = 100 * (small[0] if small else 1), here + 1
    rest = _below_hundred(phrase, here + (phrase.at(here) == "and"))
    return (hundreds + rest[0], rest[1]) if rest else (hundreds, here)


def spelled_year(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read "two thousand and twenty-six", "nineteen hundred and ninety-four"."""
    if phrase.at(place + 1) == "thousand" and NUMBERS.get(phrase.at(place)) in {1, 2}:
        rest = _spelled(phrase, place + 2 + (phrase.at(place + 2) == "and"))
        year = (1000 * NUMBERS[phrase.at(place)] + rest[0], rest[1]) if rest else None
    elif phrase.at(place + 1) == "hundred":
        year = _spelled(phrase, place)
    else:
        rest = (
            _below_hundred(phrase, place + 1) if NUMBERS.get(phrase.at(place)) in {19, 20} else None
        )
        year = (100 * NUMBERS[phrase.at(place)] + rest[0], rest[1]) if rest else None
    return year if year and 1900 <= year[0] <= 2199 else None


def _below_hundred(phrase: Phrase, place: int) -> tuple[int, int] | None:
    value = NUMBERS.get(phrase.at(place))
    if value is None:
        return None
    here = place + 1
    ones_at = here + (phrase.at(here) == "-")
    ones = NUMBERS.get(phrase.at(ones_at), 0)
    if value >= 20 and 0 < ones < 10:
        return value + ones, ones_at + 1
    return value, here


def ordinal(phrase: Phrase, place: int) -> tuple[int, int] | None:
    """Read "30th", "thirtieth" or "twenty-first"."""
    word = phrase.at(place)
    if word[-2:] in {"st", "nd", "rd", "th"} and word[:-2].isdigit() and len(word) <= 5:
        return int(word[:-2]), place + 1
    if word in ORDINALS:
        return ORDINALS[word], place + 1
    ones_at = place + 1 + (phrase.at(place + 1) == "-")
    if NUMBERS.get(word, 0) >= 20 and 0 < ORDINALS.get(phrase.at(ones_at), 0) < 10:
        return NUMBERS[word] + ORDINALS[phrase.at(ones_at)], ones_at + 1
    return None


def unit(phrase: Phrase, place: int) -> tuple[Length, int] | None:
    """Read a unit of time, with its possessive."""
    word = phrase.at(place).removesuffix("'s")
    if word == "half" and phrase.at(place + 1) == "-" and phrase.at(place + 2).startswith("year"):
        return Length(months=_HALF), place + 3
    length = UNITS.get(word)
    if length is None:
        return None
    return length, place + 1 + (phrase.at(place + 1) == "'")


def times(length: Length, count: int) -> Length:
    """Multiply a length by a count."""
    return Length(
        length.years * count,
        length.months * count,
        length.weeks * count,
        length.days * count,
        length.hours * count,
    )


def period(phrase: Phrase, place: int) -> Stretch | None:
    """Read a length of time, with what may stand before it ("a further period of up to …")."""
    here = frame(phrase, place)
    here, nearest = _qualifiers(phrase, here)
    return (
        _half(phrase, here) or _counted(phrase, here) or (_one(phrase, here) if nearest else None)
    )


def frame(phrase: Phrase, place: int) -> int:
    """Step over "a further period of"; stay where there is none."""
    here = phrase.skip(place + (phrase.at(place) in _DETERMINERS), _KINDS)
    if phrase.at(here) == "time" and phrase.at(here + 1) in {"-", "limit", "frame", "period"}:
        here += 1 + (phrase.at(here + 1) == "-")
        here += 1
    elif phrase.at(here) in _FRAMES:
        here += 1
    else:
        return place
    here += 2 * phrase.follows(here, "of", "time")
    if phrase.at(here) == "of":
        return here + 1
    return here if phrase.at(here) in {"not", "no", "up"} else place


def _qualifiers(phrase: Phrase, place: int) -> tuple[int, bool]:
    nearest, here = False, place
    for _ in range(3):
        options = _BY_FIRST_WORD.get(phrase.at(here), ())
        step = next((words for words in options if phrase.follows(here, *words)), None)
        if step is None or (
            step[0] in {"a", "an"} and len(step) == 1 and not _a_number(phrase, here)
        ):
            break
        nearest = nearest or step[-1] in _NEXT
        here += len(step)
    return here, nearest


def _a_number(phrase: Phrase, place: int) -> bool:
    return number(phrase, place + 1) is not None or phrase.at(place + 1) == BLANK


def _one(phrase: Phrase, place: int) -> Stretch | None:
    found = unit(phrase, place)
    if not found or phrase.at(place).endswith("s"):
        return None
    return Stretch(found[0], working=False, end=found[1])


def _half(phrase: Phrase, place: int) -> Stretch | None:
    here = place + (phrase.at(place) in {"a", "one"})
    if phrase.at(here) != "half":
        return None
    here += 1 + (phrase.at(here + 1) == "-")
    found = unit(phrase, here + (phrase.at(here) in {"a", "an", "of"}))
    halved = _halved(found[0]) if found else None
    return Stretch(halved, working=False, end=found[1]) if found and halved else None


def _halved(length: Length) -> Length | None:
    if length == UNITS["year"]:
        return Length(months=_HALF)
    if length == UNITS["decade"]:
        return Length(years=5)
    return Length(hours=12) if length == UNITS["day"] else None


def _count(phrase: Phrase, place: int) -> tuple[int | None, int] | None:
    """Read a number, the number repeated in brackets, a range (its far end), or a blank (None)."""
    if phrase.at(place) == BLANK:
        here = place + 1
        return None, _bracketed(phrase, here) or here + (phrase.at(here) == BLANK)
    found = number(phrase, place)
    if found is None:
        if phrase.at(place) in {"a", "an"}:
            return 1, place + 1
        return None
    here = _bracketed(phrase, found[1]) or found[1]
    here += phrase.at(here) == BLANK
    if phrase.at(here) in {"-", "to", "or"}:
        far = number(phrase, here + 1)
        if far:
            return max(found[0], far[0]), _bracketed(phrase, far[1]) or far[1]
    return found[0], here


def _bracketed(phrase: Phrase, place: int) -> int | None:
    if phrase.at(place) != "(":
        return None
    inside = number(phrase, place + 1)
    here = inside[1] if inside else place + 1 + (phrase.at(place + 1) == BLANK)
    return here + 1 if here > place + 1 and phrase.at(here) == ")" else None


def _counted(phrase: Phrase, place: int) -> Stretch | None:
    decimal = phrase.at(place).removesuffix(".5")
    half = decimal != phrase.at(place) and decimal.isdigit() and len(decimal) <= 3
    start = (int(decimal), place + 1) if half else _count(phrase, place)
    if start is None:
        return None
    count, here = start
    if phrase.follows(here, "and", "a", "half"):
        here, half = here + 3, True
    here, working = _adjectives(phrase, here)
    found = unit(phrase, here)
    if found is None or (found[0] == UNITS["quarter"] and phrase.at(found[1]) == "of"):
        return None
    length, here = found
    if phrase.follows(here, "and", "a", "half"):
        here, half = here + 3, True
    if count is None:
        return Stretch(None, working, here)
    whole = Stretch(times(length, count), working, here)
    return _with_half(whole, length) if half else _with_smaller(phrase, whole)


def _with_half(whole: Stretch, length: Length) -> Stretch | None:
    half = _halved(length)
    if half is None or whole.length is None:
        return None
    return whole._replace(length=whole.length.plus(half))


def _with_smaller(phrase: Phrase, whole: Stretch) -> Stretch:
    """Add the smaller part of "one year and six months"."""
    here = whole.end + (phrase.at(whole.end) in {"and", ","})
    more = number(phrase, here) if here > whole.end else None
    small = unit(phrase, more[1]) if more else None
    if not (more and small and whole.length and _finer(small[0], whole.length)):
        return whole
    return whole._replace(length=whole.length.plus(times(small[0], more[0])), end=small[1])


def _finer(small: Length, large: Length) -> bool:
    return bool(large.years and not small.years) or bool(large.months and not small.in_months)


def _adjectives(phrase: Phrase, place: int) -> tuple[int, bool]:
    first = place + (phrase.at(place) == "-")
    here = phrase.skip(first, _ADJECTIVES)
    working = not WORKING.isdisjoint(phrase.words[first:here])
    return here + (phrase.at(here) == "-"), working
