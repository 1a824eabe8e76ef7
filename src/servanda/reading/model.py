"""What reading an agreement yields: the instrument, its provisions and its commitments.

Every value is frozen and every span is a pair of character offsets into `Agreement.text`, the
extracted text, so that anything said here can be checked against the words it rests on.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class NotAnAgreement(ValueError):  # noqa: N818 - a finding about the text, not a fault of ours
    """Say that a text does not read as an agreement: what it is, why, what to do."""


class Force(StrEnum):
    """How strongly the words of a clause bind, after its verb."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    UNDERTAKING = "undertaking"
    INTENTION = "intention"
    PERMISSION = "permission"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True)
class Party:
    """A signatory by its name, with the terms that the instrument defines for it."""

    name: str
    aliases: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the party in the published shape."""
        return {"name": self.name, "aliases": list(self.aliases)}


@dataclass(frozen=True, slots=True)
class Provision:
    """An addressable piece of the text: its Akoma Ntoso `eId`, kind, number, heading and span."""

    eid: str
    kind: str
    num: str
    heading: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """Give the provision in the published shape; the `eid` carries its kind."""
        return {
            "eid": self.eid,
            "num": self.num,
            "heading": self.heading,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline rule as the text words it, and the date it gives once its anchor has one."""

    expression: str
    duration: str | None = None
    date: datetime.date | None = None
    anchor: str | None = None
    bound: str = "by"
    due: datetime.date | None = None
    derivation: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the deadline in the published shape, dates in ISO 8601."""
        return {
            "expression": self.expression,
            "duration": self.duration,
            "date": iso(self.date),
            "anchor": self.anchor,
            "bound": str(self.bound),
            "due": iso(self.due),
            "derivation": self.derivation,
        }


@dataclass(frozen=True, slots=True)
class Recurring:
    """How often an act is to recur: "at least twice a year" is `times` 2 `every` P1Y."""

    expression: str
    every: str
    times: int
    rrule: str

    def as_json(self) -> dict[str, Any]:
        """Give the recurrence in the published shape."""
        return {
            "expression": self.expression,
            "every": self.every,
            "times": self.times,
            "rrule": self.rrule,
        }


@dataclass(frozen=True, slots=True)
class Commitment:
    """One separately checkable act or stance, with its exact words and why it is labelled so."""

    eid: str
    start: int
    end: int
    text: str
    force: Force
    actors: tuple[str, ...] = ()
    act: str = ""
    conditions: tuple[str, ...] = ()
    recital: bool = False
    verifiable: bool = False
    deadline: Deadline | None = None
    recurrence: Recurring | None = None
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the commitment in the published shape."""
        return {
            "eid": self.eid,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "force": str(self.force),
            "actors": list(self.actors),
            "act": self.act,
            "conditions": list(self.conditions),
            "recital": self.recital,
            "verifiable": self.verifiable,
            "deadline": self.deadline.as_json() if self.deadline else None,
            "recurrence": self.recurrence.as_json() if self.recurrence else None,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Term:
    """A clause about the instrument itself: its purpose, commencement, duration, languages."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event that the text itself dates, with the words that date it."""

    name: str
    date: datetime.date
    expression: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument as read: its own text, who made it, when, and what it commits them to.

    `binding` is None where the text does not say. `commencement` is when the instrument takes
    effect, in the same shape as any other deadline rule.
    """

    text: str
    title: str
    language: str = "en"
    signed: datetime.date | None = None
    place: str | None = None
    binding: bool | None = None
    parties: tuple[Party, ...] = ()
    provisions: tuple[Provision, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    terms: tuple[Term, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    commencement: Deadline | None = None

    def as_json(self) -> dict[str, Any]:
        """Give what `servanda read --json` prints."""
        return {
            "title": self.title,
            "language": self.language,
            "signed": iso(self.signed),
            "binding": self.binding,
            "parties": [party.as_json() for party in self.parties],
            "provisions": [provision.as_json() for provision in self.provisions],
            "commitments": [commitment.as_json() for commitment in self.commitments],
        }


def iso(day: datetime.date | None) -> str | None:
    """Write a date as ISO 8601, and no date as none."""
    return day.isoformat() if day else None
