"""Every form of bodies × every role: who may send it, and that nobody else changes anything."""

from collections.abc import Callable
from typing import Any

import pytest

import make
from desk.bodies import table
from desk.bodies.table import Table
from servanda.desk.accounts.models import Person
from servanda.desk.bodies.models import Meeting
from servanda.desk.bodies.services import things
from servanda.desk.record import services
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

BODY = {"name_en": "A", "kind": "commission", "standing": "allowed", "since_precision": "day"}
MEETING = {"on": "2027-01-10", "timezone": "Asia/Baku", "state": "planned"}
SEAT = {"name": "A", "role": "member", "since": "2026-01-01"}
OFFICERS = {"drafter", "southern_drafter", "secretary"}
DRAFTERS = {"drafter", "southern_drafter"}
NORTHERN = {"drafter"}

Send = Callable[[Table, Meeting], tuple[str, dict[str, Any]]]


def of_body(rest: str, fields: dict[str, Any]) -> Send:
    return lambda at, _meeting: (f"/{at.here.id}/bodies/{at.body.local_id}/{rest}", fields)


def of_meeting(rest: str, fields: dict[str, Any]) -> Send:
    return lambda at, meeting: (f"/{at.here.id}/meetings/{meeting.local_id}/{rest}", fields)


def of_paper(verb: str, *, proposed: bool) -> Send:
    def send(at: Table, _meeting: Meeting) -> tuple[str, dict[str, Any]]:
        version = table.proposed(at) if proposed else table.drafted(at)
        where = f"/{at.here.id}/papers/{version.paper.local_id}/{version.local_id}/{verb}/"
        return where, {"sha256": version.sha256, "party": at.north.id, "reason": "No."}

    return send


def with_party(send: Send) -> Send:
    def filled(at: Table, meeting: Meeting) -> tuple[str, dict[str, Any]]:
        where, fields = send(at, meeting)
        return where, {**fields, "party": at.north.id}

    return filled


def add_body(at: Table, _meeting: Meeting) -> tuple[str, dict[str, Any]]:
    return f"/{at.here.id}/bodies/add/", {**BODY, "classification": "public"}


FORMS: dict[str, tuple[Send, set[str]]] = {
    "add a body": (add_body, OFFICERS | {"observer"}),
    "seat somebody": (with_party(of_body("seats/add/", SEAT)), OFFICERS | {"observer"}),
    "add a meeting": (
        of_body("meetings/add/", {**MEETING, "classification": "public"}),
        OFFICERS | {"observer"},
    ),
    "draft a decision": (of_body("papers/add/", {"title": "A", "text_en": "B"}), DRAFTERS),
    "add a point": (of_meeting("agenda/add/", {"title": "A"}), OFFICERS | {"observer"}),
    "add who was there": (of_meeting("attendance/add/", {"name": "A"}), OFFICERS | {"observer"}),
    "add a decision": (of_meeting("decisions/add/", {"text_en": "A"}), OFFICERS | {"observer"}),
    "add an action": (
        with_party(of_meeting("actions/add/", {"text": "A", "state": "open"})),
        OFFICERS | {"observer"},
    ),
    "draft the minutes": (of_meeting("minutes/", {}), DRAFTERS),
    "propose": (of_paper("propose", proposed=False), NORTHERN),
    "withdraw": (of_paper("withdraw", proposed=True), NORTHERN),
    "approve for North": (
        of_paper("approve", proposed=True),
        {"northern", "other_northern", "both"},
    ),
}


def everybody(at: Table) -> dict[str, Person | None]:
    others = {
        role: make.person(role=role, party=at.north) for role in ("reader", "analyst", "operator")
    }
    return {
        **at.people(),
        **others,
        "auditor": make.person(role="auditor", within=at.here),
        "stranger": make.person(),
        "anonymous": None,
    }


@pytest.mark.parametrize("name", FORMS)
def test_only_who_may_changes_anything(at: Table, name: str) -> None:
    send, may = FORMS[name]
    meeting = things.add(
        Meeting, at.here.id, by=at.drafter, inside=at.body, on="2026-12-01", timezone="Asia/Baku"
    )
    changed: set[str] = set()

    for kind, person in everybody(at).items():
        where, fields = send(at, meeting)
        before = services.head()
        answer = make.signed_in(person).post(where, fields)
        assert answer.status_code in {302, 403, 404}, (kind, answer.status_code)
        if services.head() != before:
            changed.add(kind)
        if "paper" in where:
            clear(at)

    assert changed == may


def clear(at: Table) -> None:
    """Take back what is on the table, so that the next person finds it as the first did."""
    for paper in at.body.papers.all():
        for version in paper.versions.filter(state__in=["draft", "proposed"]):
            services.change(version, by=SYSTEM, action="paper_version.withdrawn", state="withdrawn")
