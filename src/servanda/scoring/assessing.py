"""The assessment of one commitment: level, timeliness, silence and end, each on its own axis."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from servanda.scoring.commitments import (
    END_STATES_AZ,
    CommitmentFile,
    Ending,
    EndState,
    Nature,
    NotWhole,
    Subject,
    Suspension,
)
from servanda.scoring.evidence import Contradiction, contradictions
from servanda.scoring.levels import Outcome, Standing, standing
from servanda.scoring.sentences import Words, on_day
from servanda.scoring.silence import HALF_LIVES, Silence, silence
from servanda.scoring.timeliness import Timeliness, Timing, timeliness


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is held of one commitment on a day, with the file that it rests on."""

    today: date
    file: CommitmentFile
    standing: Standing
    timeliness: Timeliness
    silence: Silence
    contradictions: tuple[Contradiction, ...]
    doubts: tuple[Words, ...]
    """Where the end that people decided does not fit what the record shows."""

    @property
    def subject(self) -> Subject:
        """Give the commitment assessed."""
        return self.file.subject

    @property
    def outcome(self) -> Outcome:
        """Give what the assessment came to."""
        return self.standing.outcome

    @property
    def suspended(self) -> bool:
        """Tell whether the commitment is suspended on the day of the assessment."""
        return self.file.suspended(self.today)

    @property
    def end_state(self) -> EndState | None:
        """Give the end that people decided, once its day has come."""
        ending = self.file.ended(self.today)
        return ending.state if ending else None


def assess(
    file: CommitmentFile, *, today: date, half_lives: Mapping[Nature, int] = HALF_LIVES
) -> Assessment:
    """Assess one commitment on a day from what is on record about it."""
    stands = standing(file, today=today)
    timing = timeliness(file, stands, today=today)
    quiet = silence(file, stands, today=today, half_lives=half_lives)
    judgements = file.coding.judgements if file.coding else ()
    against = contradictions((item for item in file.evidence if item.counts(today)), judgements)
    doubts = _doubts(file.ended(today), stands, timing)
    return Assessment(today, file, stands, timing, quiet, against, doubts)


def assess_all(
    files: Iterable[CommitmentFile], *, today: date, half_lives: Mapping[Nature, int] = HALF_LIVES
) -> tuple[Assessment, ...]:
    """Assess many commitments, in order of their ids whatever order they come in."""
    ordered = sorted(files, key=lambda file: file.subject.id)
    ids = [file.subject.id for file in ordered]
    twice = next((name for name, after in pairwise(ids) if name == after), None)
    if twice is not None:
        raise NotWhole(
            f"{twice}: the commitment is there twice, so that it would count twice. Keep one file."
        )
    return tuple(assess(file, today=today, half_lives=half_lives) for file in ordered)


def ending_in_words(ending: Ending) -> Words:
    """Say how a commitment ended.

    >>> ending_in_words(Ending(EndState.DROPPED, date(2026, 5, 1), Words("by note", "nota ilə"))).en
    'Dropped on 1 May 2026: by note.'
    """
    day, state = on_day(ending.on), END_STATES_AZ[ending.state]
    return Words(
        f"{ending.state.capitalize()} on {day.en}: {ending.reason.en.rstrip('.')}.",
        f"{day.az}: {state} ({ending.reason.az.rstrip('.')}).",
    )


def suspension_in_words(suspension: Suspension) -> Words:
    """Say since when a commitment is suspended and by which instrument."""
    since = on_day(suspension.since)
    if suspension.until is None:
        return Words(
            f"Suspended since {since.en} by {suspension.instrument}.",
            f"{since.az} tarixindən dayandırılıb ({suspension.instrument}).",
        )
    until = on_day(suspension.until)
    return Words(
        f"Suspended from {since.en} until {until.en} by {suspension.instrument}.",
        f"{since.az} tarixindən {until.az} tarixinədək dayandırılıb ({suspension.instrument}).",
    )


def _doubts(ending: Ending | None, stands: Standing, timing: Timeliness) -> tuple[Words, ...]:
    """Point out where a decided end and the record part; neither is changed."""
    if ending is None:
        return ()
    return tuple(words for applies, words in _questions(ending, stands, timing) if applies)


def _questions(
    ending: Ending, stands: Standing, timing: Timeliness
) -> tuple[tuple[bool, Words], ...]:
    done = ending.state in {EndState.DONE, EndState.DONE_LATE}
    complete = stands.outcome is Outcome.COMPLETE
    return (
        (
            done and not complete,
            Words(
                "Decided as done, but the criteria do not show it complete.",
                "Yerinə yetirilmiş sayılıb, lakin meyarlar tam icranı göstərmir.",
            ),
        ),
        (
            ending.state is EndState.DONE and timing.timing is Timing.LATE,
            Words(
                "Decided as done, but the dates show it done late.",
                "Yerinə yetirilmiş sayılıb, lakin tarixlər gec icranı göstərir.",
            ),
        ),
        (
            ending.state is EndState.DONE_LATE and timing.timing is Timing.ON_TIME,
            Words(
                "Decided as done late, but the dates show it done on time.",
                "Gec yerinə yetirilmiş sayılıb, lakin tarixlər vaxtında icranı göstərir.",
            ),
        ),
    )
