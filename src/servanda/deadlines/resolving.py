"""From a rule to its date, with the working written out, or the reason why it is still open.

The day of the event is not counted and the last day is included, as in treaty practice and in
Council Regulation (EEC, Euratom) No 1182/71. Nothing moves off a weekend unless the text counts
working days.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

from servanda.deadlines.counting import (
    Length,
    add_months,
    add_working_days,
    end_of,
    parse_length,
    shift,
)
from servanda.deadlines.model import Bound, DeadlineRule, Due
from servanda.deadlines.wording import (
    day_in_words,
    event_in_words,
    length_in_words,
    month_in_words,
    sentence,
    unit_in_words,
)

_SLASHED = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{4}\b")
_DAY_NAMED = re.compile(r"\b(?:3[01]|29)\b")
_YEAR_NAMED = re.compile(r"\b\d{4}")
_NUMBERS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_NUMBER = re.compile(r"\d")
_STANDS_FOR = {"first_meeting": "meeting"}


def resolve(
    rule: DeadlineRule,
    events: Mapping[str, date],
    *,
    default_anchor: str | None = None,
    holidays: Collection[date] = (),
    language: str = "en",
) -> Due:
    """Work out the date of a rule from the dates of events, and say how; never raise.

    >>> rule = DeadlineRule("within three months", 0, 19, Bound.WITHIN, "P3M", anchor="signature")
    >>> resolve(rule, {"signature": date(2026, 2, 10)}).derivation
    '10 February 2026 + 3 months = 10 May 2026'
    """
    try:
        return _resolve(rule, events, default_anchor, holidays, language)
    except OverflowError:
        return Due(None, sentence("beyond", language), None)


def _resolve(
    rule: DeadlineRule,
    events: Mapping[str, date],
    default_anchor: str | None,
    holidays: Collection[date],
    language: str,
) -> Due:
    if rule.alternative:
        return _either(rule, rule.alternative, events, default_anchor, holidays, language)
    if rule.blank:
        words = sentence("blank", language, words=rule.expression)
        return Due(None, words, sentence("blank_number", language))
    if rule.date:
        return _count(rule, rule.date, "", holidays, language)
    if rule.candidates:
        return _choose(rule, events, holidays, language)
    name = rule.anchor or (default_anchor if rule.duration or rule.period_end else None)
    if name is None:
        return Due(None, _why_open(rule, language), None)
    day = events.get(name) or events.get(_STANDS_FOR.get(name, ""))
    if day is None:
        return _waits(rule, (name,), language)
    return _count(rule, day, name, holidays, language)


def _either(
    rule: DeadlineRule,
    other: DeadlineRule,
    events: Mapping[str, date],
    default_anchor: str | None,
    holidays: Collection[date],
    language: str,
) -> Due:
    """Take the earlier or the later of two rules; the later needs both dates."""
    alone = replace(rule, alternative=None, choice=None)
    dues = [_resolve(one, events, default_anchor, holidays, language) for one in (alone, other)]
    missing = next((due for due in dues if due.date is None), None)
    days = [due.date for due in dues if due.date]
    if not days or (rule.choice == "later" and missing):
        return missing or dues[0]
    day = max(days) if rule.choice == "later" else min(days)
    told = "; ".join(due.derivation for due in dues)
    key = "later_rule" if rule.choice == "later" else "earlier_rule"
    return Due(day, f"{told}; {sentence(key, language, day=day_in_words(day, language))}", None)


def _why_open(rule: DeadlineRule, language: str) -> str:
    """Say why words without an event and without a day give no date."""
    if rule.duration or rule.period_end:
        key = "no_anchor"
    elif _SLASHED.search(rule.expression):
        key = "ambiguous"
    elif not _YEAR_NAMED.search(rule.expression) and _NUMBER.search(rule.expression):
        key = "no_year"
    elif _DAY_NAMED.search(rule.expression):
        key = "no_day"
    else:
        key = "season"
    return sentence(key, language, words=rule.expression)


def _waits(rule: DeadlineRule, names: tuple[str, ...], language: str) -> Due:
    words = _list_of(names, language)
    length = parse_length(rule.duration or "")
    counted = ""
    if length:
        told = length_in_words(length, language, working=rule.working_days)
        side = sentence("after_it" if rule.direction > 0 else "before_it", language)
        counted = sentence("counted", language, length=told, side=side)
    key = "waits" if len(names) == 1 else "waits_all"
    told = sentence(key, language, event=words, events=words, counted=counted)
    return Due(None, told, words)


def _list_of(names: tuple[str, ...], language: str) -> str:
    joint = " və " if language.lower().startswith("az") else " and "
    told = [event_in_words(name, language) for name in names]
    return joint.join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _choose(
    rule: DeadlineRule, events: Mapping[str, date], holidays: Collection[date], language: str
) -> Due:
    """Take the later or earlier of several events; without a choice, the only one with a date."""
    known = {name: events[name] for name in rule.candidates if name in events}
    missing = tuple(name for name in rule.candidates if name not in known)
    if "agreed_date" in known:
        return Due(known["agreed_date"], _agreed(known["agreed_date"], language), None)
    if "agreed_date" in missing and known:
        return _unless_agreed(rule, known, holidays, language)
    if not known or (rule.choice != "earlier" and missing):
        return _waits(rule, missing, language)
    told = _list_of(rule.candidates, language)
    if rule.choice:
        pick = max if rule.choice == "later" else min
        name = pick(known, key=lambda event: known[event])
        lead = sentence(
            f"{rule.choice}_of", language, events=told, day=day_in_words(known[name], language)
        )
    elif len(set(known.values())) > 1:
        return Due(None, sentence("many", language, events=told), told)
    else:
        name = next(iter(known))
        lead = _same(told, known[name], language)
    due = _count(rule, known[name], name, holidays, language)
    return Due(due.date, f"{lead}; {due.derivation}", due.waits_for)


def _agreed(day: date, language: str) -> str:
    return sentence("agreed", language, day=day_in_words(day, language))


def _same(told: str, day: date, language: str) -> str:
    return sentence("same_day", language, events=told, day=day_in_words(day, language))


def _unless_agreed(
    rule: DeadlineRule, known: Mapping[str, date], holidays: Collection[date], language: str
) -> Due:
    """Count from the event; the parties may have agreed another date."""
    name, day = next(iter(known.items()))
    due = _count(rule, day, name, holidays, language)
    return Due(due.date, due.derivation + sentence("unless_agreed", language), due.waits_for)


def _count(
    rule: DeadlineRule, day: date, name: str, holidays: Collection[date], language: str
) -> Due:
    if rule.month_start:
        return _month_start(rule, day, language)
    if rule.duration is None:
        return _without_length(rule, day, name, language)
    length = parse_length(rule.duration)
    if length is None:
        return Due(None, sentence("unreadable", language, words=rule.expression), None)
    due, note = _moved(rule, day, length, holidays, language)
    told = length_in_words(length, language, working=rule.working_days)
    sign = "+" if rule.direction > 0 else "−"
    words = f"{day_in_words(day, language)} {sign} {told} = {day_in_words(due, language)}{note}"
    return _to_period_end(rule, due, words, language) if rule.period_end else Due(due, words, None)


def _moved(
    rule: DeadlineRule, day: date, length: Length, holidays: Collection[date], language: str
) -> tuple[date, str]:
    if rule.working_days and not length.in_months and length.days:
        due = add_working_days(day, rule.direction * length.in_days, holidays)
        return due, sentence("holidays" if holidays else "weekends", language)
    due = shift(day, length, rule.direction)
    return due, _month_end_note(day, length, rule.direction, language)


def _month_end_note(day: date, length: Length, direction: int, language: str) -> str:
    """Say that the month had no such day, where that moved the date."""
    if not length.in_months:
        return ""
    landed = add_months(day, direction * length.in_months)
    if landed.day == day.day:
        return ""
    month = month_in_words(landed, language)
    return f" ({sentence('no_such_day', language, month=month, number=day.day)})"


def _without_length(rule: DeadlineRule, day: date, name: str, language: str) -> Due:
    if rule.period_end:
        return _to_period_end(rule, day, "", language)
    told = day_in_words(day, language)
    if rule.bound is Bound.BEFORE and not _names_an_end(rule):
        due = day - timedelta(days=1)
        words = sentence("day_before", language, day=told, due=day_in_words(due, language))
        return Due(due, words, None)
    if name:
        event = event_in_words(name, language)
        return Due(day, sentence("on_event", language, event=event, due=told), None)
    starts = rule.bound is Bound.FROM and not _names_an_end(rule)
    key = "stated" if _names_the_day(rule, day) else "stated_start" if starts else "stated_end"
    return Due(day, sentence(key, language, day=told), None)


def _names_the_day(rule: DeadlineRule, day: date) -> bool:
    return any(int(found) == day.day for found in _NUMBERS.findall(rule.expression))


def _names_an_end(rule: DeadlineRule) -> bool:
    words = rule.expression.lower()
    return any(end in words for end in (" end", "-end", "close", "conclusion", "sonu"))


def _to_period_end(rule: DeadlineRule, day: date, before: str, language: str) -> Due:
    unit = rule.period_end or "year"
    due = end_of(day, unit)
    words = sentence(
        "period_end",
        language,
        unit=unit_in_words(unit, language),
        day=day_in_words(day, language),
        due=day_in_words(due, language),
    )
    return Due(due, f"{before}; {words}" if before else words, None)


def _month_start(rule: DeadlineRule, day: date, language: str) -> Due:
    length = parse_length(rule.duration or "P1M") or Length(months=1)
    due = add_months(day.replace(day=1), rule.direction * length.in_months)
    words = sentence(
        "month_start",
        language,
        length=length_in_words(length, language),
        day=day_in_words(day, language),
        due=day_in_words(due, language),
    )
    return Due(due, words, None)
