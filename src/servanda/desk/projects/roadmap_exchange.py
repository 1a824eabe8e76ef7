"""A plan as a file in the formats that the exchange knows."""

from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.critical_path import Schedule
from servanda.scheduling.model import Plan

WRITTEN = {"plan.csv": "text/csv; charset=utf-8", "plan.xml": "application/xml"}


def write(name: str, schedule: Schedule, title: str) -> bytes:
    """Write a schedule in the format that a file's name asks for."""
    raise NotAPlan(f"Plans cannot be written as {name} ({title}, {len(schedule.rows)} rows) yet.")


def read(data: bytes, name: str) -> Plan:
    """Read a plan; raise NotAPlan with the row or element that cannot be."""
    raise NotAPlan(f"Plans cannot be read from {name} ({len(data)} bytes) yet.")
