"""Criteria: the yes/no statements under a commitment that its level is computed from.

A criterion is written so that an outsider can answer it: met, not met, or unclear.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.scoring.sentences import Words


class Kind(StrEnum):
    """What a criterion asks about."""

    ACTIVITY = "activity"
    """Work towards the act: it shows effort, never by itself that the act is complete."""
    RESULT = "result"
    """The act itself, or what it was to bring about."""
    FORBEARANCE = "forbearance"
    """Nothing on record goes against it; a search of the sources can bear this out."""
    ON_TIME = "on time"
    """Done by its date: it belongs to timeliness and never moves the level."""


class Answer(StrEnum):
    """How a coder answers a criterion."""

    MET = "met"
    NOT_MET = "not met"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One statement under a commitment; people edit and adopt it."""

    id: str
    kind: Kind
    statement: Words


@dataclass(frozen=True, slots=True)
class Judgement:
    """A coder's answer to one criterion, with the ids of the evidence that it cites."""

    criterion: str
    answer: Answer
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """One person's judgement of one commitment's criteria on one day, or the adjudicated one."""

    coder: str
    on: date
    judgements: tuple[Judgement, ...] = ()
