"""Azerbaijani deadline rules: what stands after a length or a day tells how it binds."""

from collections.abc import Iterator

from servanda.deadlines.azerbaijani.dates import date_at, day_without_year
from servanda.deadlines.azerbaijani.events import event_before, named_near
from servanda.deadlines.azerbaijani.periods import ordinal, period
from servanda.deadlines.azerbaijani.vocabulary import case_of, is_adjective_ending, starts, unit_of
from servanda.deadlines.counting import Length
from servanda.deadlines.grammar import OWN_EVENTS, Anchor, Draft, Stretch
from servanda.deadlines.model import Bound
from servanda.deadlines.words import Phrase, word_set

_LEAST = word_set("azı azından minimum")
_BACK = word_set("əvvəl öncə qabaq əvvəlcədən qabaqcadan öncədən qalmış")
_FROM = word_set("etibarən başlayaraq başlamaqla")
_REACH = 20
_NEAR = 5
_UNIT_NAMES = {"il": "year", "ay": "month", "rüb": "quarter"}
_AHEAD = ("acaq", "əcək", "malıdır", "məlidir", "acaqlar", "əcəklər", "acaqdır", "əcəkdir")


def rules(phrase: Phrase) -> Iterator[Draft]:
    """Find the rules of a sentence, from left to right, none over another."""
    found = sorted(_all(phrase), key=lambda draft: (draft.stretch is None, draft.first))
    taken = bytearray(phrase.size)
    kept = []
    for draft in found:
        if not any(taken[draft.first : draft.end]):
            taken[draft.first : draft.end] = b"\1" * (draft.end - draft.first)
            kept.append(draft)
    yield from sorted(kept, key=lambda draft: draft.first)


def _all(phrase: Phrase) -> Iterator[Draft]:
    place = 0
    while place < phrase.size:
        draft = (
            _dated(phrase, place)
            or _month_start(phrase, place)
            or _year_end(phrase, place)
            or _counted(phrase, place)
            or _event_only(phrase, place)
        )
        if draft:
            yield draft
        place = draft.end if draft and draft.end > place else place + 1


def _opening(phrase: Phrase, place: int) -> tuple[int, bool, bool]:
    """Step back over "ən geci", "ən azı": the first token, "at the latest", "at least"."""
    before = phrase.at(place - 1)
    if before != "geci" and before not in _LEAST:
        return place, False, False
    first = place - 1 - (phrase.at(place - 2) == "ən")
    return first, before == "geci", before != "geci"


def _is_not(phrase: Phrase, place: int, word: str) -> int:
    """Read "gec olmayaraq", "gec olmamaqla", "gec olmamaq şərti ilə": the token after, or 0."""
    if phrase.at(place) != word or not starts(phrase.at(place + 1), "olma"):
        return 0
    here = place + 2
    if phrase.at(here) == "şərtilə":
        return here + 1
    return here + 2 if phrase.follows(here, "şərti", "ilə") else here


def _dated(phrase: Phrase, place: int) -> Draft | None:
    days = date_at(phrase, place) or day_without_year(phrase, place)
    if days is None:
        return None
    first, latest, _ = _opening(phrase, place)
    bound, end = _bound_after(phrase, days.end)
    if bound is None:
        return None
    if bound is Bound.ON and not _ahead(phrase):
        return None
    bound = Bound.NO_LATER_THAN if latest and bound is Bound.BY else bound
    return Draft(first, end, bound, days=days)


def _ahead(phrase: Phrase) -> bool:
    return any(
        word.endswith(_AHEAD) for word in phrase.words[max(0, phrase.size - _REACH) : phrase.size]
    )


def _bound_after(phrase: Phrase, place: int) -> tuple[Bound | None, int]:
    """Tell the bound from the case of a day and the word after it."""
    case, after = case_of(phrase.at(place - 1)), phrase.at(place)
    if case in {"until", "from"} and (end := _is_not(phrase, place, "gec")):
        return Bound.NO_LATER_THAN, end
    if case == "until":
        return Bound.BY, place
    if case == "to":
        return (Bound.BY, place + 1) if after in {"qədər", "kimi", "dək"} else (None, place)
    if case == "from":
        return _bound_from(phrase, place, after)
    return (Bound.ON if case == "at" else None), place


