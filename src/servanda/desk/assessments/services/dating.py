"""The two dates of a piece of evidence: the day of its source, and the day of the fact."""

import re
from calendar import monthrange
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.words import Precision
from servanda.desk.assessments.models.words import Direction
from servanda.desk.sources.models import Original

WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
AHEAD = frozenset({Direction.ANNOUNCEMENT, Direction.DENIAL})  # may speak of what is to come
COARSE = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}


def last_day_of(published: str) -> date | None:
    """Return the last day that a date, of which only the month or year may be known, can mean.

    >>> last_day_of("2026-02"), last_day_of("2024"), last_day_of("soon")
    (datetime.date(2026, 2, 28), datetime.date(2024, 12, 31), None)
    """
    found = WRITTEN.fullmatch(published.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None


def source_day(original: Original, given: date | None) -> date:
    """Return the day of a source: the one given, or else the one on which it was published.

    Where only its month or year is known it is the last day of it, yet never a day after the
    original was already here.
    """
    if given is not None and given > timezone.localdate():
        raise Refused(
            _(
                "Nothing was saved: the date of the source lies ahead. Give the day on which "
                "it was published."
            )
        )
    day = given or last_day_of(original.published)
    if day is None:
        raise Refused(
            _(
                "Nothing was saved: this original does not say when it was published. Give the "
                "date of the source."
            )
        )
    if given is None and len(original.published.strip()) < len("2026-02-10"):
        return min(day, original.added.date())
    return day


def check_fact_day(fact_on: date | None, precision: str, source_on: date, direction: str) -> None:
    """Refuse a report of what had not happened yet when its source was published."""
    if fact_on is None or direction in AHEAD or precision not in COARSE:
        return
    known = COARSE[Precision(precision)]
    if fact_on.timetuple()[:known] > source_on.timetuple()[:known]:
        raise Refused(
            _(
                "Nothing was saved: the fact is dated after the source that reports it. Correct "
                "one of the dates, or link the words as an announcement."
            )
        )
