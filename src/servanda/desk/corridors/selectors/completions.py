"""When the projects of a network may be done, as the roadmaps of the desk have it."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.desk.agreements.selectors.shelf import kept, shelf
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.projects.models import Project, Roadmap
from servanda.desk.projects.risk_results import Outcome
from servanda.desk.projects.selectors.risk import risk
from servanda.desk.projects.selectors.roadmaps import roadmaps
from servanda.desk.record.viewpoint import Viewpoint
from servanda.flows.chances import Completion, from_quantiles, working_year
from servanda.flows.model import BadNetwork

SHARES = ((0.1, "p10"), (0.5, "p50"), (0.8, "p80"), (0.9, "p90"))


@dataclass(frozen=True, slots=True)
class Expected:
    """A project of the network, the desk's project that it stands for, and when it may be done."""

    network_project: str
    project: Project
    roadmap: Roadmap
    completion: Completion


def expected(viewpoint: Viewpoint, partnership_id: str, laid: Laid) -> list[Expected]:
    """Return what roadmaps say of when projects of the network are done, where that is known.

    A risk that nobody has asked for yet is begun and not waited for. What is known of all of them
    is kept until something is entered: a roadmap of thousands of rows takes a second to look up.
    """
    remembered = kept(viewpoint, partnership_id)
    key = ("completions", laid.sha256)
    if key in remembered:
        return list(remembered[key])
    found, whole = _looked_up(viewpoint, partnership_id, laid)
    if whole:
        remembered[key] = found
    return list(found)


def _looked_up(
    viewpoint: Viewpoint, partnership_id: str, laid: Laid
) -> tuple[tuple[Expected, ...], bool]:
    """Return what is known by now, and whether it is known of every roadmap."""
    found: dict[str, Expected] = {}
    whole = True
    for roadmap in roadmaps(viewpoint, partnership_id):
        project = roadmap.project
        name = standing_for(project, laid) if project is not None else ""
        if not name or project is None or name in found:
            continue
        outcome = risk(viewpoint, roadmap, patience=0.0).outcome
        completion = None if outcome is None else _completion(outcome, roadmap, name)
        if completion is not None:
            found[name] = Expected(name, project, roadmap, completion)
        whole = whole and outcome is not None
    return tuple(found[name] for name in sorted(found)), whole


def standing_for(project: Project, laid: Laid) -> str:
    """Return the project of the network that changes most of the links that a project names."""
    named = set(project.network_links)
    shared = {
        each.id: len(named & {change.link for change in each.changes})
        for each in laid.network.projects
    }
    most = max(shared.values(), default=0)
    best = [name for name, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 else ""


def projects_for(viewpoint: Viewpoint, partnership_id: str, laid: Laid) -> dict[str, Project]:
    """Return the desk's projects by the project of the network that they stand for."""
    found: dict[str, Project] = {}
    for each in shelf(viewpoint, partnership_id).all(Project):
        name = standing_for(each, laid)
        if name:
            found.setdefault(name, each)
    return found


def _completion(outcome: Outcome, roadmap: Roadmap, name: str) -> Completion | None:
    """Return when a roadmap's draws have it done; None where they never do."""
    at_all = round(1.0 - outcome.end.never, 6)
    days = {share: getattr(outcome.ends, field) for share, field in SHARES}
    years = {at_all * share: float(working_year(day)) for share, day in days.items() if day}
    try:
        return from_quantiles(name, years, delivered=at_all, reason=roadmap.id)
    except BadNetwork:
        return None
