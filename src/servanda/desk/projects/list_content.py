"""What a project list says as a paper: the projects in their order, by name, with the list's words.

Only what every partner may see goes into a paper that is to be shown to every partner.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from servanda.desk.projects.models import ListEntry, Project, ProjectList
from servanda.desk.record.models import Classification, Classified

SHARED = frozenset({Classification.PUBLIC.value, Classification.PARTNERS.value})
WORDS = ("name_en", "name_az", "what_en", "what_az")


def content_of(drawn_up: ProjectList, entries: Sequence[ListEntry]) -> dict[str, Any]:
    """Return a list as the content of a paper; every copy of it has the same hash."""
    return {
        "title_en": drawn_up.title_en,
        "title_az": drawn_up.title_az,
        "projects": [_row(each) for each in entries],
    }


def _row(entry: ListEntry) -> dict[str, Any]:
    project = entry.project
    return {
        "id": project.local_id,
        **{name: getattr(project, name) for name in WORDS if getattr(project, name)},
        **({"note": entry.note} if entry.note else {}),
    }


def projects_in(content: Mapping[str, Any]) -> list[str]:
    """Return the local ids of the projects that a paper names, in its order."""
    rows = content.get("projects", [])
    return [str(row.get("id", "")) for row in rows if isinstance(row, Mapping)]


def kept_back(entries: Iterable[ListEntry]) -> list[Project]:
    """Return the projects that not every partner may see, and that no shared paper may name."""
    return [each.project for each in entries if not _is_open(each.project)]


def _is_open(project: Project) -> bool:
    """Tell whether every partner may see a project, which takes its source too."""
    return is_shared(project) and (project.source is None or is_shared(project.source))


def is_shared(thing: Classified) -> bool:
    """Tell whether every partner may see a thing."""
    return thing.classification in SHARED
