"""The policy: the decision and the filter against one matrix, written by hand."""

from dataclasses import dataclass

import pytest

import make
from servanda.desk.accounts.models import Membership, Partnership, Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.record import policy, services
from servanda.desk.record.models import Citation, Claim, SealedReader, Source
from servanda.desk.record.policy import ANONYMOUS, Viewer
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

# Who sees what in the partnership of North and South. "Named" people are named on the sealed thing.
COLUMNS = ("public", "partners", "north", "south", "sealed")
MATRIX = """
    anonymous                             yes  no   no   no   no
    nobody's member                       yes  no   no   no   no
    officer of another partnership        yes  no   no   no   no
    reader of North                       yes  yes  yes  no   no
    analyst of North                      yes  yes  yes  no   no
    officer of North                      yes  yes  yes  no   no
    approver of North                     yes  yes  yes  no   no
    auditor of North                      yes  yes  yes  no   no
    operator of North                     yes  no   no   no   no
    reader of South                       yes  yes  no   yes  no
    officer of South                      yes  yes  no   yes  no
    approver of South                     yes  yes  no   yes  no
    officer of both                       yes  yes  yes  yes  no
    reader of none                        yes  no   no   no   no
    analyst of none                       yes  no   no   no   no
    officer of none                       yes  no   no   no   no
    secretariat of none                   yes  yes  no   no   no
    auditor of none                       yes  yes  no   no   no
    operator of none                      yes  no   no   no   no
    all joint roles of none               yes  yes  no   no   no
    named officer of North                yes  yes  yes  no   yes
    named officer of South                yes  yes  no   yes  yes
    named operator of none                yes  no   no   no   yes
    named reader of none                  yes  no   no   no   yes
    named nobody's member                 yes  no   no   no   no
    named officer of another partnership  yes  no   no   no   no
    named deactivated officer of North    yes  no   no   no   no
    deactivated officer of North          yes  no   no   no   no
"""


def table() -> dict[str, dict[str, bool]]:
    rows = {}
    for line in MATRIX.strip().splitlines():
        *words, a, b, c, d, e = line.split()
        rows[" ".join(words)] = dict(
            zip(COLUMNS, (x == "yes" for x in (a, b, c, d, e)), strict=True)
        )
    return rows


@dataclass
class World:
    """Two partnerships, and one thing of each classification in the first."""

    here: Partnership
    elsewhere: Partnership
    north: Party
    south: Party
    things: dict[str, Source]

    def viewer(self, label: str) -> Viewer:
        if label == "anonymous":
            return ANONYMOUS
        somebody = self.somebody(label.removeprefix("named "))
        if label.startswith("named"):
            services.name_reader(self.things["sealed"], somebody.id, by=SYSTEM)
        if "deactivated" in label:
            somebody.is_active = False
        return viewer_for(somebody)

    def somebody(self, label: str) -> Person:
        role, _, of = label.removeprefix("deactivated ").partition(" of ")
        match of:
            case "North" | "South":
                return make.person(role=role, party=getattr(self, of.lower()))
            case "both":
                somebody = make.person(role=role, party=self.north)
                self.join(somebody, self.south, role)
                return somebody
            case "another partnership":
                return make.person(role="officer", party=make.party(self.elsewhere))
            case "none":
                roles = ["secretariat", "auditor", "operator"] if "all" in role else [role]
                return make.person(role=roles, within=self.here)
            case _:
                return make.person()

    def join(self, somebody: Person, party: Party, role: str) -> None:
        new = Membership(person=somebody, partnership=self.here, party=party, roles=[role])
        services.create(new, by=SYSTEM, action="membership.granted")


@pytest.fixture
def world() -> World:
    here, elsewhere = make.partnership(), make.partnership("east-west")
    north, south = make.party(here, "north"), make.party(here, "south")
    things = {
        "public": make.source(here, classification="public"),
        "partners": make.source(here, classification="partners"),
        "north": make.source(here, classification="party", held_by=north),
        "south": make.source(here, classification="party", held_by=south),
        "sealed": make.source(here, classification="sealed"),
    }
    return World(here, elsewhere, north, south, things)


@pytest.mark.parametrize("label", table())
def test_the_decision_is_what_the_matrix_says(world: World, label: str) -> None:
    viewer = world.viewer(label)

    decided = {name: bool(policy.may_see(viewer, thing)) for name, thing in world.things.items()}

    assert decided == table()[label]


@pytest.mark.parametrize("label", table())
def test_the_filter_is_what_the_matrix_says(world: World, label: str) -> None:
    viewer = world.viewer(label)

    found = set(Source.objects.filter(policy.visible(viewer)))

    assert {name: thing in found for name, thing in world.things.items()} == table()[label]


