"""English events with their choices: "the later of …", "whichever is earlier", "as agreed"."""

from servanda.deadlines.english.single_event import single_event
from servanda.deadlines.grammar import Anchor
from servanda.deadlines.words import Phrase

_ALTERNATIVES = 4
_LONG_REACH = 44


def event_at(phrase: Phrase, place: int) -> Anchor | None:
    """Read the event or events named here, or the day that stands in its place."""
    choice_first = _leading_choice(phrase, place)
    start = choice_first[1] if choice_first else place
    first = single_event(phrase, start)
    if first is None:
        return None
    names, here = [*first.names], first.end
    for _ in range(_ALTERNATIVES):
        more = _another(phrase, here, loose=bool(choice_first))
        if more is None:
            break
        names += [name for name in more.names if name not in names]
        here = more.end
    choice, after = trailing_choice(phrase, here)
    choice = choice_first[0] if choice_first else choice
    if len(names) < 2 or not (choice or _is_alternative(phrase, first.end)):
        return _or_agreed(phrase, first)
    return Anchor(tuple(names), after, choice)


def _leading_choice(phrase: Phrase, place: int) -> tuple[str, int] | None:
    here = place + (phrase.at(place) == "the")
    if phrase.at(here + 1) != "of":
        return None
    if phrase.at(here) in {"later", "latest", "latter", "last"}:
        return "later", here + 2
    return ("earlier", here + 2) if phrase.at(here) in {"earlier", "earliest", "first"} else None


def trailing_choice(phrase: Phrase, place: int) -> tuple[str | None, int]:
    """Read "whichever is later" a few words on: the choice and the token after it."""
    for here in range(place, place + 6):
        if phrase.at(here) not in {"whichever", "whatever"}:
            continue
        window = range(here + 1, here + 6)
        for after in window:
            if phrase.at(after) in {"later", "last", "latest", "longer"}:
                return "later", after + 1
            if phrase.at(after) in {"earlier", "first", "earliest", "sooner", "shorter"}:
                return "earlier", after + 1
    return None, place


def _another(phrase: Phrase, place: int, *, loose: bool) -> Anchor | None:
    here = place + (phrase.at(place) == ",")
    if phrase.at(here) in {"or", "and"}:
        here += 1
    elif not loose or here == place:
        return None
    here += phrase.at(here) in {"of", "from", "after", "on"}
    found = single_event(phrase, here)
    known = found and found.names and "_" not in found.names[0].replace("entry_into_force", "")
    return found if found and (known or loose) else None


def _is_alternative(phrase: Phrase, place: int) -> bool:
    return "or" in (phrase.at(place), phrase.at(place + 1))


def _or_agreed(phrase: Phrase, anchor: Anchor) -> Anchor:
    """Add "or on such other date as the Parties may agree", which may stand far behind."""
    for here in range(anchor.end, min(anchor.end + _LONG_REACH, phrase.size)):
        if phrase.at(here) != "or" or not anchor.names:
            continue
        at = here + 1 + (phrase.at(here + 1) in {"on", "at", "by", "from"})
        at += phrase.at(at) in {"such", "any", "another", "a", "some"}
        at += phrase.at(at) in {"other", "later", "earlier"}
        if at > here + 2 and phrase.at(at) in {"date", "time", "day"}:
            return Anchor((*anchor.names, "agreed_date"), _agreement_end(phrase, at + 1))
    return anchor


def _agreement_end(phrase: Phrase, place: int) -> int:
    for here in range(place, place + 10):
        if phrase.at(here) in {"agree", "agreed", "determine", "determined", "decide", "decided"}:
            return here + 1
    return place
