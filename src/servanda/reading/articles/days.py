"""Days of publication, as pages and datelines write them."""

import re
from datetime import date

from servanda.deadlines import find_dates

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,4}|\(?UTC[+\d:]*\)?))?"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\b(?:posted|published|updated|last|on|date|issued|at|dərc|tarix|опубликовано)\b|[,|•·:()–—-]",
    re.IGNORECASE,
)
_EARLIEST = 1900


def iso_day(written: str) -> str:
    """Return a day of a machine's writing as ISO 8601, or "" where it is none.

    >>> iso_day("2026-02-11T15:06:00+04:00"), iso_day("20260211"), iso_day("2026-13-40")
    ('2026-02-11', '2026-02-11', '')
    """
    written = written.strip()
    found = _ISO.fullmatch(written) or _COMPACT.fullmatch(written)
    if found:
        return _day(*(int(part) for part in found.groups()[:3]))
    partial = _PARTIAL.fullmatch(written)
    return written if partial and _is_month(partial) else ""


def dateline(line: str, language: str = "en") -> str:
    """Return the day that a line consists of, or "" where it says anything else besides.

    >>> dateline("Saturday, 09 August 2025 11:39")
    '2025-08-09'
    >>> dateline("The Charter was signed on 10 February 2026.")
    ''
    """
    if len(line) > 80:
        return ""
    dates = [found for found in find_dates(line, language) if found.precision == "day"]
    if len(dates) != 1 or dates[0].date is None:
        return iso_day(line) if len(iso_day(line)) == 10 else ""
    found = dates[0]
    rest = line[: found.start] + line[found.end :]
    left = _WEEKDAY.sub("", _TIME.sub("", rest)).strip(" .")
    return found.date.isoformat() if found.date and not left else ""


def _is_month(found: re.Match[str]) -> bool:
    return found.group(2) is None or 1 <= int(found.group(2)) <= 12


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year >= _EARLIEST else ""
    except ValueError:
        return ""
