"""A table with projects to be put on a list, and the ways to look at them."""

from typing import Any

from django.utils import timezone

from desk.bodies.table import Table
from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.bodies.models import PaperVersion
from servanda.desk.bodies.services.papers import approve, propose
from servanda.desk.projects.models import ListEntry, Project, ProjectList
from servanda.desk.projects.selectors import projects as selectors
from servanda.desk.projects.selectors.lists import ListView
from servanda.desk.projects.selectors.lists import project_list as one_list
from servanda.desk.projects.services import things
from servanda.desk.projects.services.lists import draft_paper
from servanda.desk.record.viewpoint import Viewpoint


def viewpoint(by: Person) -> Viewpoint:
    """Return from where somebody looks today."""
    return Viewpoint(viewer_for(by), timezone.localdate())


def project(at: Table, name: str = "The railway", **fields: Any) -> Project:
    """Let the north add a project that the partners see."""
    fields.setdefault("classification", "partners")
    return things.add(Project, at.here.id, by=at.drafter, name_en=name, **fields)


def listed(at: Table, *projects: Project, **fields: Any) -> ProjectList:
    """Let the north begin a list and put projects on it."""
    fields.setdefault("classification", "partners")
    made = things.add(
        ProjectList, at.here.id, by=at.drafter, inside=at.body, title_en="For 2027", **fields
    )
    for each in projects:
        put_on(at, made, each)
    return made


def put_on(at: Table, drawn_up: ProjectList, each: Project, note: str = "") -> ListEntry:
    """Put a project on a list."""
    return things.add(
        ListEntry, at.here.id, by=at.drafter, inside=drawn_up, project=each, note=note
    )


def signed(at: Table, drawn_up: ProjectList) -> PaperVersion:
    """Let both sides adopt a list as it is now."""
    version = propose(draft_paper(drawn_up.id, by=at.drafter).id, by=at.drafter)
    approve(version.id, version.sha256, by=at.northern)
    approve(version.id, version.sha256, by=at.southern)
    return version


def standing(at: Table, by: Person, each: Project) -> str:
    """Return a project's standing as somebody sees it."""
    found = selectors.project(viewpoint(by), at.here.id, each.local_id)
    assert found is not None
    return found.shown.standing.value


def shown_list(at: Table, by: Person, drawn_up: ProjectList) -> ListView:
    """Return a list as somebody sees it."""
    found = one_list(viewpoint(by), at.here.id, drawn_up.local_id)
    assert found is not None
    return found
