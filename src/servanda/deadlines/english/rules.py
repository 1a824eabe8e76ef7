"""English deadline rules: which words open one, and what may follow them."""

from collections.abc import Callable, Iterator

from servanda.deadlines.english.context import implied_anchor, is_ahead
from servanda.deadlines.english.dates import date_at
from servanda.deadlines.english.events import trailing_choice
from servanda.deadlines.english.notices import notice, notice_of
from servanda.deadlines.english.ordinal_days import calendar_day, first_day, nth_day
from servanda.deadlines.english.parts import counted, dated, event, over_frame, tail
from servanda.deadlines.english.periods import frame, period
from servanda.deadlines.english.relative import loose_relative
from servanda.deadlines.english.vocabulary import MEASURES, NUMBERS
from servanda.deadlines.grammar import LIFE_EVENTS, Anchor, Draft
from servanda.deadlines.model import Bound
from servanda.deadlines.words import BLANK, Phrase, word_set

Handler = Callable[[Phrase, int], Draft | None]

_STARTS = word_set("effective starting beginning commencing")
_TERMS = word_set("term duration validity")
_BEFORE_AMOUNTS = word_set("for of on with by than")
_NEAR = 8
_OPENERS = word_set("a an at not no up half another the one successive consecutive minimum")


def rules(phrase: Phrase) -> Iterator[Draft]:
    """Find the rules of a sentence, from left to right, none over another."""
    waiting: Draft | None = None
    for draft in _single_rules(phrase):
        joined = _joined(phrase, waiting, draft) if waiting else None
        if waiting and not joined:
            yield waiting
        waiting = joined or draft
    if waiting:
        yield waiting


def _single_rules(phrase: Phrase) -> Iterator[Draft]:
    place = 0
    while place < phrase.size:
        draft = _rule_at(phrase, place)
        if draft:
            yield _with_context(phrase, draft)
        place = draft.end if draft and draft.end > place else place + 1


def _joined(phrase: Phrase, one: Draft, other: Draft) -> Draft | None:
    """Join "within 30 days of signature or by 31 December 2026, whichever is earlier"."""
    between = phrase.words[one.end : other.first]
    if one.alternative or len(between) > 2 or "or" not in between:
        return None
    choice, end = trailing_choice(phrase, other.end)
    return one._replace(end=end, alternative=other, choice=choice) if choice else None


def _rule_at(phrase: Phrase, place: int) -> Draft | None:
    word = phrase.at(place)
    for handler in _HANDLERS.get(word, ()):
        if draft := handler(phrase, place):
            return draft
    if word in NUMBERS or word in _OPENERS or word == BLANK or word[:1].isdigit():
        return _bare_period(phrase, place)
    return None


def _with_context(phrase: Phrase, draft: Draft) -> Draft:
    if draft.anchor or draft.days or not draft.stretch or draft.period_end:
        return draft
    if draft.bound not in {Bound.WITHIN, Bound.NO_LATER_THAN, Bound.AFTER}:
        return draft
    return draft._replace(anchor=implied_anchor(phrase, draft.first))


def _within(phrase: Phrase, place: int) -> Draft | None:
    here = place + 1
    days = date_at(phrase, here)
    if days:
        return Draft(place, days.end, Bound.WITHIN, days=days)
    return counted(phrase, place, here, Bound.WITHIN) or dated(phrase, place, here, Bound.WITHIN)


def _no_later(phrase: Phrase, place: int) -> Draft | None:
    if phrase.at(place + 1) not in {"later", "beyond"}:
        return None
    here = place + 2 + (phrase.at(place + 2) in {"than", "then"})
    bound = Bound.NO_LATER_THAN
    return (
        calendar_day(phrase, place, here, bound)
        or dated(phrase, place, here, bound)
        or counted(phrase, place, here, bound)
        or event(phrase, place, here, bound, own=False)
    )


