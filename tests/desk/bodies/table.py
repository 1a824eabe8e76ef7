"""A working group of two parties with everybody at the table who drafts, approves or looks on."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

import make
from servanda.desk.accounts.models import Membership, Partnership, Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.bodies.models import Body, PaperVersion
from servanda.desk.bodies.selectors.papers import PaperView, papers
from servanda.desk.bodies.services.papers import approve, draft, propose, revise
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.viewpoint import Viewpoint

LIST = {"projects": [{"id": "rail", "name": "The railway"}, {"id": "cable", "name": "The cable"}]}
SHORTER = {"projects": [{"id": "rail", "name": "The railway"}]}


@dataclass(frozen=True)
class Table:
    """The body, its two parties, and people named for what they are there."""

    here: Partnership
    north: Party
    south: Party
    body: Body
    drafter: Person  # officers
    southern_drafter: Person
    northern: Person  # approvers
    southern: Person
    other_northern: Person
    both: Person  # an approver in both delegations
    secretary: Person  # of the joint secretariat, in no delegation
    observer: Person  # an approver of a party whose key does not count

    def people(self) -> dict[str, Person]:
        """Return everybody by name."""
        return {name: each for name, each in vars(self).items() if isinstance(each, Person)}


def table() -> Table:
    """Lay the table."""
    here = make.partnership()
    north = make.party(here, "north", partner=True)
    south = make.party(here, "south", partner=True)
    east = make.party(here, "east")
    both = make.person(role="approver", party=north)
    grant(both, south, "approver")
    return Table(
        here,
        north,
        south,
        body(here),
        drafter=make.person(role="officer", party=north),
        southern_drafter=make.person(role="officer", party=south),
        northern=make.person(role="approver", party=north),
        southern=make.person(role="approver", party=south),
        other_northern=make.person(role="approver", party=north),
        both=both,
        secretary=make.person(role=["secretariat", "approver"], within=here),
        observer=make.person(role=["officer", "approver"], party=east),
    )


def body(within: Partnership, local_id: str = "transit", **fields: Any) -> Body:
    """Make a working group."""
    fields = {
        "name_en": f"Working group on {local_id}",
        "kind": "working_group",
        "standing": "established",
        **fields,
    }
    new = Body(id=f"{within.id}.{local_id}", partnership=within, **fields)
    return record.create(new, by=SYSTEM, action="body.added")


def grant(person: Person, party: Party, *roles: str) -> Membership:
    """Give a person roles in a delegation, in the place of those held before."""
    held = Membership.objects.filter(person=person, party=party).first()
    if held is not None:
        return record.change(held, by=SYSTEM, action="membership.changed", roles=list(roles))
    new = Membership(person=person, partnership=party.partnership, party=party, roles=list(roles))
    return record.create(new, by=SYSTEM, action="membership.granted")


def drafted(at: Table, content: Any = LIST, **fields: Any) -> PaperVersion:
    """Let the north draft a project list."""
    by = fields.pop("by", at.drafter)
    return draft(at.body.id, "project_list", "Projects for 2027", content, by=by, **fields)


def proposed(at: Table, content: Any = LIST) -> PaperVersion:
    """Let the north draft a project list and propose it."""
    return propose(drafted(at, content).id, by=at.drafter)


def adopted(at: Table, content: Any = LIST) -> PaperVersion:
    """Let both sides adopt a project list of the north."""
    version = proposed(at, content)
    approve(version.id, version.sha256, by=at.northern)
    approve(version.id, version.sha256, by=at.southern)
    version.refresh_from_db()
    return version


def changed(at: Table, version: PaperVersion, content: Any = SHORTER) -> PaperVersion:
    """Let the north propose a new version of a paper."""
    new = revise(version.paper_id, content, by=at.drafter, note="The cable waits.")
    return propose(new.id, by=at.drafter)


def seen(at: Table, person: Person) -> list[PaperView]:
    """Return the papers as a person sees them."""
    return papers(Viewpoint(viewer_for(person), timezone.localdate()), at.here.id)


def refusal(work: Any) -> str:
    """Return the sentence with which something is refused; "" where it is done."""
    try:
        work()
    except Refused as error:
        return str(error)
    return ""


def numbers(view: PaperView) -> tuple[int | None, int | None]:
    """Return the numbers of the versions that are adopted and proposed."""
    adopted, proposed = (
        each.version.number if each else None for each in (view.adopted, view.proposed)
    )
    return adopted, proposed
