"""What a quote tells and who tells it, as a sentence."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.models.words import Direction, Strength
from servanda.desk.web.wording import Words, word_for

TOLD: Words = {
    Direction.PROGRESS: _("Tells of progress"),
    Direction.SETBACK: _("Tells of a setback"),
    Direction.ANNOUNCEMENT: _("Announces what is to come"),
    Direction.DENIAL: _("Denies it"),
}
TOLD_IN: Words = {
    Strength.OFFICIAL_ACT: _("in an official act"),
    Strength.OFFICIAL_STATEMENT: _("in an official statement"),
    Strength.INDEPENDENT_REPORT: _("in an independent report"),
    Strength.PARTY_CLAIM: _("as a party’s claim"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A day and how exactly it is known."""

    date: date
    precision: str


def told(piece: Evidence) -> str:
    """Say what a quote tells and how strongly: "Tells of progress, in an official act."."""
    return gettext("%(told)s, %(told_in)s.") % {
        "told": word_for(TOLD, piece.direction),
        "told_in": word_for(TOLD_IN, piece.strength),
    }


def day_of_fact(piece: Evidence) -> Known | None:
    """Return the day of the fact, or None where the source does not say it."""
    return Known(piece.fact_on, piece.fact_precision) if piece.fact_on else None