def _not_earlier(phrase: Phrase, place: int) -> Draft | None:
    if phrase.follows(place + 1, "before"):
        here = place + 2
    elif phrase.at(place + 1) in {"earlier", "sooner"} and phrase.at(place + 2) == "than":
        here = place + 3
    else:
        return None
    return dated(phrase, place, here, Bound.AFTER) or counted(phrase, place, here, Bound.AFTER)


def _at(phrase: Phrase, place: int) -> Draft | None:
    if phrase.follows(place, "at", "the", "latest"):
        return _at_the_latest(phrase, place, place + 3)
    if phrase.follows(place, "at", "the", "time", "of"):
        return event(phrase, place, place + 4, Bound.ON, own=True)
    draft = event(phrase, place, place + 1, Bound.ON, own=True)
    meeting = draft and draft.anchor and draft.anchor.names[0].endswith("_meeting")
    return draft if meeting else None


def _at_the_latest(phrase: Phrase, first: int, place: int) -> Draft | None:
    here = place + (phrase.at(place) in {"by", "within", ",", "on"})
    return dated(phrase, first, here, Bound.NO_LATER_THAN) or counted(
        phrase, first, here, Bound.NO_LATER_THAN
    )


def _by(phrase: Phrase, place: int) -> Draft | None:
    here = place + 1
    draft = (
        calendar_day(phrase, place, here, Bound.BY)
        or dated(phrase, place, here, Bound.BY)
        or event(phrase, place, here, Bound.BY, own=True)
    )
    return draft if draft and not _is_measure(phrase, draft) else None


def _is_measure(phrase: Phrase, draft: Draft) -> bool:
    return bool(draft.days and draft.days.precision == "year" and phrase.at(draft.end) in MEASURES)


def _on_or_before(phrase: Phrase, place: int) -> Draft | None:
    if not phrase.follows(place, "on", "or", "before"):
        return None
    return dated(phrase, place, place + 3, Bound.NO_LATER_THAN)


def _before(phrase: Phrase, place: int) -> Draft | None:
    here = place + 1 + (phrase.at(place) != "before")
    if phrase.at(place) != "before" and phrase.at(place + 1) not in {"to", "of"}:
        return None
    return dated(phrase, place, here, Bound.BEFORE) or event(
        phrase, place, here, Bound.BEFORE, own=True
    )


def _until(phrase: Phrase, place: int) -> Draft | None:
    if phrase.at(place) == "through" and not is_ahead(phrase, place):
        return None
    return dated(phrase, place, place + 1, Bound.UNTIL)


def _to(phrase: Phrase, place: int) -> Draft | None:
    """Read the far end of "from 1 January 2027 to 31 December 2030"."""
    days = date_at(phrase, place + 1)
    opened = "from" in phrase.words[max(0, place - 8) : place]
    if days is None or not opened or not is_ahead(phrase, place):
        return None
    return Draft(place, days.end, Bound.UNTIL, days=days)


def _from(phrase: Phrase, place: int) -> Draft | None:
    here, sure = _from_start(phrase, place)
    if here is None:
        return None
    draft = dated(phrase, place, here, Bound.FROM)
    if draft and (sure or is_ahead(phrase, place)):
        return draft
    return event(phrase, place, here, Bound.FROM, own=True)


def _from_start(phrase: Phrase, place: int) -> tuple[int | None, bool]:
    """Find where the day begins after "from", "as of", "with effect from", "starting in"."""
    for words in ("with effect from", "effective from", "effective on", "effective as of"):
        split = tuple(words.split())
        if phrase.follows(place, *split):
            return place + len(split), True
    word, after = phrase.at(place), phrase.at(place + 1)
    if word in _STARTS and (days := date_at(phrase, place + 1)) and days.precision != "year":
        return place + 1, True
    if word == "from":
        return place + 1, False
    if word == "as" and after in {"of", "from"}:
        return place + 2, False
    if word in {"starting", "beginning", "commencing"} and after in {"from", "on", "in", "with"}:
        return place + 2, False
    return None, False


