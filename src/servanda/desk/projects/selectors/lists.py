"""Reads of project lists: as a body draws them up, and beside them what both sides adopted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies.selectors.papers import (
    Difference,
    PaperView,
    differences,
    foremost,
    papers,
)
from servanda.desk.projects.list_content import content_of
from servanda.desk.projects.models import ListEntry, ProjectList
from servanda.desk.record.viewpoint import Viewpoint


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with its entries and its paper, and what the list says that the paper does not."""

    project_list: ProjectList
    entries: tuple[ListEntry, ...]
    paper: PaperView | None
    unadopted: tuple[Difference, ...]  # from what was adopted to the list as it is now
    unproposed: tuple[Difference, ...]  # from what is proposed or drafted to the list as it is now


def lists(viewpoint: Viewpoint, partnership_id: str, *, body_id: str = "") -> list[ListView]:
    """Return the project lists that the viewer may see, of one body or of all."""
    return _lists(viewpoint, partnership_id, {"body_id": body_id} if body_id else {})


def _lists(viewpoint: Viewpoint, partnership_id: str, where: dict[str, str]) -> list[ListView]:
    things = shelf(viewpoint, partnership_id)
    found = things.all(ProjectList, "body", "answers__instrument", **where)
    ids = [each.id for each in found]
    entries: defaultdict[str, list[ListEntry]] = defaultdict(list)
    for entry in things.all(ListEntry, "project", project_list_id__in=ids) if ids else []:
        entries[entry.project_list_id].append(entry)
    views = _papers(viewpoint, partnership_id, ids) if ids else {}
    return [_view(each, entries[each.id], views.get(each.id)) for each in found]


def project_list(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> ListView | None:
    """Return one list; None where there is none for this viewer."""
    found = _lists(viewpoint, partnership_id, {"id": f"{partnership_id}.{local_id}"})
    return next(iter(found), None)


def _papers(viewpoint: Viewpoint, partnership_id: str, ids: Iterable[str]) -> dict[str, PaperView]:
    """Return, by list, its paper: the one before both sides, else a draft."""
    found: defaultdict[str, list[PaperView]] = defaultdict(list)
    for view in papers(viewpoint, partnership_id, about=ids):
        if view.paper.subject_kind == ProjectList.ledger_kind:
            found[view.paper.subject_id].append(view)
    first = ((key, foremost(views)) for key, views in found.items())
    return {key: view for key, view in first if view is not None}


def _view(drawn_up: ProjectList, entries: list[ListEntry], paper: PaperView | None) -> ListView:
    now = content_of(drawn_up, entries)
    adopted = paper.adopted if paper else None
    opened = paper.open if paper else None
    return ListView(
        drawn_up,
        tuple(entries),
        paper,
        tuple(differences(adopted.version.content, now)) if adopted else (),
        tuple(differences(opened.version.content, now)) if opened else (),
    )
