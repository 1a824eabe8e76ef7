"""Projects of a classification with all that belongs to them, each with its canary."""

from datetime import date
from typing import Any

from desk.access.canaries import canary
from servanda.desk.agreements.models import Commitment
from servanda.desk.bodies.models import Body
from servanda.desk.projects.models import (
    Carries,
    Funding,
    Gate,
    Involved,
    ListEntry,
    Project,
    ProjectList,
)
from servanda.desk.record.models import Source

DAYS = {
    "earliest": date(2027, 1, 1),
    "likely": date(2027, 2, 1),
    "latest": date(2027, 3, 1),
}
MONEY: dict[str, Any] = {"amount": 1, "currency": "USD", "state": "signed"}


def carry_out(world: Any, of: str) -> None:
    """Make a project with all around it, a list with it, and a gate."""
    source, commitment = world._own(Source, of), world._own(Commitment, of)
    project = world._make(
        Project, of, source=source, network_links=[canary(of)], latitude=40.0, longitude=50.0
    )
    world._make(Carries, of, project=project, commitment=commitment)
    world._make(Involved, of, project=project, source=source)
    world._make(Funding, of, project=project, source=source, **MONEY)
    world._make(Gate, of, "of-projects", source=source, probability=0.5, **DAYS)
    drawn_up = world._make(ProjectList, of, body=world._own(Body, of), answers=commitment)
    world._make(ListEntry, of, project_list=drawn_up, project=project)


def carry_out_in_public(world: Any, of: str) -> None:
    """Hang hidden things on a public project and list, and let hidden sources tell of them."""
    project, drawn_up = world._own(Project, "public"), world._own(ProjectList, "public")
    source, hidden = world._own(Source, of), world._own(Commitment, of)
    world._make(Carries, of, "in-public", project=project, commitment=hidden)
    world._make(Involved, of, "in-public", project=project, source=source)
    world._make(Funding, of, "in-public", project=project, source=source, **MONEY)
    own = world._own(Project, of)
    world._make(ListEntry, of, "in-public", project_list=drawn_up, project=own)
    plain = {"classification": "public", "held_by": None}
    told = world._make(Project, "public", f"from-{of}", source=source, network_links=[])
    world._make(Carries, "public", f"from-{of}", project=told, commitment=hidden)
    days: dict[str, Any] = {"probability": 0.5, **DAYS}
    world._make(Gate, "public", f"from-{of}", source=source, **plain, **days)