def _on(phrase: Phrase, place: int) -> Draft | None:
    here = place + 1
    days = date_at(phrase, here)
    if days and is_ahead(phrase, place):
        return Draft(place, days.end, Bound.ON, days=days)
    return event(phrase, place, here, Bound.ON, own=True)


def _in(phrase: Phrase, place: int) -> Draft | None:
    if not is_ahead(phrase, place):
        return None
    days = date_at(phrase, place + 1)
    if days and days.precision != "day":
        return Draft(place, days.end, Bound.ON, days=days)
    draft = counted(phrase, place, place + 1, Bound.WITHIN)
    return draft if draft and phrase.at(place + 1) not in {"a", "an"} else None


def _over(phrase: Phrase, place: int) -> Draft | None:
    """Read "over the next 10 years", "during the second half of 2026", not "over 30 years of"."""
    here = place + 1
    days = date_at(phrase, here) if phrase.at(place) != "over" else None
    if days and days.precision != "day":
        return Draft(place, days.end, Bound.WITHIN, days=days) if is_ahead(phrase, place) else None
    if phrase.at(here) == "the" and phrase.at(here + 1) in {"past", "last", "previous"}:
        return None
    draft = counted(phrase, place, here, Bound.FOR)
    if draft is None or phrase.at(here) == "the" or frame(phrase, here) > here:
        return draft
    amount = phrase.at(place - 1) in _BEFORE_AMOUNTS or phrase.at(draft.end) == "of"
    return None if amount or draft.anchor or not is_ahead(phrase, place) else draft


def _for(phrase: Phrase, place: int) -> Draft | None:
    draft = counted(phrase, place, place + 1, Bound.FOR)
    if draft is None or draft.direction < 0 or phrase.at(place + 1) in {"over", "more"}:
        return None
    framed = frame(phrase, place + 1) > place + 1
    sure = framed or draft.anchor or _in_force_before(phrase, place)
    sure = sure or phrase.at(place - 1).startswith(("valid", "renew", "extend", "prolong"))
    sure = sure or phrase.at(place + 2) in {"next", "coming"}
    if not (sure or is_ahead(phrase, place)):
        return None
    return draft._replace(anchor=draft.anchor or _period_start(phrase, place))


def _period_start(phrase: Phrase, place: int) -> Anchor | None:
    """Count a term of force from entry into force, a renewal from the end of its term."""
    window = phrase.words[max(0, place - 12) : place + 6]
    renewed = any(
        word.startswith(
            (
                "renew",
                "extend",
                "extension",
                "prolong",
                "successive",
                "further",
                "additional",
                "subsequent",
            )
        )
        for word in window
    )
    if renewed:
        return Anchor(("expiry",), place)
    return Anchor(("entry_into_force",), place) if _in_force_before(phrase, place) else None


def _in_force_before(phrase: Phrase, place: int) -> bool:
    window = phrase.words[max(0, place - 8) : place]
    return "force" in window or "effect" in window


def _in_force(phrase: Phrase, place: int) -> Draft | None:
    """Read "in force 10 years from entry into force"."""
    if phrase.at(place + 1) not in {"force", "effect"} or phrase.at(place + 2) == "for":
        return None
    draft = counted(phrase, place + 2, place + 2, Bound.FOR)
    if draft is None or draft.direction < 0 or draft.end <= place + 3:
        return None
    return draft._replace(anchor=draft.anchor or Anchor(("entry_into_force",), place))


def _after(phrase: Phrase, place: int) -> Draft | None:
    here = place + 1
    draft = counted(phrase, place, here, Bound.AFTER)
    if draft and (draft.anchor or is_ahead(phrase, place)):
        return draft
    days = date_at(phrase, here)
    if days and is_ahead(phrase, place):
        return Draft(place, days.end, Bound.AFTER, days=days)
    return event(phrase, place, here, Bound.AFTER, own=True)


