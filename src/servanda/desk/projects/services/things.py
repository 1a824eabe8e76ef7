"""Projects, lists, gates and what belongs to them: added, changed and removed, each on record."""

from typing import Any, TypeVar

from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.bodies.services import things
from servanda.desk.projects.models import (
    Carries,
    Funding,
    Gate,
    Involved,
    ListEntry,
    Project,
    ProjectList,
)
from servanda.desk.projects.words import ProjectStanding
from servanda.desk.record.models import Recorded

Thing = TypeVar("Thing", bound=Recorded)

things.NOUNS.update(
    {
        Project: "project",
        Carries: "project",
        Involved: "project",
        Funding: "project",
        ProjectList: "project_list",
        ListEntry: "project_list",
        Gate: "gate",
    }
)
BY_HAND = frozenset({ProjectStanding.CANDIDATE.value, ProjectStanding.DROPPED.value})


def add(
    model: type[Thing],
    partnership_id: str,
    *,
    by: Person,
    inside: Recorded | None = None,
    **fields: Any,
) -> Thing:
    """Add a project, list or gate, or something that belongs to one."""
    _refuse_standing(fields)
    return things.add(model, partnership_id, by=by, inside=inside, **fields)


def amend(thing: Thing, *, by: Person, seen: str, **fields: Any) -> Thing:
    """Change a thing as a form asks; `seen` is the fingerprint that the form was given."""
    _refuse_standing(fields)
    return things.amend(thing, by=by, seen=seen, **fields)


def taken_off(thing: Thing, *, by: Person, seen: str) -> Thing:
    """Remove what belongs to a project or list, and return it; the ledger keeps it."""
    things.remove(thing, by=by, seen=seen)
    return thing


def _refuse_standing(fields: dict[str, Any]) -> None:
    """Refuse to set by hand what only a list adopted by both sides can say."""
    if fields.get("standing", ProjectStanding.CANDIDATE.value) not in BY_HAND:
        raise Refused(
            _(
                "Nothing was saved: whether a project is proposed or adopted is read from the "
                "project lists that both sides sign. Put it on a list."
            )
        )
