"""Find the words of time in a text: deadlines, recurrences, days of the calendar."""

from collections.abc import Iterator

from servanda.deadlines.azerbaijani import recurrences as azerbaijani_recurrences
from servanda.deadlines.azerbaijani import rules as azerbaijani_rules
from servanda.deadlines.azerbaijani import vocabulary as azerbaijani_vocabulary
from servanda.deadlines.azerbaijani.dates import date_at as azerbaijani_date_at
from servanda.deadlines.english import recurrences as english_recurrences
from servanda.deadlines.english import rules as english_rules
from servanda.deadlines.english import vocabulary as english_vocabulary
from servanda.deadlines.english.dates import date_at as english_date_at
from servanda.deadlines.grammar import Cycle, Draft
from servanda.deadlines.model import Bound, DeadlineRule, NamedDate, Recurrence
from servanda.deadlines.recurring import rrule_of
from servanda.deadlines.words import Phrase, phrases

_SEEDS = {"en": english_vocabulary.SEED, "az": azerbaijani_vocabulary.SEED}
_RULES = {"en": english_rules.rules, "az": azerbaijani_rules.rules}
_CYCLES = {"en": english_recurrences.cycles, "az": azerbaijani_recurrences.cycles}
_DATES = {"en": english_date_at, "az": azerbaijani_date_at}


def find_deadlines(text: str, language: str = "en") -> list[DeadlineRule]:
    """Find every rule about when, in the order of the text.

    >>> [(rule.expression, rule.duration) for rule in find_deadlines("Report within 30 days.")]
    [('within 30 days', 'P30D')]
    """
    tongue = _tongue(language)
    return [
        _rule(phrase, draft)
        for phrase in _phrases(text, tongue)
        for draft in _RULES[tongue](phrase)
    ]


def find_recurrences(text: str, language: str = "en") -> list[Recurrence]:
    """Find every rule about how often, in the order of the text.

    >>> [(found.every, found.times) for found in find_recurrences("at least twice a year")]
    [('P1Y', 2)]
    """
    tongue = _tongue(language)
    return [
        _recurrence(phrase, cycle)
        for phrase in _phrases(text, tongue)
        for cycle in _CYCLES[tongue](phrase)
    ]


def find_dates(text: str, language: str = "en") -> list[NamedDate]:
    """Find the days, months, quarters, years and seasons of the calendar that prose names.

    >>> [str(found.date) for found in find_dates("signed on the 26th of October 2025")]
    ['2025-10-26']
    """
    tongue = _tongue(language)
    return [found for phrase in _phrases(text, tongue) for found in _dates(phrase, tongue)]


def _tongue(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]


def _phrases(text: str, tongue: str) -> tuple[Phrase, ...]:
    """Split the text; a language without a grammar here has no sentence to look at."""
    return phrases(text, tongue, _SEEDS[tongue]) if tongue in _SEEDS else ()


def _rule(phrase: Phrase, draft: Draft) -> DeadlineRule:
    words, start, end = phrase.span(draft.first, draft.end)
    stretch, anchor, days = draft.stretch, draft.anchor, draft.days
    names = anchor.names if anchor else ()
    day = anchor.day if anchor else None
    if days:
        starts = draft.bound in {Bound.BEFORE, Bound.FROM} and not days.edge
        day = days.first if starts else days.last
    length = stretch.length.iso() if stretch and stretch.length else None
    return DeadlineRule(
        expression=words,
        start=start,
        end=end,
        bound=draft.bound,
        duration=length,
        date=day,
        anchor=names[0] if len(names) == 1 else None,
        candidates=names if len(names) > 1 else (),
        choice=draft.choice or (anchor.choice if anchor and len(names) > 1 else None),
        working_days=bool(stretch and stretch.working),
        month_start=draft.month_start,
        blank=bool(stretch and stretch.length is None),
        direction=draft.direction,
        period_end=draft.period_end,
        alternative=_rule(phrase, draft.alternative) if draft.alternative else None,
    )


def _recurrence(phrase: Phrase, cycle: Cycle) -> Recurrence:
    words, start, end = phrase.span(cycle.first, cycle.end)
    bound = Bound.AT_LEAST_EVERY if cycle.at_least else Bound.EVERY
    rrule = rrule_of(cycle.every, cycle.times, cycle.by)
    return Recurrence(words, start, end, cycle.every.iso(), cycle.times, rrule, bound)


def _dates(phrase: Phrase, tongue: str) -> Iterator[NamedDate]:
    place = 0
    while place < phrase.size:
        days = _DATES[tongue](phrase, place)
        if days:
            words, start, end = phrase.span(place, days.end)
            yield NamedDate(words, start, end, days.first, days.last, days.precision)
        place = days.end if days else place + 1