@pytest.mark.parametrize("label", table())
def test_what_lies_inside_is_seen_where_what_is_around_it_is(world: World, label: str) -> None:
    viewer = world.viewer(label)
    inner = {
        name: services.create(
            Citation(source=thing, subject_kind="source", subject_id=thing.id),
            by=SYSTEM,
            action="citation.added",
        )
        for name, thing in world.things.items()
    }

    found = set(policy.seen_by(viewer, Citation.objects.all()))
    decided = {name: bool(policy.may_see(viewer, citation)) for name, citation in inner.items()}

    assert ({name: each in found for name, each in inner.items()}, decided) == (
        table()[label],
        table()[label],
    )


@pytest.mark.parametrize("label", table())
def test_the_filter_through_a_relation_is_the_same(world: World, label: str) -> None:
    viewer = world.viewer(label)
    for thing in world.things.values():
        new = Citation(source=thing, subject_kind="source", subject_id=thing.id)
        services.create(new, by=SYSTEM, action="citation.added")

    rows = Citation.objects.filter(policy.visible(viewer, prefix="source__"))
    found = set(rows.values_list("source_id", flat=True))

    assert {name: thing.id in found for name, thing in world.things.items()} == table()[label]


@pytest.mark.parametrize("label", table())
def test_what_is_said_of_a_thing_is_seen_where_the_thing_is(world: World, label: str) -> None:
    viewer = world.viewer(label)
    claims = {
        name: services.create(
            Claim(
                source=world.things["public"],
                subject_kind="source",
                subject_id=thing.id,
                field="title",
                value="Another title",
            ),
            by=SYSTEM,
            action="claim.added",
        )
        for name, thing in world.things.items()
    }

    found = set(policy.seen_by(viewer, Claim.objects.all()))
    decided = {name: bool(policy.may_see(viewer, claim)) for name, claim in claims.items()}

    assert ({name: each in found for name, each in claims.items()}, decided) == (
        table()[label],
        table()[label],
    )


def said_of(world: World, kind: str, subject_id: str) -> Citation:
    new = Citation(source=world.things["public"], subject_kind=kind, subject_id=subject_id)
    return services.create(new, by=SYSTEM, action="citation.added")


@pytest.mark.parametrize(
    ("kind", "subject_id"),
    [("source", "north-south.gone"), ("zeppelin", "x"), ("person", "per_x"), ("citation", "cit_x")],
)
def test_what_is_said_of_nothing_that_can_be_seen_is_hidden(
    world: World, kind: str, subject_id: str
) -> None:
    citation = said_of(world, kind, subject_id)
    viewer = world.viewer("officer of North")

    listed = citation in policy.seen_by(viewer, Citation.objects.all())

    assert (listed, bool(policy.may_see(viewer, citation))) == (False, False)


def test_every_decision_has_a_reason(world: World) -> None:
    reasons = [policy.may_see(ANONYMOUS, thing).reason for thing in world.things.values()]

    assert all(reasons)


def test_a_thing_with_a_classification_nobody_knows_is_hidden(world: World) -> None:
    thing = world.things["public"]
    thing.classification = "secretish"

    assert not policy.may_see(world.viewer("officer of North"), thing)


def test_a_party_thing_without_a_party_is_hidden_from_everybody(world: World) -> None:
    thing = Source(partnership=world.here, classification="party")

    assert not policy.may_see(world.viewer("officer of both"), thing)


def test_a_sealed_thing_without_a_seal_is_hidden_from_everybody(world: World) -> None:
    thing = Source(partnership=world.here, classification="sealed")

    assert not policy.may_see(world.viewer("named officer of North"), thing)


def test_to_be_named_on_one_thing_opens_no_other(world: World) -> None:
    other = make.source(world.here, classification="sealed")
    viewer = world.viewer("named officer of North")

    assert not policy.may_see(viewer, other)


def test_who_leaves_the_delegation_sees_nothing_at_the_next_look(world: World) -> None:
    somebody = make.person(role="officer", party=world.north)
    services.remove(somebody.memberships.get(), by=SYSTEM, action="membership.revoked")

    assert not policy.may_see(viewer_for(somebody), world.things["north"])


def test_who_is_struck_from_the_readers_sees_nothing_at_the_next_look(world: World) -> None:
    somebody = make.person(role="officer", party=world.north)
    services.name_reader(world.things["sealed"], somebody.id, by=SYSTEM)

    services.strike_reader(world.things["sealed"], somebody.id, by=SYSTEM)

    assert not policy.may_see(viewer_for(somebody), world.things["sealed"])