def _bound_from(phrase: Phrase, place: int, after: str) -> tuple[Bound | None, int]:
    if after in _BACK:
        return Bound.BEFORE, place + 1
    if after in _FROM:
        return Bound.FROM, place + 1
    if after == "sonra":
        return Bound.AFTER, place + 1
    end = _is_not(phrase, place, "tez")
    return (Bound.AFTER, end) if end else (None, place)


def _year_end(phrase: Phrase, place: int) -> Draft | None:
    """Read "[cari|növbəti] ilin sonunadək", "ayın sonuna qədər"."""
    word = phrase.at(place)
    unit = {"ilin": "year", "ayın": "month", "rübün": "quarter"}.get(word)
    if unit is None or not starts(phrase.at(place + 1), "sonu", "axır"):
        return None
    if year_named(phrase, place):
        return None
    bound, end = _bound_after(phrase, place + 2)
    before = phrase.at(place - 1)
    first = place - (before in {"cari", "bu", "həmin", "növbəti", "gələn", "təqvim"})
    later = before in {"növbəti", "gələn"}
    length = {"year": Length(years=1), "month": Length(months=1), "quarter": Length(months=3)}[unit]
    stretch = Stretch(length, working=False, end=place) if later else None
    return Draft(first, end, bound, stretch, period_end=unit) if bound else None


def year_named(phrase: Phrase, place: int) -> bool:
    """Tell whether a number stands before the unit: "2026-cı ilin", "hər ilin"."""
    before = phrase.at(place - 1)
    return before[:1].isdigit() or before == "hər"


def _month_start(phrase: Phrase, place: int) -> Draft | None:
    """Read "… tarixdən sonrakı ikinci ayın birinci günü", "… təqib edən ayın ilk günü"."""
    opened = phrase.at(place) in {"sonrakı", "növbəti"} or (
        phrase.follows(place, "təqib", "edən") or phrase.follows(place, "sonra", "gələn")
    )
    if not opened:
        return None
    here = place + 1 + (phrase.at(place) in {"təqib", "sonra"})
    which = ordinal(phrase, here)
    here = which[1] if which else here
    first_day = phrase.at(here) == "ayın" and ordinal(phrase, here + 1)
    if not first_day or first_day[0] != 1 or not starts(phrase.at(first_day[1]), "gün"):
        return None
    stretch = Stretch(Length(months=which[0] if which else 1), working=False, end=here)
    end = first_day[1] + 1
    end += phrase.at(end) in _FROM
    event = event_before(phrase, place) or named_near(phrase, place - 1)
    anchor, first = event or (None, place)
    return Draft(first, end, Bound.ON, stretch, anchor, month_start=True)


def _counted(phrase: Phrase, place: int) -> Draft | None:
    read = period(phrase, place)
    if read is None:
        return None
    stretch, ending = read
    first, latest, least = _opening(phrase, place)
    tail = _after_length(phrase, stretch.end, ending, least=least)
    if tail is None:
        return None
    bound, end, direction = tail
    bound = Bound.NO_LATER_THAN if latest and bound is Bound.WITHIN else bound
    event = event_before(phrase, first) or event_before(phrase, place)
    anchor, start = event or (None, first)
    if anchor and len(anchor.names) > 1:
        anchor = anchor._replace(choice=_choice(phrase, end))
    draft = Draft(min(start, first), end, bound, stretch, anchor, direction=direction)
    return _with_context(phrase, draft, place)


def _choice(phrase: Phrase, place: int) -> str | None:
    """Read "hansı daha gec baş verərsə" in the same sentence."""
    for here in range(max(0, place - _REACH), min(phrase.size, place + _REACH)):
        if not starts(phrase.at(here), "hansı"):
            continue
        near = phrase.words[here + 1 : here + _NEAR]
        if {"gec", "sonra"} & set(near):
            return "later"
        return "earlier" if {"tez", "əvvəl"} & set(near) else None
    return None


