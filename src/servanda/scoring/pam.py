"""PAM's percentage: computed only so that results compare with those it has published.

The Peace Accords Matrix sums the scores of an accord's provisions and divides by three times their
number (peaceaccords.nd.edu/using-pam, "Aggregate implementation score"). It is an average over
unlike things, and Servanda shows it under this name only.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from servanda.reading.model import Force
from servanda.scoring.assessing import Assessment
from servanda.scoring.levels import Outcome
from servanda.scoring.sentences import Words

HIGHEST = 3
COMMITTING = (Force.OBLIGATION, Force.PROHIBITION, Force.UNDERTAKING, Force.INTENTION)
"""A permission would dilute what shall be done, and a declaration promises no act."""


@dataclass(frozen=True, slots=True)
class PamPercentage:
    """PAM's aggregate implementation score, with what went into it and what did not."""

    points: int
    possible: int
    commitments: int
    as_zero: int
    """No evidence found: PAM knows no such outcome, so each counts 0 here."""
    left_out: int
    """Of another force, or without a level and unsearched."""
    value: float | None
    said: Words


def pam_score(levels: Iterable[int]) -> float | None:
    """Compute PAM's score of levels from 0 to 3, on a scale from 0 to 100; None for no levels.

    >>> pam_score([3, 2, 1, 0])
    50.0
    """
    scores = list(levels)
    wrong = next((level for level in scores if not 0 <= level <= HIGHEST), None)
    if wrong is not None:
        raise ValueError(
            f"A level of {wrong} is not on PAM's scale, so that the percentage would mislead. "
            "Give levels from 0 to 3."
        )
    return 100 * sum(scores) / (HIGHEST * len(scores)) if scores else None


def pam_percentage(
    assessments: Iterable[Assessment], *, forces: Collection[Force] = COMMITTING
) -> PamPercentage:
    """Compute PAM's percentage over the commitments of the forces given, and say what it holds."""
    held = list(assessments)
    taken = [item for item in held if item.subject.force in forces]
    levels = [item.outcome.level for item in taken if item.outcome.level is not None]
    zeros = sum(item.outcome is Outcome.NO_EVIDENCE_FOUND for item in taken)
    scores = levels + [0] * zeros
    value = pam_score(scores)
    left_out = len(held) - len(scores)
    said = _said(value, len(scores), zeros, left_out)
    return PamPercentage(
        sum(scores), HIGHEST * len(scores), len(scores), zeros, left_out, value, said
    )


def _said(value: float | None, commitments: int, zeros: int, left_out: int) -> Words:
    if value is None:
        return Words(
            "PAM's percentage is undefined: no commitment has a level.",
            "PAM faizi müəyyən deyil: heç bir öhdəliyin səviyyəsi yoxdur.",
        )
    return Words(
        f"PAM's percentage: {value:.1f} over {commitments} commitments, of which {zeros} with no "
        f"evidence found count 0; {left_out} left out. It averages unlike commitments and is given "
        "only for comparison with PAM's published scores.",
        f"PAM faizi: {commitments} öhdəlik üzrə {value:.1f}".replace(".", ",")
        + f"; sübut tapılmayan {zeros} öhdəlik 0 sayılır; {left_out} öhdəlik hesaba alınmayıb. "
        "Bu, fərqli öhdəliklərin ortalamasıdır və yalnız PAM-ın dərc etdiyi nəticələrlə müqayisə "
        "üçün verilir.",
    )
