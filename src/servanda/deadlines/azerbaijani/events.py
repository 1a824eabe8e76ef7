"""Azerbaijani events that time is counted from: the words stand before the length, in -dan.

The head stands last ("ratifikasiya sənədlərinin mübadiləsi tarixindən"), so the known word
nearest to the ending names the event.
"""

from servanda.deadlines.azerbaijani.vocabulary import case_of, starts
from servanda.deadlines.grammar import Anchor, slug_of
from servanda.deadlines.words import Phrase, word_set

_REACH = 9
_QUALIFIERS = 4
_KNOWN = (
    ("imzala", "signature"),
    ("ratifikasiya", "ratification"),
    ("bildiriş", "notification"),
    ("bildirdi", "notification"),
    ("məlumat", "notification"),
    ("saxlan", "deposit"),
    ("depozit", "deposit"),
    ("sorğu", "request"),
    ("müraciət", "request"),
    ("xahiş", "request"),
    ("tələb", "request"),
    ("iclas", "meeting"),
    ("görüş", "meeting"),
    ("təsis", "establishment"),
    ("yaradıl", "establishment"),
    ("dəyişikli", "amendment"),
    ("xitam", "termination"),
    ("ləğv", "termination"),
    ("bitmə", "expiry"),
    ("bitdiyi", "expiry"),
    ("təsdiq", "approval"),
    ("qəbul", "adoption"),
)
_MARKS = word_set(". , ; : ( ) ¶")
_MOMENT = ("tarix", "gün", "an", "vaxt")
_AFTERWARDS = word_set("sonra etibarən başlayaraq başlamaqla hesablanmaqla hesablanaraq")
_BETWEEN = word_set(", ən azı geci azından azından növbəti ilk minimum yalnız")
_EXCHANGED = (("nota", "notes"), ("bildiriş", "notifications"), ("məktub", "letters"))


def event_before(phrase: Phrase, place: int) -> tuple[Anchor, int] | None:
    """Read the event that ends just before a length: the anchor and its first token."""
    last = place - 1
    for _ in range(_QUALIFIERS):
        last -= phrase.at(last) in _BETWEEN
    after = phrase.at(last) in _AFTERWARDS
    last -= after
    word = phrase.at(last)
    remains = phrase.at(place + 2) == "qalmış" or phrase.at(place + 3) == "qalmış"
    if not (case_of(word) == "from" or (remains and case_of(word) == "to")):
        return None
    return named_near(phrase, last) or _slug(phrase, last, sure=after)


def named_near(phrase: Phrase, last: int) -> tuple[Anchor, int] | None:
    """Find the known event that ends at a token, with its first token."""
    low = _clause_start(phrase, last)
    found = _nearest(phrase, low, last)
    if found is None:
        return None
    name, first = found
    other = _alternative(phrase, low, first)
    names = (other[0], name) if other else (name,)
    return Anchor(names, last + 1), other[1] if other else first


def _clause_start(phrase: Phrase, last: int) -> int:
    for here in range(last - 1, max(-1, last - _REACH - 1), -1):
        if phrase.at(here) in _MARKS or not phrase.at(here):
            return here + 1
    return max(0, last - _REACH)


def _nearest(phrase: Phrase, low: int, last: int) -> tuple[str, int] | None:
    for here in range(last, low - 1, -1):
        name = _event_of(phrase, here, low)
        if name:
            return name, _first_of(here, name, low)
    return None


def _event_of(phrase: Phrase, here: int, low: int) -> str | None:
    word = phrase.at(here)
    if starts(word, "min") and phrase.at(here - 1) == "qüvvəyə":
        return "entry_into_force"
    if starts(word, "mübadilə"):
        return _exchange(phrase, here, low)
    name = next((name for stem, name in _KNOWN if word.startswith(stem)), None)
    if name == "meeting":
        return _numbered(phrase.at(here - 1))
    if name == "notification" and _ends(phrase, low, here):
        return "termination_notice"
    return name


def _numbered(before: str) -> str:
    if before in {"birinci", "ilk"}:
        return "first_meeting"
    return "next_meeting" if before == "növbəti" else "meeting"


def _ends(phrase: Phrase, low: int, here: int) -> bool:
    return any(starts(word, "xitam", "ləğv", "denonsasiya") for word in phrase.words[low:here])


def _exchange(phrase: Phrase, here: int, low: int) -> str:
    for word in phrase.words[max(low, here - 3) : here]:
        for stem, what in _EXCHANGED:
            if word.startswith(stem):
                return f"exchange_of_{what}"
    return "exchange_of_instruments"


def _first_of(here: int, name: str, low: int) -> int:
    """Take in the words that belong to the event: "qüvvəyə", "ratifikasiya sənədlərinin"."""
    back = {"entry_into_force": 1, "deposit": 2, "first_meeting": 1, "next_meeting": 1}.get(name, 0)
    back = 2 if name.startswith("exchange_of_") else back
    return max(low, here - back)


def _alternative(phrase: Phrase, low: int, first: int) -> tuple[str, int] | None:
    """Read the other event of "imzalandığı və ya qüvvəyə mindiyi tarixdən"."""
    joint = first - 2 if phrase.follows(first - 2, "və", "ya") else first - 1
    if first - joint == 1 and phrase.at(joint) != "yaxud":
        return None
    return _nearest(phrase, low, joint - 1)


def _slug(phrase: Phrase, last: int, *, sure: bool) -> tuple[Anchor, int] | None:
    word = phrase.at(last)
    if starts(word, *_MOMENT):
        low = max(_clause_start(phrase, last), last - 2)
        words = [part for part in phrase.words[low:last] if part not in {"bu", "həmin", "o"}]
        if not words:
            return Anchor(("preceding_event",), last + 1), last - 1 if last > low else last
        return Anchor((slug_of(words),), last + 1), low
    if word in {"bundan", "ondan"}:
        return Anchor(("preceding_event",), last + 1), last
    fits = sure and word[:1].isalpha() and len(word) > 4
    return (Anchor((slug_of([word[:-3]]),), last + 1), last) if fits else None
