"""A body of a classification with everything that can belong to one, each with its canary."""

from datetime import UTC, date, datetime
from typing import Any

from desk.access.canaries import canary
from servanda.desk.agreements.models import Commitment, Provision
from servanda.desk.bodies.models import (
    Action,
    AgendaItem,
    Approval,
    Attendance,
    Body,
    Decision,
    Mandate,
    Meeting,
    Paper,
    PaperVersion,
    Seat,
)

AT = datetime(2026, 11, 19, 9, tzinfo=UTC)
SINCE = date(2026, 3, 1)


def seat_everybody(world: Any, of: str) -> None:
    """Make a body with a seat, a meeting, what stands in it, and a paper."""
    body = world._make(Body, of, kind="working_group", standing="established", areas=[canary(of)])
    provision = world._own(Provision, of)
    world._make(Mandate, of, body=body, provision=provision)
    world._make(Seat, of, body=body, party=world.north, role="co_chair", since=SINCE)
    _meet(world, of, body, "own", 1)
    _write(world, of, body, "own")


def seat_in_public(world: Any, of: str, number: int) -> None:
    """Make hidden things of a public body: a seat, a meeting, a paper, a point about a secret."""
    body = world._own(Body, "public")
    world._make(Seat, of, "in-public", body=body, party=world.north, role="member", since=SINCE)
    world._make(Mandate, of, "in-public", body=body, provision=world._own(Provision, of))
    _meet(world, of, body, "in-public", number)
    _write(world, of, body, "in-public")
    hidden = world._own(Commitment, of)
    meeting = world._own(Meeting, "public")
    plain = {"title": "A point", "minutes": "", "commitment": hidden}
    world._make(AgendaItem, of, "about-hidden", meeting=meeting, **plain)


def _meet(world: Any, of: str, body: Body, name: str, number: int) -> None:
    commitment = world._own(Commitment, of)
    meeting = world._make(
        Meeting,
        of,
        name,
        body=body,
        number=number,
        on=date(2026, 12, 1),
        timezone="Asia/Baku",
        answers=commitment,
    )
    item = world._make(AgendaItem, of, name, meeting=meeting, commitment=commitment)
    world._make(Attendance, of, name, meeting=meeting, party=world.north)
    decision = world._make(Decision, of, name, meeting=meeting, item=item, number=1)
    world._make(
        Action,
        of,
        name,
        meeting=meeting,
        decision=decision,
        party=world.north,
        owner=world.people["officer of North"],
        due=date(2026, 12, 15),
    )


def _write(world: Any, of: str, body: Body, name: str) -> None:
    paper = world._make(Paper, of, name, body=body, kind="decision", subject_kind="")
    version = world._make(
        PaperVersion,
        of,
        name,
        paper=paper,
        number=1,
        content={"text_en": canary(of)},
        sha256="0" * 64,
        drafted_by=world.north,
        state="proposed",
        proposed=AT,
    )
    turned = {"party": world.north, "person": world.people["approver"], "sha256": "0" * 64}
    world._make(Approval, of, name, version=version, at=AT, **turned)
