"""What spoke for a candidate, in words: the words of the passage itself, and names, not stems."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from servanda.desk.web.wording import Words
from servanda.matching import Candidate, Kind, Reason
from servanda.matching.folding import language_of, spans_of, stem

KINDS: Words = {
    Kind.WORDS: gettext_lazy("rare words"),
    Kind.COMMON: gettext_lazy("words that every agreement uses"),
    Kind.PHRASES: gettext_lazy("words side by side"),
    Kind.SHARE: gettext_lazy("how much of its words"),
    Kind.NAMES: gettext_lazy("named things"),
    Kind.PARTIES: pgettext_lazy("signatories", "parties"),
    Kind.AREAS: gettext_lazy("subjects"),
    Kind.AREA_SHARE: gettext_lazy("how many of its subjects"),
    Kind.MEANINGS: gettext_lazy("words of like meaning"),
    Kind.MEANING_SHARE: gettext_lazy("how many of its meanings"),
    Kind.ACTS: gettext_lazy("acts"),
    Kind.FIGURES: gettext_lazy("figures"),
    Kind.DATES: gettext_lazy("dates"),
}
SHARES = frozenset({Kind.SHARE, Kind.AREA_SHARE, Kind.MEANING_SHARE})
STEMMED = frozenset({Kind.WORDS, Kind.COMMON, Kind.PHRASES})
NAMED = frozenset({Kind.NAMES, Kind.PARTIES, Kind.FIGURES, Kind.DATES})
SHOWN = 8  # words of one kind


@dataclass(frozen=True, slots=True)
class Said:
    """One reason: its kind, what is shared in words of the page, and what it added."""

    kind: str
    shared: str
    points: float
    spoken: str
    """The language of what is shared: that of the "passage", "en", or "" for the page's."""


def said(candidate: Candidate, passage: str, names: Mapping[str, str]) -> list[Said]:
    """Return the reasons of a candidate in words, the weightiest first."""
    written = _written(passage)
    return [
        Said(
            str(KINDS[reason.kind]),
            _shared(reason, candidate.parts, written, names),
            reason.points,
            _spoken(reason.kind),
        )
        for reason in candidate.reasons
        if reason.points >= 0.005
    ]


def _spoken(kind: Kind) -> str:
    if kind in STEMMED:
        return "passage"
    return "" if kind in SHARES | NAMED else "en"


def _written(passage: str) -> dict[str, str]:
    """Return for each stem of a passage the word that it was taken from."""
    language = language_of(passage)
    found: dict[str, str] = {}
    for word, _start, _end in spans_of(passage):
        found.setdefault(stem(word, language), word)
    return found


def _shared(
    reason: Reason,
    parts: Mapping[Kind, float],
    written: Mapping[str, str],
    names: Mapping[str, str],
) -> str:
    if reason.kind in SHARES:
        return _("%(share)d %%") % {"share": round(100 * parts[reason.kind])}
    shared = [_word(reason.kind, each, written, names) for each in reason.shared]
    told = list(dict.fromkeys(shared))
    return ", ".join(told[:SHOWN]) + (" …" if len(told) > SHOWN else "")


def _word(kind: Kind, one: str, written: Mapping[str, str], names: Mapping[str, str]) -> str:
    if kind in STEMMED:
        return " ".join(_each(one.split(), written))
    return names.get(one, one)


def _each(stems: Iterable[str], written: Mapping[str, str]) -> Iterable[str]:
    return (written.get(each, each) for each in stems)
