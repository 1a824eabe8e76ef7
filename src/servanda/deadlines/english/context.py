"""What the rest of an English sentence tells about a moment: is it to come, and after what.

"In 2026" dates an act only under "will host"; "signed on 26 October 2025" dates nothing to be done.
"""

from servanda.deadlines.english.events import event_at
from servanda.deadlines.english.vocabulary import MODALS
from servanda.deadlines.grammar import Anchor
from servanda.deadlines.words import PARAGRAPH, Phrase, word_set

_REACH = 30
_NEAR = 6
_OPENING = 3
_PAST = word_set(
    "held met made begun took taken gave given was were has had began came became dated "
    "since been did went built led won paid said sent spoke wrote saw found came left lost"
)
_NOT_PAST = word_set("united need indeed exceed proceed succeed speed feed based limited")
_AHEAD = word_set("shall will must should intends intend")
_BEFORE_ADJECTIVES = word_set(
    "the a an its their our any such each all of more other mutually jointly highly and"
)
_OPENERS = word_set("if when whenever where should unless")
_ON_EVENT = word_set("upon on after following at")
_EVENTS_OF_OTHERS = word_set("request notification termination_notice establishment")
_ENDINGS = {
    "terminat": "termination",
    "denounc": "denunciation",
    "denunciat": "denunciation",
    "withdraw": "withdrawal",
    "discontinu": "discontinuation",
    "suspen": "suspension",
    "expir": "expiry",
    "renew": "renewal",
}


def is_ahead(phrase: Phrase, place: int) -> bool:
    """Tell whether the clause speaks of what is to come, not of what has been."""
    for here in range(place - 1, max(-1, place - _REACH), -1):
        if _is_modal(phrase, here):
            return True
        if _is_past(phrase, here) or phrase.follows(here, "such", "as"):
            return False
    if place > _OPENING:
        return False
    return bool(_AHEAD & set(phrase.words[place : place + _REACH]))


def _is_past(phrase: Phrase, here: int) -> bool:
    """Tell a verb of the past from "shall be signed" and from "the proposed line"."""
    word = phrase.at(here)
    ended = word.endswith("ed") and len(word) > 4 and phrase.raw(here).islower()
    if word not in _PAST and not (ended and word not in _NOT_PAST):
        return False
    if "be" in phrase.words[max(0, here - 3) : here]:
        return False
    return not (ended and phrase.at(here - 1) in _BEFORE_ADJECTIVES)


def _is_modal(phrase: Phrase, here: int) -> bool:
    word = phrase.at(here)
    if word == "to":
        follower = phrase.raw(here + 1)
        return follower.islower() and follower not in {
            "the",
            "a",
            "an",
            "its",
            "their",
            "date",
            "our",
        }
    return word in MODALS and (word != "may" or phrase.raw(here).islower())


def implied_anchor(phrase: Phrase, place: int) -> Anchor | None:
    """Find the event that the sentence itself sets before "within 30 days": a request, an "if"."""
    low = max(0, place - _REACH)
    for here in range(place - 1, low - 1, -1):
        word = phrase.at(here)
        if word == PARAGRAPH:
            break
        found = event_at(phrase, here + 1) if word in _ON_EVENT else None
        if found and _EVENTS_OF_OTHERS.intersection(found.names[:1]):
            return Anchor(found.names, place)
    return Anchor(("stated_event",), place) if _conditional(phrase, low) else None


def _conditional(phrase: Phrase, low: int) -> bool:
    """Tell whether the sentence opens with "if", "where", "in the event"."""
    if low:
        return False
    opening = phrase.words[:4]
    return (
        not _OPENERS.isdisjoint(opening[:2])
        or opening[:2] == ["in", "case"]
        or opening[:3] in (["in", "the", "event"], ["in", "the", "case"])
    )


def ending_named(phrase: Phrase, place: int) -> str | None:
    """Find what a prior notice announces: termination, withdrawal."""
    window = phrase.words[max(0, place - _REACH) : place + _NEAR]
    for word in reversed(window):
        if word in {"end", "cease"}:
            return "termination"
        for stem, name in _ENDINGS.items():
            if word.startswith(stem):
                return name
    return None
