"""A commitment's assessment in the words of the page: mark, word, since when, how sure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from servanda import scoring
from servanda.desk.assessments.models.words import CodingRole, EndState
from servanda.scoring import Outcome, Timing

OUTCOMES: Mapping[Outcome, str | Promise] = {
    Outcome.NOT_INITIATED: pgettext_lazy("level", "not initiated"),
    Outcome.MINIMUM: pgettext_lazy("level", "minimum"),
    Outcome.INTERMEDIATE: pgettext_lazy("level", "intermediate"),
    Outcome.COMPLETE: pgettext_lazy("level", "complete"),
    Outcome.NO_EVIDENCE_FOUND: _("no evidence found"),
    Outcome.NOT_ASSESSABLE: _("not assessable"),
    Outcome.NOT_ASSESSED: _("not assessed"),
    Outcome.NOT_SCORED: _("not scored"),
}
TIMINGS: Mapping[Timing, str | Promise] = {
    Timing.ON_TIME: pgettext_lazy("timing", "on time"),
    Timing.LATE: pgettext_lazy("timing", "late"),
    Timing.OVERDUE: pgettext_lazy("timing", "overdue"),
    Timing.NOT_DUE: pgettext_lazy("timing", "not due"),
    Timing.NO_DATE: pgettext_lazy("timing", "no date"),
}
OUTCOME_GROUPS: Mapping[str, str | Promise] = {
    "any level": _("any level"),
    "any progress": _("any progress (levels 1 to 3)"),
    "looked into": _("looked into (a level, or no evidence found)"),
    "perhaps any progress": _("any progress, counting what is unclear"),
    "perhaps complete": _("complete, counting what is unclear"),
}
COURSES: Mapping[str, str | Promise] = {
    "stalled": _("stalled (inferred)"),
    "suspended": _("suspended"),
    "ended": _("ended"),
}
MARKS: Mapping[Outcome, str] = {
    Outcome.NOT_INITIATED: "not_begun",
    Outcome.MINIMUM: "under_way",
    Outcome.INTERMEDIATE: "under_way",
    Outcome.COMPLETE: "done",
    Outcome.NO_EVIDENCE_FOUND: "no_evidence_found",
    Outcome.NOT_ASSESSABLE: "not_assessable",
    Outcome.NOT_ASSESSED: "not_assessed",
    Outcome.NOT_SCORED: "not_scored",
}


def in_words(words: scoring.Words) -> str:
    """Return a sentence of the library in the language of the page."""
    return words.within(get_language() or "en")


def outcome_word(outcome: Outcome) -> str:
    """Return the word for an outcome, with its number where it is a level."""
    word = str(OUTCOMES[outcome])
    return word if outcome.level is None else f"{outcome.level} · {word}"


@dataclass(frozen=True, slots=True)
class Level:
    """What is held of one commitment."""

    assessment: scoring.Assessment

    @property
    def provisional(self) -> bool:
        """Tell whether one coder alone judged the criteria."""
        coding = self.assessment.file.coding
        return coding is not None and coding.coder != CodingRole.ADJUDICATED

    @property
    def outcome(self) -> Outcome:
        """Return what the assessment came to."""
        return self.assessment.outcome

    @property
    def number(self) -> int | None:
        """Return the level from 0 to 3, or None."""
        return self.outcome.level

    @property
    def word(self) -> str:
        """Return the word for it."""
        return str(OUTCOMES[self.outcome])

    @property
    def mark(self) -> str:
        """Return the name of the mark that stands before the word."""
        return MARKS[self.outcome]

    @property
    def said(self) -> str:
        """Say in a sentence how the level comes about."""
        return in_words(self.assessment.standing.said)

    @property
    def searched(self) -> date | None:
        """Return the day that the furthest search reached, where nothing was found."""
        if self.outcome is not Outcome.NO_EVIDENCE_FOUND:
            return None
        search = self.assessment.file.last_search(self.assessment.today)
        return search.until if search else None

    @property
    def since(self) -> date | None:
        """Return the day of the last evidence that counts, where there is a level."""
        return self.assessment.silence.last if self.number is not None else None

    @property
    def coded(self) -> date | None:
        """Return the day as of which people judged the criteria."""
        coding = self.assessment.file.coding
        return coding.on if coding else None

    @property
    def highest(self) -> int | None:
        """Return how high the level might be, where that is higher than it is."""
        highest = self.assessment.standing.highest
        return highest if highest is not None and highest != self.number else None

    @property
    def stalled(self) -> bool:
        """Tell whether silence lets one infer a standstill."""
        return self.assessment.silence.stalled

    @property
    def silence(self) -> str:
        """Say how long nothing has been heard and what that does to confidence."""
        quiet = self.assessment.silence
        return in_words(quiet.said) if quiet.last else ""

    @property
    def confidence(self) -> int | None:
        """Return what is left of confidence, in percent."""
        left = self.assessment.silence.confidence
        return None if left is None else round(100 * left)

    @property
    def timing(self) -> str:
        """Return the code of how it stands to its date."""
        return self.assessment.timeliness.timing.value

    @property
    def timing_said(self) -> str:
        """Say how it stands to its date."""
        return in_words(self.assessment.timeliness.said)

    @property
    def ending(self) -> str:
        """Say how it ended, as people decided it, or nothing."""
        ended = self.assessment.file.ended(self.assessment.today)
        return in_words(scoring.ending_in_words(ended)) if ended else ""

    @property
    def end_word(self) -> str:
        """Return the word for how it ended, or nothing."""
        state = self.assessment.end_state
        return str(EndState(state.value).label) if state else ""

    @property
    def suspended(self) -> bool:
        """Tell whether it is suspended on the day looked at."""
        return self.assessment.suspended

    @property
    def suspension(self) -> str:
        """Say since when it is suspended and by which instrument, or nothing."""
        held = self.assessment.file.suspension
        if held is None or not self.suspended:
            return ""
        return in_words(scoring.suspension_in_words(held))

    @property
    def doubts(self) -> list[str]:
        """Say where the end that people decided does not fit the record."""
        return [in_words(words) for words in self.assessment.doubts]
