"""Reads of projects: their list with filters, one of them, and those that carry a commitment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import Shelf, last_day, shelf
from servanda.desk.agreements.selectors.sources import claims
from servanda.desk.bodies.models import Body
from servanda.desk.projects.models import (
    Carries,
    Funding,
    Involved,
    ListEntry,
    Project,
    ProjectList,
    Roadmap,
)
from servanda.desk.projects.selectors.standing import Listed, listed, standing_of
from servanda.desk.projects.words import ProjectStanding
from servanda.desk.record.models import Claim
from servanda.desk.record.viewpoint import Viewpoint
from servanda.matching.folding import fold


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """What a list of projects is asked for; empty asks for all."""

    text: str = ""
    area: str = ""
    standing: str = ""
    stage: str = ""
    body: str = ""  # the local id of a body on whose lists the project is
    sort: str = ""  # "name", "standing", "stage"; else the order of the record


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A project with its standing, what it carries and the bodies on whose lists it is."""

    project: Project
    standing: ProjectStanding
    carries: int
    bodies: tuple[Body, ...]
    named: Listed

    @property
    def word(self) -> str:
        """Return the word for its standing."""
        return str(self.standing.label)


@dataclass(frozen=True, slots=True)
class Money:
    """The figures of one currency; `differing` are those that are not used."""

    currency: str
    used: tuple[Funding, ...]
    differing: tuple[Funding, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """What sources say of one field where they differ."""

    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ProjectView:
    """All that the page of a project shows."""

    shown: ShownProject
    carries: tuple[Carries, ...]
    involved: tuple[Involved, ...]
    money: tuple[Money, ...]
    roadmaps: tuple[Roadmap, ...]
    lists: tuple[ProjectList, ...]
    differing: tuple[ClaimGroup, ...]

    @property
    def project(self) -> Project:
        """Return the project."""
        return self.shown.project


def projects(
    viewpoint: Viewpoint, partnership_id: str, filters: ProjectFilters | None = None
) -> list[ShownProject]:
    """Return the projects that the viewer may see and that fit, in the order asked for."""
    asked = filters or ProjectFilters()
    found = [each for each in _shown(viewpoint, partnership_id) if _fits(each, asked)]
    keys = {
        "name": lambda each: fold(each.project.name),
        "standing": lambda each: list(ProjectStanding).index(each.standing),
        "stage": lambda each: each.project.stage,
    }
    return sorted(found, key=keys[asked.sort]) if asked.sort in keys else found


def counts(shown: Iterable[ShownProject]) -> list[tuple[ProjectStanding, int]]:
    """Return how many projects there are of each standing."""
    counted = Counter(each.standing for each in shown)
    return [(standing, counted[standing]) for standing in ProjectStanding if counted[standing]]


def project(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> ProjectView | None:
    """Return one project with all around it; None where there is none for this viewer."""
    wanted = f"{partnership_id}.{local_id}"
    shown = next(iter(_shown(viewpoint, partnership_id, only=wanted)), None)
    if shown is None:
        return None
    things, of = shelf(viewpoint, partnership_id), {"project_id": wanted}
    entries = things.all(ListEntry, "project_list__body", **of)
    return ProjectView(
        shown,
        tuple(things.all(Carries, "commitment__instrument", "commitment__provision__text", **of)),
        tuple(things.all(Involved, "party", "source", **of)),
        _money(things.all(Funding, "source", **of), viewpoint),
        tuple(things.all(Roadmap, **of)),
        tuple(each.project_list for each in entries),
        _differing(claims(viewpoint, partnership_id, [("project", wanted)])),
    )


def carrying(viewpoint: Viewpoint, commitment: Commitment) -> list[tuple[ShownProject, str]]:
    """Return the projects that carry a commitment, each with how it does so."""
    partnership_id = commitment.partnership_id
    things = shelf(viewpoint, partnership_id)
    notes = {
        each.project_id: each.note for each in things.all(Carries, commitment_id=commitment.id)
    }
    if not notes:
        return []
    shown = _shown(viewpoint, partnership_id)
    return [(each, notes[each.project.id]) for each in shown if each.project.id in notes]


def _shown(viewpoint: Viewpoint, partnership_id: str, *, only: str = "") -> list[ShownProject]:
    things = shelf(viewpoint, partnership_id)
    found = things.all(Project, "source", **({"id": only} if only else {}))
    carried = Counter(each.project_id for each in things.all(Carries))
    bodies = _bodies(things)
    named = listed(viewpoint, partnership_id)
    last = last_day(viewpoint)
    if last:
        found = [each for each in found if not each.status_on or each.status_on <= last]
    return [
        ShownProject(
            each,
            standing_of(each, named.get(each.local_id)),
            carried[each.id],
            bodies.get(each.id, ()),
            named.get(each.local_id, Listed()),
        )
        for each in found
    ]


def _bodies(things: Shelf) -> dict[str, tuple[Body, ...]]:
    """Return, by project, the bodies on whose lists it is."""
    found: defaultdict[str, dict[str, Body]] = defaultdict(dict)
    for entry in things.all(ListEntry, "project_list__body"):
        body = entry.project_list.body
        found[entry.project_id][body.id] = body
    return {key: tuple(own.values()) for key, own in found.items()}


def _fits(shown: ShownProject, asked: ProjectFilters) -> bool:
    project = shown.project
    words = fold(" ".join([project.name_en, project.name_az, project.what_en, project.what_az]))
    return (
        asked.area in ("", project.area)
        and asked.standing in ("", shown.standing)
        and asked.stage in ("", project.stage)
        and (not asked.body or asked.body in {each.local_id for each in shown.bodies})
        and all(word in words for word in fold(asked.text).split())
    )


def _money(found: Sequence[Funding], viewpoint: Viewpoint) -> tuple[Money, ...]:
    """Group figures by currency, those that are used before those that differ."""
    last = last_day(viewpoint)
    there = [each for each in found if not (last and each.on and each.on > last)]
    ordered = sorted(there, key=lambda each: each.currency)
    return tuple(
        Money(
            currency,
            tuple(each for each in own if each.used),
            tuple(each for each in own if not each.used),
        )
        for currency, own in (
            (currency, list(group)) for currency, group in groupby(ordered, lambda e: e.currency)
        )
    )


def _differing(found: Sequence[Claim]) -> tuple[ClaimGroup, ...]:
    fields = dict.fromkeys(each.field for each in found)
    return tuple(
        ClaimGroup(name, tuple(each for each in found if each.field == name)) for name in fields
    )
