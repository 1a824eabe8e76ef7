"""Spans: that provisions lie inside their text, and that a quote is what stands at its span."""

from collections.abc import Iterator
from typing import Any

from servanda.exchange.dossier.checks import Contents
from servanda.exchange.dossier.mistakes import Mistake
from servanda.exchange.dossier.tables import Line

SHOWN = 60


def provisions_inside(contents: Contents) -> Iterator[Mistake]:
    """Name provisions that reach beyond their text or hold nothing."""
    for line in contents.lines["provisions"]:
        body = contents.wording.get(line.row.text)
        if body is None or line.row.start < line.row.end <= len(body):
            continue
        why = (
            f"Characters {line.row.start} to {line.row.end} are no part of the text, which has"
            f" {len(body)}. Correct start and end."
        )
        yield Mistake("provisions.csv", line.number, "end", why)


def quotes_at_their_spans(contents: Contents) -> Iterator[Mistake]:
    """Name commitments whose quote is not what the text says at that place."""
    for line in contents.lines["commitments"]:
        body = contents.wording.get(line.row.text)
        if body is not None and body[line.row.start : line.row.end] != line.row.quote:
            why = misplaced(body, line.row)
            yield Mistake("commitments.csv", line.number, "quote", why)


def misplaced(body: str, row: Any) -> str:
    """Say that a quote is not at its span, and where it is."""
    found = _shorten(body[row.start : row.end])
    wrong = f'Characters {row.start} to {row.end} of the text are "{found}", not the quote.'
    place = body.find(row.quote)
    if place < 0:
        return f"{wrong} The quote is nowhere in the text. Copy it from the text, exactly."
    line = body.count("\n", 0, place) + 1
    again = " (and again later)" if body.find(row.quote, place + 1) >= 0 else ""
    return (
        f"{wrong} It stands at {place} to {place + len(row.quote)}, on line {line} of the"
        f" text{again}. Correct start and end."
    )


def _flat(words: str) -> str:
    """Give words with single spaces, however the text breaks its lines."""
    return " ".join(words.split())


def _shorten(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"


def commitments_in_their_provision(contents: Contents) -> Iterator[Mistake]:
    """Name commitments that lie outside their provision or whose text is another instrument's."""
    provisions = {(line.row.text, line.row.eid): line.row for line in contents.lines["provisions"]}
    texts = {line.row.id: line.row for line in contents.lines["texts"]}
    for line in contents.lines["commitments"]:
        provision = provisions.get((line.row.text, line.row.provision))
        text = texts.get(line.row.text)
        if text and text.instrument != line.row.instrument:
            why = f'The text "{text.id}" belongs to "{text.instrument}". Correct one of the two.'
            yield Mistake("commitments.csv", line.number, "instrument", why)
        if provision and not (provision.start <= line.row.start and line.row.end <= provision.end):
            why = (
                f"The span lies outside {provision.eid}, which is {provision.start} to"
                f" {provision.end}. Correct the provision, or start and end."
            )
            yield Mistake("commitments.csv", line.number, "provision", why)


def deadlines_in_their_words(contents: Contents) -> Iterator[Mistake]:
    """Name deadlines and recurrences whose words the text does not hold."""
    bodies = {name: _flat(body) for name, body in contents.wording.items()}
    for line in contents.lines["commitments"]:
        body = bodies.get(line.row.text, "")
        yield from _deadline(line, body)
        yield from _recurrence(line, body)


def _deadline(line: Line, body: str) -> Iterator[Mistake]:
    row = line.row
    rule = row.deadline_bound or row.deadline_duration or row.deadline_date or row.deadline_anchor
    yield from _words(line, "deadline_expression", body, has_rule=bool(rule))
    if row.deadline_expression and not row.deadline_bound:
        why = 'A deadline says how it bounds, such as "within" or "by". Fill it in.'
        yield Mistake("commitments.csv", line.number, "deadline_bound", why)
    if row.deadline_duration and row.deadline_date:
        why = "A deadline is a period or a date, not both. Empty one of the two."
        yield Mistake("commitments.csv", line.number, "deadline_date", why)


def _recurrence(line: Line, body: str) -> Iterator[Mistake]:
    row = line.row
    rule = row.recurrence_every or row.recurrence_times or row.recurrence_rrule
    yield from _words(line, "recurrence_expression", body, has_rule=bool(rule))
    if row.recurrence_expression and not (row.recurrence_every and row.recurrence_times):
        why = 'A recurrence has a period and a number of times, such as "P1Y" and 1. Fill them in.'
        yield Mistake("commitments.csv", line.number, "recurrence_every", why)


def _words(line: Line, field: str, body: str, *, has_rule: bool) -> Iterator[Mistake]:
    expression = getattr(line.row, field)
    if has_rule and not expression:
        why = "There is a rule but not the words that set it. Copy them from the text."
        yield Mistake("commitments.csv", line.number, field, why)
    if _flat(expression) not in body:  # an item of a list inherits the words of its lead-in
        why = f'"{_shorten(expression)}" is not in the text. Copy the words from it, exactly.'
        yield Mistake("commitments.csv", line.number, field, why)


SPAN_CHECKS = (
    provisions_inside,
    quotes_at_their_spans,
    commitments_in_their_provision,
    deadlines_in_their_words,
)