def _lasts(phrase: Phrase, place: int) -> Draft | None:
    """Read "the initial term is five years", "its duration shall be ten years"."""
    if _TERMS.isdisjoint(phrase.words[max(0, place - _NEAR) : place]):
        return None
    draft = counted(phrase, place + 1, place + 1, Bound.FOR)
    if draft is None or draft.direction < 0:
        return None
    return draft._replace(anchor=draft.anchor or _period_start(phrase, place))


def _upon(phrase: Phrase, place: int) -> Draft | None:
    return event(phrase, place, place + 1, Bound.ON, own=True)


def _relative(phrase: Phrase, place: int) -> Draft | None:
    """Read "later this year", "next month", "this fall" in a sentence about what is to come."""
    end = loose_relative(phrase, place)
    if end is None or not is_ahead(phrase, place):
        return None
    if end.unit == "season":
        return Draft(place, end.end, Bound.ON, days=date_at(phrase, place))
    return Draft(place, end.end, Bound.WITHIN, end.stretch, period_end=end.unit)


def _bare_period(phrase: Phrase, place: int) -> Draft | None:
    """Read a length that opens the rule itself: "60 days after …", "six months' notice"."""
    stretch = period(phrase, place)
    if stretch is None or phrase.at(place - 1) in {"every", "each"}:
        return None
    if told := notice(phrase, place, stretch):
        return told
    framed = frame(phrase, place) > place
    here = over_frame(phrase, stretch.end)
    anchor, direction, end = tail(phrase, here)
    if anchor and phrase.at(here) not in {"of", "since"}:
        lasts = direction > 0 and (framed or here > stretch.end)
        bound = Bound.FOR if lasts else Bound.AFTER
        return _around(phrase, Draft(place, end, bound, stretch, anchor, direction=direction))
    if framed and is_ahead(phrase, place):
        return Draft(place, here, Bound.FOR, stretch, _period_start(phrase, place))
    return None


def _around(phrase: Phrase, draft: Draft) -> Draft | None:
    """Settle the bound of "60 days after" and "at least 30 days before"; drop mere history."""
    least = phrase.at(draft.first) in {"at", "not", "no", "a", "minimum"}
    known = draft.anchor is not None and (
        draft.anchor.day or LIFE_EVENTS.intersection(draft.anchor.names)
    )
    if not known and not least and not is_ahead(phrase, draft.first):
        return None
    if draft.direction > 0:
        return draft
    return draft._replace(bound=Bound.NO_LATER_THAN if least else Bound.BEFORE)


_HANDLERS: dict[str, tuple[Handler, ...]] = {
    "within": (_within,),
    "no": (_no_later, _not_earlier),
    "not": (_no_later, _not_earlier),
    "at": (_at,),
    "by": (_by,),
    "before": (_before,),
    "prior": (notice_of, _before),
    "ahead": (_before,),
    "until": (_until,),
    "till": (_until,),
    "through": (_until,),
    "to": (_to,),
    "from": (_from,),
    "as": (_from,),
    "with": (_from,),
    "effective": (_from,),
    "starting": (_from,),
    "beginning": (_from,),
    "commencing": (_from,),
    "on": (_on_or_before, first_day, nth_day, _on),
    "the": (first_day, nth_day),
    "in": (_in_force, _in),
    "is": (_lasts,),
    "be": (_lasts,),
    "during": (_over,),
    "over": (_over,),
    "throughout": (_over,),
    "for": (_for,),
    "after": (_after,),
    "following": (_after,),
    "upon": (_upon,),
    "this": (_relative,),
    "next": (_relative,),
    "later": (_relative,),
    "advance": (notice_of,),
    "previous": (notice_of,),
    "written": (notice_of,),
    "notice": (notice_of,),
}