def test_people_and_who_reads_sealed_things_are_not_for_showing(world: World) -> None:
    everything = make.viewer(role=["secretariat", "auditor", "operator"], within=world.here)
    make.person(role="officer", party=world.north)

    shown = [
        *policy.seen_by(everything, Person.objects.all()),
        *policy.seen_by(everything, SealedReader.objects.all()),
    ]

    assert shown == []


@pytest.mark.parametrize(
    ("role", "shown"),
    [("secretariat", True), ("auditor", True), ("operator", True), ("officer", False)],
)
def test_memberships_are_shown_to_who_looks_after_them(
    world: World, role: str, *, shown: bool
) -> None:
    viewer = make.viewer(role=role, within=world.here)
    membership = make.person(role="officer", party=world.north).memberships.get()

    listed = membership in policy.seen_by(viewer, Membership.objects.all())

    assert (listed, bool(policy.may_see(viewer, membership))) == (shown, shown)


# Which single role may do what; every noun of the policy is here.
MAY = {
    "instrument.add": {"officer", "secretariat"},
    "text.add": {"officer", "secretariat"},
    "provision.add": {"officer", "secretariat"},
    "event.add": {"officer", "secretariat"},
    "relation.add": {"officer", "secretariat"},
    "commitment.adopt": {"officer", "secretariat"},
    "reading.open": {"officer", "secretariat"},
    "proposal.accept": {"officer", "secretariat"},
    "source.add": {"analyst", "officer", "secretariat"},
    "citation.add": {"analyst", "officer", "secretariat"},
    "claim.add": {"analyst", "officer", "secretariat"},
    "finding.record": {"analyst", "officer"},
    "evidence.accept": {"analyst", "officer"},
    "review.decide": {"analyst", "officer"},
    "ranker.train": {"analyst"},
    "criteria.adopt": {"analyst", "officer"},
    "assignment.open": {"analyst", "secretariat"},
    "coding.submit": {"analyst"},
    "ending.decide": {"officer", "secretariat"},
    "suspension.record": {"officer", "secretariat"},
    "reply.give": {"officer", "approver"},
    "silence_period.set": {"analyst", "secretariat"},
    "release.publish": {"analyst", "secretariat"},
    "body.add": {"officer", "secretariat"},
    "seat.give": {"officer", "secretariat"},
    "meeting.plan": {"officer", "secretariat"},
    "paper.propose": {"officer", "secretariat"},
    "paper.approve": {"approver"},
    "project.add": {"officer", "secretariat"},
    "project_list.draft": {"officer", "secretariat"},
    "gate.assess": {"analyst", "officer", "secretariat"},
    "roadmap.change": {"officer", "secretariat"},
    "forecast.make": {"analyst", "officer", "secretariat"},
    "reference_case.add": {"analyst", "officer", "secretariat"},
    "network.add": {"analyst", "officer", "secretariat"},
    "scenario.save": {"analyst", "officer", "secretariat"},
    "original.add": {"analyst", "officer", "secretariat"},
    "ingest.open": {"analyst", "officer", "secretariat"},
    "watchlist.add": {"analyst", "officer", "secretariat"},
    "classification.change": {"approver", "secretariat"},
    "membership.grant": {"secretariat", "operator"},
    "person.invite": {"secretariat", "operator"},
    "partnership.change": {"secretariat", "operator"},
}
ROLES = ["reader", "analyst", "officer", "approver", "secretariat", "auditor", "operator"]


@pytest.mark.parametrize("action", MAY)
def test_roles_may_do_what_the_table_says(world: World, action: str) -> None:
    allowed = {
        role
        for role in ROLES
        if policy.may_do(make.viewer(role=role, within=world.here), action, world.here.id)
    }

    assert allowed == MAY[action]


def test_every_noun_of_the_policy_is_in_the_table() -> None:
    assert {action.partition(".")[0] for action in MAY} == {
        action.partition(".")[0] for action in policy.ACTIONS
    }


def test_a_role_in_one_partnership_is_none_in_another(world: World) -> None:
    viewer = world.viewer("officer of North")

    assert not policy.may_do(viewer, "instrument.add", world.elsewhere.id)


def test_nothing_is_done_to_a_thing_that_is_not_seen(world: World) -> None:
    viewer = world.viewer("officer of North")

    assert not policy.may_do(viewer, "source.change", world.here.id, world.things["south"])


def test_nobody_in_particular_may_do_nothing(world: World) -> None:
    assert not policy.may_do(ANONYMOUS, "source.add", world.here.id)


def test_an_action_without_a_word_for_it_is_an_error_not_a_no(world: World) -> None:
    with pytest.raises(policy.UnknownAction, match="Add it to ACTIONS"):
        policy.may_do(ANONYMOUS, "spaceship.launch", world.here.id)
