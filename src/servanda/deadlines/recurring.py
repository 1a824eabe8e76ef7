"""How often: RFC 5545 recurrence rules, and the next date by which something must have happened.

The rule of the calendar spaces several times in a period evenly, as a plan would. The date by
which the words are broken is the end of the period: "twice a year" is kept by two in December.
"""

from datetime import date, datetime, time
from typing import cast

from dateutil.rrule import rrule, rrulestr

from servanda.deadlines.counting import Length, parse_length, shift
from servanda.deadlines.model import Due, Recurrence
from servanda.deadlines.wording import day_in_words, length_in_words, sentence

_DAYS = {"years": 365, "months": 30, "weeks": 7, "days": 1}


def rrule_of(every: Length, times: int = 1, by: tuple[int, int] | None = None) -> str:
    """Write the recurrence as an RFC 5545 rule, several times in a period evenly spaced."""
    if by:
        return f"FREQ=YEARLY;{_on_day(*by)}"
    if every.in_months and every.in_months % times == 0 and not every.in_days:
        months = every.in_months // times
        if months % 12 == 0:
            return _frequency("YEARLY", months // 12)
        return _frequency("MONTHLY", months)
    days = (_DAYS["months"] * every.months + _DAYS["years"] * every.years + every.in_days) // times
    if days and days % 7 == 0:
        return _frequency("WEEKLY", days // 7)
    return _frequency("DAILY", max(days, 1))


def _frequency(name: str, interval: int) -> str:
    return f"FREQ={name}" if interval == 1 else f"FREQ={name};INTERVAL={interval}"


def _on_day(month: int, day: int) -> str:
    """Name a yearly day; the 31st of any month means its last day, 29 February likewise."""
    last = (month == 2 and day >= 29) or day == 31 or (day == 30 and month in {4, 6, 9, 11})
    return f"BYMONTH={month};BYMONTHDAY={-1 if last else day}"


def occurrences(recurrence: Recurrence, start: date, until: date) -> list[date]:
    """List the planned dates after the start, up to and with `until`, by the rule of the calendar.

    The start is not among them. From a 31st, a shorter month has its last day.
    """
    rule = _rule_from(recurrence, start)
    begin, end = _moment(start), _moment(until)
    return [moment.date() for moment in rule.between(begin, end, inc=True) if moment > begin]


def _rule_from(recurrence: Recurrence, start: date) -> rrule:
    words = recurrence.rrule
    if (
        start.day > 28
        and "BYMONTH" not in words
        and words.startswith(("FREQ=YEARLY", "FREQ=MONTHLY"))
    ):
        days = ",".join(str(day) for day in range(28, start.day + 1))
        month = f";BYMONTH={start.month}" if words.startswith("FREQ=YEARLY") else ""
        words += f"{month};BYMONTHDAY={days};BYSETPOS=-1"
    return cast("rrule", rrulestr(words, dtstart=_moment(start)))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time())  # a day, not an instant: no zone is meant


def next_due(recurrence: Recurrence, start: date, *, after: date, language: str = "en") -> Due:
    """Find the first date later than `after` by which it must have happened again.

    Counted in whole periods from `start`, so that a late meeting does not move the next one.
    """
    length = parse_length(recurrence.every)
    if length is None:
        return Due(None, sentence("no_period", language), None)
    if "BYMONTH" in recurrence.rrule:
        return _next_yearly_day(recurrence, start, after, language)
    try:
        count, day = _first_after(start, length, after)
    except OverflowError:
        return Due(None, sentence("beyond", language), None)
    total = Length(*(count * part for part in _parts(length)))
    words = f"{day_in_words(start, language)} + {length_in_words(total, language)}"
    words += f" = {day_in_words(day, language)}"
    if recurrence.times > 1:
        words += sentence("times_by_then", language, times=recurrence.times)
    return Due(day, words, None)


def _parts(length: Length) -> tuple[int, int, int, int, int]:
    return length.years, length.months, length.weeks, length.days, length.hours


def _first_after(start: date, length: Length, after: date) -> tuple[int, date]:
    """Find the least whole number of periods that leads past a day, by halving."""
    low, high = 0, 1
    while not _passes(start, length, high, after):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _passes(start, length, middle, after):
            high = middle
        else:
            low = middle
    return high, _multiple(start, length, high)


def _passes(start: date, length: Length, count: int, after: date) -> bool:
    try:
        return _multiple(start, length, count) > after
    except OverflowError:
        return True


def _multiple(start: date, length: Length, count: int) -> date:
    return shift(start, Length(*(count * part for part in _parts(length))))


def _next_yearly_day(recurrence: Recurrence, start: date, after: date, language: str) -> Due:
    rule = rrulestr(recurrence.rrule, dtstart=_moment(start))
    found = rule.after(_moment(max(start, after)))
    if found is None:
        return Due(None, sentence("beyond", language), None)
    day = found.date()
    return Due(day, sentence("yearly_day", language, day=day_in_words(day, language)), None)
