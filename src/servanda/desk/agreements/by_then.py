"""Leaves out what came after the day from which one looks; seen from today nothing is left out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone

from servanda.desk.agreements.selectors import CalendarEntry, InstrumentView
from servanda.desk.record.viewpoint import Viewpoint


def had_come(viewpoint: Viewpoint, day: date) -> bool:
    """Tell whether a day had come; from today, a date ahead that is recorded is shown too."""
    return day <= viewpoint.on or viewpoint.on >= timezone.localdate()


def entries_by_then(viewpoint: Viewpoint, entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """Keep due dates, and the events that had happened."""
    return [each for each in entries if each.event is None or had_come(viewpoint, each.date)]


def instrument_by_then(viewpoint: Viewpoint, view: InstrumentView) -> InstrumentView:
    """Keep the events of an instrument that had happened."""
    events = (each for each in view.events if had_come(viewpoint, each.date))
    return replace(view, events=tuple(events))
