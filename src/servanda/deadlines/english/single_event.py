"""English events that time is counted from: "the date on which this Agreement enters into force".

The words that everyone uses for the life of an instrument have one name each; any other noun
phrase becomes a name made of its own words.
"""

from typing import NamedTuple

from servanda.deadlines.english.dates import date_at
from servanda.deadlines.english.vocabulary import MODALS
from servanda.deadlines.grammar import Anchor, slug_of
from servanda.deadlines.words import Phrase, word_set

_REACH = 16

_SIMPLE = {
    "signature": "signature",
    "signing": "signature",
    "signed": "signature",
    "signs": "signature",
    "sign": "signature",
    "ratification": "ratification",
    "ratified": "ratification",
    "ratifies": "ratification",
    "ratify": "ratification",
    "commencement": "entry_into_force",
    "deposit": "deposit",
    "deposited": "deposit",
    "deposits": "deposit",
    "notification": "notification",
    "notifications": "notification",
    "notice": "notification",
    "notices": "notification",
    "notified": "notification",
    "notifies": "notification",
    "notify": "notification",
    "notifying": "notification",
    "request": "request",
    "requests": "request",
    "requested": "request",
    "establishment": "establishment",
    "established": "establishment",
    "meeting": "meeting",
    "meetings": "meeting",
    "session": "meeting",
    "amendment": "amendment",
    "amended": "amendment",
    "termination": "termination",
    "terminated": "termination",
    "expiry": "expiry",
    "expiration": "expiry",
    "expires": "expiry",
    "accession": "accession",
    "adoption": "adoption",
}
_ENTRY = word_set("entry entering enters enter entered coming comes come came brought")
_TAKES = word_set("takes take taking took takes has having")
_BECOMES = word_set("becomes become becoming became is")
_EXCHANGE = word_set("exchange exchanged exchanges exchanging")
_EXCHANGED = {
    "instruments": "instruments",
    "instrument": "instruments",
    "notification": "notifications",
    "notifications": "notifications",
    "notices": "notifications",
    "notes": "notes",
    "note": "notes",
    "letters": "letters",
}
_NEUTRAL = word_set(
    "the a an its their his her such this that said each any every of date day time "
    "moment official actual respective both either last latter later final first second "
    "receipt receiving received delivery written formal mutual diplomatic by party "
    "parties participant participants one other through channels instrument instruments "
    "document documents submission transmission in full on to from prior initial next "
    "inaugural month year aforementioned above these those present"
)
_LEADS = word_set(
    "the a an its their such this that said each any date day time moment month year of "
    "official actual these last latter final present"
)
_BOTH = frozenset({"the", "both", "either", "all", "each", "a"})
_STOPS = word_set(
    ". , ; : ( ) ¶ and or but unless if provided whichever subject pursuant under in for "
    "by between with at as to from upon without on after before until"
)
_VERBS = word_set("is are was were has have had been be does do did")
_INSTRUMENTS = word_set(
    "agreement treaty charter memorandum mou moc moa protocol convention arrangement "
    "instrument declaration framework compact accord statute pact understanding letter "
    "statement plan"
)
_PRONOUNS = word_set("they it he she we your our my")
_TERMS = word_set("term period validity duration")
_DETERMINERS = word_set("the this its their such that present said a an each any")
_INSTRUMENT_LIFE = word_set("signature entry_into_force ratification termination expiry")
_NOTICES = {
    "termination": "termination_notice",
    "terminate": "termination_notice",
    "withdrawal": "withdrawal_notice",
    "withdraw": "withdrawal_notice",
    "denunciation": "denunciation_notice",
    "denounce": "denunciation_notice",
    "discontinuation": "discontinuation_notice",
    "discontinue": "discontinuation_notice",
}


class _Hit(NamedTuple):
    name: str
    first: int
    end: int


def single_event(phrase: Phrase, place: int) -> Anchor | None:
    """Read one event, or the day that stands in its place."""
    day = date_at(phrase, place)
    if day and day.precision == "day":
        return Anchor((), day.end, day=day.first) if day.first else None
    if phrase.at(place) in {"thereof", "thereafter", "hereof", "hereafter"}:
        return Anchor(("preceding_event",), place + 1)
    start = _clause_start(phrase, place) or _subject(phrase, place)
    if start is not None:
        return _clause(phrase, place, start)
    return _nominal(phrase, place)


