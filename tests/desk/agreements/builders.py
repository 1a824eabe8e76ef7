"""Makes instruments, their texts and their commitments, each with as little as it needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import time_machine

from servanda.desk.accounts.models import Partnership, Party
from servanda.desk.agreements.models import (
    Commitment,
    Event,
    Instrument,
    InstrumentParty,
    Provision,
    Relation,
    Text,
)
from servanda.desk.agreements.services.refreshing import refresh_instrument
from servanda.desk.record import services as record
from servanda.desk.record.policy import ANONYMOUS, Viewer
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.viewpoint import Viewpoint

TODAY = date(2026, 11, 21)
SIGNED = date(2026, 2, 10)
BODY = "SECTION IV\n\nThe Parties shall settle lists of projects within three months.\n"
QUOTE = "The Parties shall settle lists of projects within three months."
START = BODY.index(QUOTE)

WITHIN_THREE_MONTHS: dict[str, Any] = {
    "deadline_expression": "within three months",
    "deadline_bound": "within",
    "deadline_duration": "P3M",
    "deadline_anchor": "signature",
}
ONCE_A_YEAR: dict[str, Any] = {
    "recurrence_expression": "at least once a year",
    "recurrence_every": "P1Y",
    "recurrence_times": 1,
    "recurrence_rrule": "FREQ=YEARLY",
}


def looking(viewer: Viewer = ANONYMOUS, on: date = TODAY, known: date | None = None) -> Viewpoint:
    """Return a viewpoint, by default the public's on 21 November 2026."""
    return Viewpoint(viewer, on, known)


@contextmanager
def at(day: date, hour: int = 12) -> Iterator[None]:
    """Let the clock stand at an hour of a day."""
    with time_machine.travel(f"{day.isoformat()}T{hour:02}:00:00Z", tick=False):
        yield


def instrument(within: Partnership, local_id: str = "charter", **fields: Any) -> Instrument:
    """Make an instrument with one text of one section."""
    fields = {"title_en": f"The {local_id}", "short_en": local_id, "kind": "charter", **fields}
    body = fields.pop("body", BODY)
    new = Instrument(id=f"{within.id}.{local_id}", partnership=within, **fields)
    record.create(new, by=SYSTEM, action="instrument.added")
    text = Text(
        id=f"{new.id}-en", instrument=new, language="en", standing="digest", body=body, sha256="0"
    )
    record.create(text, by=SYSTEM, action="text.added")
    provision(text, "sec_4", num="IV", end=len(body))
    return new


def provision(text: Text, eid: str, **fields: Any) -> Provision:
    """Make a provision, by default a section over the whole text."""
    fields = {"kind": "section", "start": 0, "end": len(text.body), **fields}
    new = Provision(id=f"{text.id}--{eid}", text=text, eid=eid, **fields)
    return record.create(new, by=SYSTEM, action="provision.added")


def event(of: Instrument, kind: str = "signed", day: date = SIGNED, **fields: Any) -> Event:
    """Make an event of an instrument, by default its signature."""
    fields.setdefault("label_en", f"{kind} on that day")
    new = Event(partnership=of.partnership, instrument=of, kind=kind, date=day, **fields)
    new.id = f"{of.id}-{kind}-{day}-{Event.objects.count()}"
    made = record.create(new, by=SYSTEM, action="event.added")
    refresh_instrument(of.id)
    return made


def part(of: Instrument, party: Party, **fields: Any) -> InstrumentParty:
    """Give a party a part in an instrument."""
    fields.setdefault("role", "signatory")
    new = InstrumentParty(id=f"{of.id}--{party.local_id}", instrument=of, party=party, **fields)
    made = record.create(new, by=SYSTEM, action="instrument_party.added")
    refresh_instrument(of.id)
    return made


def relation(of: Instrument, target: Instrument, kind: str = "builds_on") -> Relation:
    """Relate an instrument to another."""
    new = Relation(id=f"{of.id}--{target.local_id}", instrument=of, target=target, kind=kind)
    return record.create(new, by=SYSTEM, action="relation.added")


def commitment(of: Instrument, local_id: str = "lists", **fields: Any) -> Commitment:
    """Make a commitment in the section of an instrument's text."""
    where = fields.pop("provision", None) or Provision.objects.get(text__instrument=of, eid="sec_4")
    fields = {
        "quote": QUOTE,
        "start": START,
        "end": START + len(QUOTE),
        "force": "obligation",
        "summary_en": f"Keep {local_id}",
        **fields,
    }
    new = Commitment(
        id=f"{of.partnership_id}.{local_id}",
        partnership=of.partnership,
        instrument=of,
        provision=where,
        **fields,
    )
    made = record.create(new, by=SYSTEM, action="commitment.adopted")
    refresh_instrument(of.id)
    made.refresh_from_db()
    return made
