"""English prior notice: "six months' prior written notice", "notice of at least 90 days"."""

from servanda.deadlines.english.context import ending_named
from servanda.deadlines.english.events import event_at
from servanda.deadlines.english.periods import period
from servanda.deadlines.grammar import Anchor, Draft, Stretch
from servanda.deadlines.model import Bound
from servanda.deadlines.words import Phrase, word_set

_KINDS = word_set("prior advance previous written formal diplomatic minimum reasonable")
_NOTICE = word_set("notice notices notification notifications warning")


def notice(phrase: Phrase, place: int, stretch: Stretch) -> Draft | None:
    """Read "[at least] six months' [prior written] notice [before …]" after its length."""
    here = phrase.skip(stretch.end, _KINDS)
    if phrase.at(here) not in _NOTICE:
        return None
    return _told(phrase, place, here + 1, stretch)


def notice_of(phrase: Phrase, place: int) -> Draft | None:
    """Read "prior notice of [at least] 90 days", "a notice period of six months"."""
    here = phrase.skip(place, _KINDS)
    if phrase.at(here) not in _NOTICE:
        return None
    here += 1 + 2 * phrase.follows(here + 1, "in", "writing")
    here += phrase.at(here) == "period"
    here += phrase.at(here) == "of"
    stretch = period(phrase, here)
    if stretch is None or phrase.at(here - 1) not in {"of", "period"}:
        return None
    return _told(phrase, place, stretch.end, stretch)


def _told(phrase: Phrase, first: int, place: int, stretch: Stretch) -> Draft:
    """Find what the notice precedes: words after it, else an ending the sentence speaks of."""
    ahead = {"before": 1, "prior": 2, "of": 1}.get(phrase.at(place), 0)
    anchor = event_at(phrase, place + ahead) if ahead else None
    if anchor is None or not anchor.names:
        anchor = Anchor((ending_named(phrase, first) or "notified_act",), place)
    return Draft(first, anchor.end, Bound.NO_LATER_THAN, stretch, anchor, direction=-1)