def _clause_start(phrase: Phrase, place: int) -> int | None:
    """Find where the clause begins in "the date on which …", "the date this MOU …"."""
    here = phrase.skip(place, _DETERMINERS)
    if phrase.at(here) not in {"date", "day", "time", "moment", "month", "year"}:
        return None
    here += 1 + (phrase.at(here + 1) in {"on", "in", "at", "upon"})
    if phrase.at(here) in {"which", "when", "that"}:
        return here + 1
    return here if phrase.at(here) in {"this", "the", "it", "both"} else None


def _subject(phrase: Phrase, place: int) -> int | None:
    """Find a clause without "the date on which": "after this Agreement enters into force"."""
    here = phrase.skip(place, _DETERMINERS)
    named = phrase.at(here) in _INSTRUMENTS or phrase.at(here) == "it"
    after = phrase.at(here + 1)
    follows = after in _ENTRY or after in _BECOMES or after in _TAKES
    return place if named and follows else None


def _clause(phrase: Phrase, place: int, start: int) -> Anchor | None:
    hit = _search(phrase, start, free=True)
    if hit is None:
        return _slug(phrase, place, start)
    name = hit.name
    if name in _INSTRUMENT_LIFE and not _own_subject(phrase, start, hit.first):
        name = (
            slug_of([*_content(phrase, start, hit.first)[:4], name]) if hit.first > start else name
        )
    elif name == "notification":
        name = _kind_of_notice(phrase, hit.end) or name
    return Anchor((name,), _verb_end(phrase, hit.end))


def _verb_end(phrase: Phrase, place: int) -> int:
    """Take in the verb of "the date on which notice of discontinuation is delivered"."""
    for here in range(place, place + 8):
        if phrase.at(here) in _VERBS and phrase.at(here + 1).isalpha():
            return here + 2
        if phrase.at(here) in _STOPS or not phrase.at(here):
            break
    return _object_end(phrase, place)


def _own_subject(phrase: Phrase, start: int, end: int) -> bool:
    words = [word for word in _content(phrase, start, end) if word not in {"parties", "party"}]
    words = [word for word in words if word not in {"participants", "participant", "sides", "side"}]
    return all(word in _INSTRUMENTS or word in {"it", "of"} for word in words) or words[:1] == [
        "memorandum"
    ]


def _content(phrase: Phrase, start: int, end: int) -> list[str]:
    skip = _DETERMINERS | _VERBS | {"of", "by", "both", "on", "to"}
    return [
        word.removesuffix("'s")
        for word in phrase.words[start:end]
        if word not in skip and word[:1].isalnum()
    ]


def _nominal(phrase: Phrase, place: int) -> Anchor | None:
    hit = _search(phrase, place, free=False)
    if hit is None:
        return _slug(phrase, place, place)
    name = _numbered_meeting(phrase, place, hit) if hit.name == "meeting" else hit.name
    if name == "notification":
        name = _kind_of_notice(phrase, hit.end) or name
    if name in _INSTRUMENT_LIFE and phrase.at(hit.end) == "of":
        return _of_what(phrase, name, hit.end)
    return Anchor((name,), _object_end(phrase, hit.end))


def _numbered_meeting(phrase: Phrase, place: int, hit: _Hit) -> str:
    before = phrase.words[place : hit.first]
    if "first" in before or "inaugural" in before:
        return "first_meeting"
    return "next_meeting" if "next" in before else "meeting"


def _kind_of_notice(phrase: Phrase, place: int) -> str | None:
    if phrase.at(place) not in {"of", "to"}:
        return None
    window = phrase.words[place + 1 : place + 6]
    return next((_NOTICES[word] for word in window if word in _NOTICES), None)


