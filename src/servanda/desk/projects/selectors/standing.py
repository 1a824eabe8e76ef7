"""Whether both sides have put projects on a list: read from papers, never set by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from servanda.desk.agreements.selectors.shelf import kept
from servanda.desk.bodies.selectors.papers import PaperView, papers
from servanda.desk.bodies.words import PaperKind
from servanda.desk.projects.list_content import projects_in
from servanda.desk.projects.models import Project
from servanda.desk.projects.words import ProjectStanding
from servanda.desk.record.viewpoint import Viewpoint


@dataclass(frozen=True, slots=True)
class Listed:
    """The papers that name a project: adopted by both sides, and only proposed."""

    adopted: list[PaperView] = field(default_factory=list)
    proposed: list[PaperView] = field(default_factory=list)


def listed(viewpoint: Viewpoint, partnership_id: str) -> Mapping[str, Listed]:
    """Return, by local id of a project, the papers that name it, as far as the viewer sees them."""
    memory = kept(viewpoint, partnership_id)
    if "listed" not in memory:
        memory["listed"] = _listed(viewpoint, partnership_id)
    found: Mapping[str, Listed] = memory["listed"]
    return found


def _listed(viewpoint: Viewpoint, partnership_id: str) -> dict[str, Listed]:
    found: dict[str, Listed] = {}
    for view in papers(viewpoint, partnership_id):
        if view.paper.kind != PaperKind.PROJECT_LIST:
            continue
        if view.adopted:
            for name in projects_in(view.adopted.version.content):
                found.setdefault(name, Listed()).adopted.append(view)
        if view.proposed:
            for name in projects_in(view.proposed.version.content):
                found.setdefault(name, Listed()).proposed.append(view)
    return found


def standing_of(project: Project, named: Listed | None) -> ProjectStanding:
    """Return a project's standing: what both sides adopted outweighs what one side recorded."""
    if named and named.adopted:
        return ProjectStanding.ADOPTED
    if named and named.proposed:
        return ProjectStanding.PROPOSED
    if project.standing == ProjectStanding.DROPPED:
        return ProjectStanding.DROPPED
    return ProjectStanding.CANDIDATE
