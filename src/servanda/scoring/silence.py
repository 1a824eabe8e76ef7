"""Silence: how confidence falls while no news comes in, for each kind of commitment.

It halves with each half-life since the last counting evidence. It never changes a level; what it
infers is called inferred.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from servanda.reading.model import Force
from servanda.scoring.commitments import CommitmentFile, Nature
from servanda.scoring.levels import Outcome, Standing
from servanda.scoring.sentences import Words, count_of, on_day

HALF_LIVES: Mapping[Nature, int] = MappingProxyType(
    {Nature.ACT: 365, Nature.RECURRING: 365, Nature.EFFORT: 730, Nature.FORBEARANCE: 730}
)
"""Days; assumed figures, to be set for each partnership. See docs/reference/scoring.md."""

STALLED_AFTER = 2
"""Half-lives of silence after which begun work is inferred to have stalled."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing has been heard, what confidence is left, and whether that means stalled."""

    last: date | None
    days: int | None
    confidence: float | None
    """From 1 on the day of the last evidence towards 0; None where there is none to decay."""
    stalled: bool
    """Inferred from silence, never observed."""
    said: Words


def confidence_after(days: int, half_life: int) -> float:
    """Give what is left of confidence after days of silence.

    >>> confidence_after(0, 365), confidence_after(365, 365), confidence_after(730, 365)
    (1.0, 0.5, 0.25)
    """
    if half_life <= 0:
        raise ValueError(
            f"A half-life of {half_life} days cannot decay. Give a whole number of days above 0."
        )
    return float(0.5 ** (days / half_life))


def silence(
    file: CommitmentFile,
    standing: Standing,
    *,
    today: date,
    half_lives: Mapping[Nature, int] = HALF_LIVES,
) -> Silence:
    """Work out how silent it has been around a commitment on a day."""
    half_life = half_lives[file.subject.nature]
    last = max((item.known_by for item in file.counting(today)), default=None)
    if last is None:
        said = Words("No evidence that could grow old.", "Köhnələ biləcək sübut yoxdur.")
        return Silence(None, None, None, stalled=False, said=said)
    days = (today - last).days
    stalled = _may_stall(file, standing, today) and days >= STALLED_AFTER * half_life
    said = _said(last, days, half_life, stalled=stalled)
    return Silence(last, days, confidence_after(days, half_life), stalled, said)


def _may_stall(file: CommitmentFile, standing: Standing, today: date) -> bool:
    """Tell whether silence can mean a standstill: begun, not complete, neither ended nor halted."""
    begun = standing.outcome in {Outcome.MINIMUM, Outcome.INTERMEDIATE}
    runs = file.ended(today) is None and not file.suspended(today)
    return begun and runs and file.subject.force is not Force.PERMISSION


def _said(last: date, days: int, half_life: int, *, stalled: bool) -> Words:
    day = on_day(last)
    said = Words(
        f"Last evidence {count_of(days, 'day', 'days')} ago, of {day.en}; "
        f"confidence halves every {half_life} days.",
        f"Son sübut {days} gün əvvələ aiddir ({day.az}); inam hər {half_life} gündə yarıya enir.",
    )
    if not stalled:
        return said
    return Words("Stalled (inferred): ", "Dayanıb (ehtimal): ") + _lower(said)


def _lower(said: Words) -> Words:
    return Words(said.en[0].lower() + said.en[1:], said.az[0].lower() + said.az[1:])