def _of_what(phrase: Phrase, name: str, place: int) -> Anchor:
    """Tell this instrument's own entry into force from that of another thing."""
    end = _noun_phrase_end(phrase, place + 1)
    words = _content(phrase, place + 1, end)
    own = (
        not words
        or words[-1] in _TERMS
        or words[0] in _INSTRUMENTS
        or words[-1] in {"instrument", "instruments"}
    )
    return Anchor((name if own else slug_of([*words[-3:], name]),), max(end, place))


def _noun_phrase_end(phrase: Phrase, place: int) -> int:
    here = place
    while here < place + 8 and phrase.at(here) and phrase.at(here) not in _STOPS | _VERBS | MODALS:
        here += 1
    return here


def _object_end(phrase: Phrase, place: int) -> int:
    """Take in "of this Agreement", "thereof", "by both Parties" after the event."""
    if phrase.at(place) in {"thereof", "hereof"}:
        return place + 1
    if phrase.at(place) == "of":
        end = _noun_phrase_end(phrase, place + 1)
        return end if end > place + 1 else place
    if phrase.at(place) == "by":
        here = phrase.skip(place + 1, _BOTH)
        if phrase.at(here) in {"parties", "party", "participants", "sides"}:
            return here + 1
    return place


def _search(phrase: Phrase, place: int, *, free: bool) -> _Hit | None:
    """Find the first known event; a noun phrase may put only colourless words before it."""
    for here in range(place, min(place + _REACH, phrase.size)):
        hit = _known(phrase, here)
        if hit:
            return hit
        word = phrase.at(here)
        if word in {".", ";", ":", "¶", "(", ")"} or word in MODALS:
            return None
        if not free and word not in _NEUTRAL:
            return None
    return None


def _known(phrase: Phrase, here: int) -> _Hit | None:
    word = phrase.at(here)
    return (
        _force(phrase, here, word)
        or (_exchange(phrase, here) if word in _EXCHANGE else None)
        or (_Hit(_SIMPLE[word], here, here + 1) if word in _SIMPLE else None)
    )


def _force(phrase: Phrase, here: int, word: str) -> _Hit | None:
    if word in _ENTRY:
        at = here + 1 + (phrase.at(here + 1) == "-")
        if phrase.at(at) in {"into", "in"}:
            at += 1 + (phrase.at(at + 1) == "-")
            return (
                _Hit("entry_into_force", here, at + 1)
                if phrase.at(at) in {"force", "effect", "operation"}
                else None
            )
    if word in _TAKES and phrase.at(here + 1) == "effect":
        return _Hit("entry_into_force", here, here + 2)
    if word in _BECOMES and phrase.at(here + 1) in {"operative", "effective", "operational"}:
        return _Hit("entry_into_force", here, here + 2)
    if word == "effective" and phrase.at(here + 1) == "date":
        return _Hit("entry_into_force", here, here + 2)
    return None


def _exchange(phrase: Phrase, here: int) -> _Hit | None:
    for at in range(here + 1, here + 6):
        if phrase.at(at) in _EXCHANGED:
            end = at + 1
            if phrase.at(end) == "of" and phrase.at(end + 1) in {
                "ratification",
                "acceptance",
                "approval",
            }:
                end += 2
            return _Hit(f"exchange_of_{_EXCHANGED[phrase.at(at)]}", here, end)
    return None


def _slug(phrase: Phrase, place: int, start: int) -> Anchor | None:
    """Name an event by its own words, up to five that carry meaning."""
    here = phrase.skip(start, _LEADS)
    named: list[str] = []
    end = here
    far = here + _REACH
    while (
        here < far
        and phrase.at(here)[:1].isalpha()
        and phrase.at(here) not in _STOPS | MODALS
        and len(named) < 6
    ):
        word = phrase.at(here).removesuffix("'s")
        here += 1
        if word not in _DETERMINERS | _VERBS | _PRONOUNS:
            named.append(word)
            end = here if word != "of" else end
    while named and named[-1] == "of":
        named.pop()
    if named[:2] == ["end", "of"] and named[-1] in _TERMS:
        return Anchor(("expiry",), end)
    if len(named) == 1 and named[0] in _INSTRUMENTS:
        return Anchor((), end)
    return Anchor((slug_of(named),), end) if named and end > place else None
