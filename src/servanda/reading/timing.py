"""Deadlines and recurrences of acts, dated from what the instrument says of itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from servanda.deadlines import (
    Bound,
    DeadlineRule,
    Recurrence,
    find_deadlines,
    find_recurrences,
    resolve,
)
from servanda.reading.model import Deadline, Recurring
from servanda.reading.sentences import Sentence

UPON_SIGNATURE = re.compile(
    r"\b(?:enters?\s+into\s+force|com(?:e|es)\s+into\s+(?:effect|force|operation)|takes?\s+effect|becomes?\s+(?:operative|effective)|"
    r"commence[sd]?|be\s+effective|effective)\b[^.]{0,60}?\b(?:(?:up)?on\s+(?:the\s+(?:date|day)\s+of\s+)?(?:its\s+|the\s+)?(?:last\s+)?(?:signature|signing)"
    r"|when\s+(?:both|all|the)\s+(?:\w+\s+)?(?:have\s+)?sign|(?:up)?on\s+being\s+signed|from\s+the\s+(?:date|day)\s+of\s+(?:its\s+)?(?:signature|signing))",
    re.IGNORECASE,
)
COMMENCES = re.compile(
    r"\b(?:enters?\s+into\s+force|com(?:e|es)\s+into\s+(?:effect|force|operation)|becomes?\s+(?:operative|effective)|takes?\s+effect)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r",\s+(?:including|such as|\w+ing)\b(?![^,]*,\s*$)", re.IGNORECASE)
FAILING = re.compile(r"\bfailing\b[^,;]{0,30}$", re.IGNORECASE)
OPEN_BOUNDS = frozenset({Bound.FOR, Bound.FROM})


class Clock:
    """The events that deadlines count from, as far as they are known."""

    def __init__(
        self, signed: datetime.date | None, events: Mapping[str, datetime.date], text: str
    ) -> None:
        self.events = dict(events)
        if signed is not None:
            for name in ("signature", "adoption"):
                self.events.setdefault(name, signed)
        self.commencement = self._commencement(text)
        if self.commencement and self.commencement.due:
            self.events.setdefault("entry_into_force", self.commencement.due)

    def _commencement(self, text: str) -> Deadline | None:
        """Read when the instrument takes effect, and date it if its anchor is known."""
        found = UPON_SIGNATURE.search(text)
        if found and re.search(
            r"\b(?:this|the)\s+(?:present\s+)?[A-Z]\w+",
            text[max(0, found.start() - 120) : found.start()],
        ):
            words = " ".join(found[0].split())
            signed = self.events.get("signature")
            derivation = f"takes effect upon signature{': ' + _day(signed) if signed else '; waits for signature'}"
            return Deadline(words, "P0D", None, "signature", "on", signed, derivation)
        for hit in COMMENCES.finditer(text):
            sentence = text[hit.start() : hit.start() + 400].split(". ", maxsplit=1)[0]
            if not re.search(
                r"\bthis\s+\w+(?:\s+of\s+\w+)?\s*(?:shall|will|is|enters?|comes?|takes?|becomes?)?[\w\s]{0,30}$",
                text[max(0, hit.start() - 60) : hit.start()],
                re.IGNORECASE,
            ):
                continue
            rules = [r for r in find_deadlines(sentence) if r.anchor or r.date]
            if rules:
                return self.deadline(rules[0])
        return None

    def _counts_from_signature(self, rule: DeadlineRule) -> bool:
        """Tell whether a rule without an anchor may be counted from signature.

        "Within twelve months" in a joint statement is; "reply within 30 days" counts from
        what is replied to, so periods of days or hours never are.
        """
        if rule.bound in OPEN_BOUNDS or rule.working_days:
            return False
        if rule.period_end:
            return True
        duration = rule.duration or ""
        return duration[-1:] in {"M", "Y"} and "T" not in duration

    def deadline(self, rule: DeadlineRule) -> Deadline:
        """Date a rule as far as its anchor allows."""
        default = "signature" if self._counts_from_signature(rule) else None
        due = resolve(rule, self.events, default_anchor=default)
        anchor = rule.anchor or (default if rule.duration and not rule.candidates else None)
        day = None if rule.bound in OPEN_BOUNDS and not rule.anchor and not rule.date else due.date
        return Deadline(
            rule.expression, rule.duration, rule.date, anchor, str(rule.bound), day, due.derivation
        )


def recurring(found: Recurrence) -> Recurring:
    """Give a recurrence in the reader's shape."""
    return Recurring(found.expression, found.every, found.times, found.rrule)


@dataclass(frozen=True, slots=True)
class Timing:
    """The rules about time in a sentence; offsets are those of its paragraph."""

    start: int
    words: str
    deadlines: list[DeadlineRule]
    recurrences: list[Recurrence]

    def deadline(self, first: int, last: int, opening: int, verb: int) -> DeadlineRule | None:
        """Give the rule that stands in an act, or before the first verb of its sentence."""
        for rule in self.deadlines:
            if FAILING.search(self.words[: rule.start]):
                continue
            at = self.start + rule.start
            if self.start + rule.end <= opening or (
                first <= at < last and not self._aside(verb, at)
            ):
                return rule
        return None

    def recurrence(self, first: int, last: int, opening: int) -> Recurrence | None:
        """Give the recurrence that stands in an act, or before the first verb of its sentence."""
        for rule in self.recurrences:
            if self.start + rule.end <= opening or first <= self.start + rule.start < last:
                return rule
        return None

    def first_deadline(self) -> DeadlineRule | None:
        """Give the deadline that a lead-in sets for its items."""
        return self.deadlines[0] if self.deadlines else None

    def first_recurrence(self) -> Recurrence | None:
        """Give the recurrence that a lead-in sets for its items."""
        return self.recurrences[0] if self.recurrences else None

    def _aside(self, verb: int, at: int) -> bool:
        """Tell whether a rule times an aside ("…, targeting reviews within two years"), not the act."""
        return ASIDE.search(self.words[verb - self.start : at - self.start]) is not None


def timing_of(text: str, s: Sentence) -> Timing:
    """Find every rule about time in a sentence of a paragraph."""
    words = text[s.start : s.end]
    return Timing(s.start, words, find_deadlines(words), find_recurrences(words))


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
