"""Dates and dated events as a person types them."""

import re
from collections.abc import Iterable
from datetime import date

import click

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_EVENT = re.compile(r"[a-z][a-z0-9_]*")


class IsoDate(click.ParamType[date]):
    """A calendar date written YEAR-MONTH-DAY."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the date or say how to write it."""
        try:
            return value if isinstance(value, date) else iso_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class NamedDate(click.ParamType[tuple[str, date]]):
    """An event with its date, written NAME=DATE."""

    name = "name=date"

    def convert(
        self,
        value: str | tuple[str, date],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, date]:
        """Read the event or say how to write it."""
        if isinstance(value, tuple):
            return value
        written, equals, day = value.partition("=")
        name = re.sub(r"[\s-]+", "_", written.strip().lower())
        if not equals or not _EVENT.fullmatch(name):
            self.fail(
                f"“{value}” is not an event; write NAME=DATE, as in ratification=2026-05-01",
                param,
                ctx,
            )
        try:
            return name, iso_date(day)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def iso_date(written: str) -> date:
    """Read YEAR-MONTH-DAY and nothing that could be read two ways.

    >>> iso_date("2026-02-10")
    datetime.date(2026, 2, 10)
    """
    try:
        if _ISO.fullmatch(written.strip()):
            return date.fromisoformat(written.strip())
    except ValueError as error:
        raise ValueError(
            f"“{written}” is not a date ({error}); write YEAR-MONTH-DAY, as in 2026-02-10"
        ) from None
    raise ValueError(f"“{written}” is not a date; write YEAR-MONTH-DAY, as in 2026-02-10")


def events_by_name(events: Iterable[tuple[str, date]]) -> dict[str, date]:
    """Gather the events that were given; one name has one date."""
    dated: dict[str, date] = {}
    for name, day in events:
        if dated.setdefault(name, day) != day:
            raise click.UsageError(
                f"the event “{name}” was given two dates, {dated[name]} and {day}"
            )
    return dated
