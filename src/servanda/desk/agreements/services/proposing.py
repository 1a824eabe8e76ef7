"""What the reader found, as the fields that a commitment will have."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from servanda.desk.agreements.models import Commitment
from servanda.reading import Agreement
from servanda.reading import Commitment as Found

FIELDS = (
    "summary_en",
    "summary_az",
    "force",
    "actors",
    "act",
    "conditions",
    "recital",
    "verifiable",
    "area",
    "why",
    "deadline_expression",
    "deadline_bound",
    "deadline_duration",
    "deadline_date",
    "deadline_anchor",
    "recurrence_expression",
    "recurrence_every",
    "recurrence_times",
    "recurrence_rrule",
)
SPAN = ("eid", "start", "end")


def fields_of(found: Found) -> dict[str, Any]:
    """Return the fields of a commitment as the reader found them."""
    deadline, recurrence = found.deadline, found.recurrence
    fields: dict[str, Any] = {
        "summary_en": "",
        "summary_az": "",
        "force": str(found.force),
        "actors": list(found.actors),
        "act": found.act,
        "conditions": list(found.conditions),
        "recital": found.recital,
        "verifiable": found.verifiable,
        "area": "other",
        "why": found.why,
        "deadline_expression": deadline.expression if deadline else "",
        "deadline_bound": str(deadline.bound) if deadline else "",
        "deadline_duration": (deadline.duration or "") if deadline else "",
        "deadline_date": None,
        "deadline_anchor": (deadline.anchor or "") if deadline else "",
        "recurrence_expression": recurrence.expression if recurrence else "",
        "recurrence_every": recurrence.every if recurrence else "",
        "recurrence_times": recurrence.times if recurrence else None,
        "recurrence_rrule": recurrence.rrule if recurrence else "",
    }
    if deadline and deadline.date:
        fields["deadline_date"] = deadline.date.isoformat()
    return fields


def outline_of(agreement: Agreement) -> dict[str, Any]:
    """Return what the reader found besides commitments, for the review and for adopting it."""
    found = agreement.as_json()
    del found["commitments"]
    found["place"] = agreement.place
    found["commencement"] = agreement.commencement.as_json() if agreement.commencement else None
    found["provisions"] = [{**each.as_json(), "kind": each.kind} for each in agreement.provisions]
    found["terms"] = [
        {"kind": each.kind, "start": each.start, "end": each.end} for each in agreement.terms
    ]
    found["events"] = [
        {"name": each.name, "date": each.date.isoformat(), "expression": each.expression}
        for each in agreement.events
    ]
    return found


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields in the form in which proposals keep them; ValidationError names what is wrong.

    Dates may be given as dates or in ISO 8601, lists as lists of words.
    """
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, "A commitment has no such field."))
    for name in ("actors", "conditions"):
        words = fields.get(name, [])
        if not isinstance(words, list | tuple) or not all(isinstance(each, str) for each in words):
            raise ValidationError({name: "It must be a list of words."})
    model = Commitment(**fields)
    others = [each.name for each in Commitment._meta.concrete_fields if each.name not in fields]
    model.clean_fields(exclude=others)
    day = model.deadline_date
    cleaned = {name: getattr(model, name) for name in fields}
    if "deadline_date" in cleaned:
        cleaned["deadline_date"] = day.isoformat() if day else None
    return {name: list(each) if isinstance(each, tuple) else each for name, each in cleaned.items()}
