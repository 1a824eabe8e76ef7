"""A plan as a file, out and in: one table (CSV), or Microsoft Project's XML (MSPDI)."""

from servanda.exchange import mspdi, plan_csv
from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.critical_path import Schedule
from servanda.scheduling.model import Plan

CSV, XML = "plan.csv", "plan.xml"
WRITTEN = {CSV: "text/csv; charset=utf-8", XML: "application/xml"}


def write(name: str, schedule: Schedule, title: str) -> bytes:
    """Write a schedule in the format that a file's name asks for."""
    plan = schedule.network.plan
    return plan_csv.write(plan) if name == CSV else mspdi.write(plan, schedule, title=title)


def read(data: bytes, name: str) -> Plan:
    """Read a plan; raise NotAPlan with the row or element that cannot be."""
    if name.lower().endswith(".csv"):
        return plan_csv.read(data)
    if name.lower().endswith(".xml"):
        return mspdi.read(data)
    raise NotAPlan(
        f"“{name[:80]}” is neither a CSV nor an XML file by its name, and was not read. Save the "
        "plan as CSV, or from Microsoft Project as XML."
    )
