"""Flags on a candidate, each as a sentence with both wordings where there are two sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda.desk.assessments.models import Evidence
from servanda.desk.sources.models import Original
from servanda.matching import Flag, Noted, Target
from servanda.matching.flags import Context, Quote, flags
from servanda.matching.wording import only_announces


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag: what it says, and the two wordings or figures, with where they stand."""

    flag: str
    sentence: str
    here: str = ""
    there: str = ""
    there_from: str = ""
    """The heading of the other side: the agreement, or another source."""
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known already of these commitments and of this source."""

    accepted: tuple[Evidence, ...] = ()
    serves: int = 0


def flagged(
    passage: str, quote: str, target: Target, source: Original, published: date | None, known: Known
) -> list[Flagged]:
    """Return the flags of a passage that is offered for a commitment."""
    context = Context(
        [Quote(each.subject_id, each.original_id, each.quote) for each in known.accepted],
        {source.id: known.serves},
    )
    raised = flags(passage, target, source=source.id, published=published, context=context)
    others = [noted for noted in raised if noted.flag != Flag.ANNOUNCES]
    if only_announces(quote):
        others.insert(0, Noted(Flag.ANNOUNCES))
    originals = {each.original_id: each.original for each in known.accepted}
    return _once(_flagged(noted, originals) for noted in others)


def _once(found: Iterable[Flagged]) -> list[Flagged]:
    """Drop what says the same a second time."""
    return list({(each.sentence, each.here, each.there): each for each in found}.values())


def _flagged(noted: Noted, originals: Mapping[str, Original]) -> Flagged:
    match noted.flag:
        case Flag.OLDER:
            return Flagged(noted.flag, _older(noted))
        case Flag.SERVES_MANY:
            said = _("This source already serves %(number)s commitments.") % {"number": noted.note}
            return Flagged(noted.flag, said)
        case Flag.ANNOUNCES:
            return Flagged(
                noted.flag, _("The quote only announces: it speaks of no completed act.")
            )
        case Flag.HARDER:
            said = _("The report promises more firmly than the text.")
            words = f"{noted.note}" if noted.note else noted.there
            return Flagged(noted.flag, said, noted.here, words, _("The text"))
        case Flag.CONTRADICTS:
            said = _("It contradicts a quote that was accepted.")
        case Flag.FIGURE_DIFFERS:
            said = _("Another source gives another figure.")
    other = originals.get(noted.note)
    return Flagged(noted.flag, said, noted.here, noted.there, _("Accepted before"), other)


def _older(noted: Noted) -> str:
    days = (date.fromisoformat(each) for each in (noted.here, noted.there))
    published, made = (date_format(day, "DATE_FORMAT") for day in days)
    return _(
        "The source is of %(published)s, older than the commitment of %(made)s: it cannot report "
        "on it."
    ) % {"published": published, "made": made}