def _after_length(
    phrase: Phrase, place: int, ending: str, *, least: bool
) -> tuple[Bound, int, int] | None:
    """Tell what the words after a length make of it: the bound, the end, the direction."""
    word = phrase.at(place)
    if starts(word, "ərzində", "zamanında", "içində", "içərisində"):
        return Bound.WITHIN, place + 1, 1
    if ending.endswith(("dan", "dən")):
        return _after_ablative(phrase, place)
    if starts(word, "müddət"):
        return _after_term(phrase, place, word)
    if word == "sonra":
        return Bound.AFTER, place + 1, 1
    if word in _BACK:
        return (
            (Bound.NO_LATER_THAN if least or _notice_near(phrase, place) else Bound.BEFORE),
            (_notice_end(phrase, place + 1)),
            -1,
        )
    return (
        (Bound.FOR, place, 1)
        if starts(word, "qüvvədə") and not is_adjective_ending(ending)
        else None
    )


def _after_ablative(phrase: Phrase, place: int) -> tuple[Bound, int, int] | None:
    if end := _is_not(phrase, place, "gec"):
        return Bound.NO_LATER_THAN, end, 1
    if end := _is_not(phrase, place, "tez"):
        return Bound.AFTER, end, 1
    if end := _is_not(phrase, place, "az"):
        back = phrase.at(end) in _BACK
        return (Bound.NO_LATER_THAN, _notice_end(phrase, end + 1), -1) if back else None
    if phrase.at(place) == "çox" and starts(phrase.at(place + 1), "olmayan"):
        return _after_length(phrase, place + 2, "", least=False)
    return (Bound.AFTER, place + 1, 1) if phrase.at(place) == "sonra" else None


def _after_term(phrase: Phrase, place: int, word: str) -> tuple[Bound, int, int] | None:
    if phrase.at(place + 1) == "ərzində":
        return Bound.WITHIN, place + 2, 1
    if case_of(word) == "from" and (end := _is_not(phrase, place + 1, "gec")):
        return Bound.NO_LATER_THAN, end, 1
    in_force = any(starts(near, "qüvvədə") for near in phrase.words[place + 1 : place + 5])
    if case_of(word) == "to" or in_force:
        return Bound.FOR, place + 1, 1
    return (Bound.WITHIN, place + 1, 1) if case_of(word) == "at" else None


def _notice_near(phrase: Phrase, place: int) -> bool:
    return any(starts(word, "bildir", "xəbərdar") for word in phrase.words[place + 1 : place + 6])


def _notice_end(phrase: Phrase, place: int) -> int:
    """Take in "yazılı bildiriş" after "altı ay əvvəl"."""
    here = place + (phrase.at(place) in {"yazılı", "rəsmi"})
    return here + 1 if starts(phrase.at(here), "bildiriş") else place


def _with_context(phrase: Phrase, draft: Draft, place: int) -> Draft:
    if draft.anchor:
        return draft
    around = phrase.words[max(0, place - _REACH) : min(phrase.size, place + _REACH)]
    if draft.direction < 0:
        ending = any(starts(word, "xitam", "ləğv", "denonsasiya") for word in around)
        told = "termination" if ending else "notified_act"
        return draft._replace(anchor=Anchor((told,), draft.end))
    if draft.bound is not Bound.FOR:
        return draft
    name = _period_start(phrase, draft)
    return draft._replace(anchor=Anchor((name,), draft.end)) if name else draft


def _period_start(phrase: Phrase, draft: Draft) -> str | None:
    """Count a term of force from entry into force, a renewal from the end of its term."""
    before = phrase.words[max(0, draft.first - 2) : draft.first]
    for word in [*before, *phrase.words[draft.end - 1 : draft.end + _NEAR]]:
        if starts(word, "qüvvədə"):
            return "entry_into_force"
        if starts(word, "uzadıl", "yenilən", "növbəti", "əlavə"):
            return "expiry"
    return None


def _event_only(phrase: Phrase, place: int) -> Draft | None:
    """Read "imzalandığı gündən [etibarən]", "qüvvəyə mindikdən sonra" without a length."""
    if case_of(phrase.at(place)) != "from" or unit_of(phrase.at(place + 1)):
        return None
    event = event_before(phrase, place + 1)
    if event is None or not OWN_EVENTS.intersection(event[0].names):
        return None
    after = phrase.at(place + 1)
    bound, end = _bound_from(phrase, place + 1, after)
    if late := _is_not(phrase, place + 1, "gec"):
        bound, end = Bound.NO_LATER_THAN, late
    return Draft(event[1], end, bound or Bound.FROM, anchor=event[0])
