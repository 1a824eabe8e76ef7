"""Whatever people do in whatever order, nothing is ever half adopted.

What the ledger's entries say is computed again here, from them alone, after every step.
"""

import hashlib
import json
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk.bodies import table
from servanda.desk.accounts.models import Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.bodies.models import Approval, Paper, PaperVersion
from servanda.desk.bodies.services.papers import approve, draft, propose, revise, withdraw
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.policy import may_see
from servanda.ledger import canonical

NAMES = st.sampled_from(
    [
        "drafter",
        "southern_drafter",
        "northern",
        "southern",
        "other_northern",
        "both",
        "secretary",
        "observer",
    ]
)
SIDES = st.sampled_from(["", "north", "south"])
CONTENTS = st.sampled_from([table.LIST, table.SHORTER, {"projects": []}])
ABOUT = st.sampled_from([("", ""), ("project_list", "the-list")])
PICK = st.integers(0, 11)
ROLES = st.sampled_from([("approver",), ("officer", "approver"), ("reader",)])


def versions(**where: Any) -> list[PaperVersion]:
    """Return versions in the order of their making, which a replay repeats; ids are drawn anew."""
    made = LedgerEntry.objects.filter(subject_kind="paper_version").order_by("-sequence")
    first = dict(made.values_list("subject_id", "sequence"))
    return sorted(PaperVersion.objects.filter(**where), key=lambda each: first[each.id])


def any_versions(_machine: Any) -> bool:
    return PaperVersion.objects.exists()


def any_drafts(_machine: Any) -> bool:
    return PaperVersion.objects.filter(state="draft").exists()


def any_proposals(_machine: Any) -> bool:
    return PaperVersion.objects.filter(state="proposed").exists()


class TwoKeys(RuleBasedStateMachine):
    """People who draft, change, propose, approve, withdraw, and gain and lose roles."""

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.at = table.table()
        self.done = 0

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def person(self, name: str) -> Person:
        return Person.objects.get(id=getattr(self.at, name).id)

    def party(self, side: str) -> str:
        return f"{self.at.here.id}.{side}" if side else ""

    def version(self, pick: int) -> PaperVersion:
        made = versions()
        return made[pick % len(made)]

    def attempt(self, work: Any) -> None:
        """Do one thing; a refusal is an answer too, and changes nothing."""
        before = LedgerEntry.objects.count()
        try:
            with transaction.atomic():
                work()
        except Refused:
            assert LedgerEntry.objects.count() == before

    @rule(name=NAMES, content=CONTENTS, side=SIDES, about=ABOUT)
    def draft(self, name: str, content: Any, side: str, about: tuple[str, str]) -> None:
        if PaperVersion.objects.count() < 4:
            by, party, body = self.person(name), self.party(side), self.at.body.id
            self.attempt(
                lambda: draft(
                    body, "project_list", "List", content, by=by, party_id=party, subject=about
                )
            )

    @rule(name=st.sampled_from(["drafter", "southern_drafter"]), content=CONTENTS)
    def draft_and_propose(self, name: str, content: Any) -> None:
        if PaperVersion.objects.count() < 4:
            by, body = self.person(name), self.at.body.id
            made = draft(body, "project_list", "List", content, by=by)
            self.attempt(lambda: propose(made.id, by=by))

    @precondition(any_versions)
    @rule(name=NAMES, content=CONTENTS, pick=PICK)
    def revise(self, name: str, content: Any, pick: int) -> None:
        paper = self.version(pick).paper_id
        self.attempt(lambda: revise(paper, content, by=self.person(name)))

    @precondition(any_versions)
    @rule(name=NAMES, pick=PICK)
    def propose(self, name: str, pick: int) -> None:
        version = self.version(pick).id
        self.attempt(lambda: propose(version, by=self.person(name)))

    @precondition(any_drafts)
    @rule(pick=PICK)
    def propose_for_the_own_side(self, pick: int) -> None:
        drafts = versions(state="draft")
        version = drafts[pick % len(drafts)]
        ours = version.drafted_by_id == self.at.north.id
        name = "drafter" if ours else "southern_drafter"
        self.attempt(lambda: propose(version.id, by=self.person(name)))

    @precondition(any_versions)
    @rule(name=NAMES, pick=PICK, other=PICK, side=SIDES, twice=st.booleans())
    def approve(self, name: str, pick: int, other: int, side: str, twice: bool) -> None:
        version, read = self.version(pick), self.version(other)
        by, party = self.person(name), self.party(side)
        for _time in range(1 + twice):
            self.attempt(lambda: approve(version.id, read.sha256, by=by, party_id=party))

    @precondition(any_proposals)
    @rule(name=st.sampled_from(["northern", "southern", "both"]), side=SIDES)
    def approve_what_is_proposed(self, name: str, side: str) -> None:
        version = versions(state="proposed")[0]
        by, party = self.person(name), self.party(side)
        self.attempt(lambda: approve(version.id, version.sha256, by=by, party_id=party))

    @precondition(any_proposals)
    @rule(sides=st.permutations(["north", "south"]))
    def one_person_tries_the_keys_of_both_parties(self, sides: list[str]) -> None:
        version = versions(state="proposed")[0]
        by = self.person("both")
        for side in sides:
            party = self.party(side)
            self.attempt(partial(approve, version.id, version.sha256, by=by, party_id=party))

    @precondition(any_versions)
    @rule(name=NAMES, pick=PICK)
    def withdraw(self, name: str, pick: int) -> None:
        version = self.version(pick).id
        self.attempt(lambda: withdraw(version, by=self.person(name), reason="No longer."))

    @rule(name=NAMES, side=st.sampled_from(["north", "south"]), roles=ROLES)
    def change_roles(self, name: str, side: str, roles: tuple[str, ...]) -> None:
        if name not in ("drafter", "southern_drafter"):
            table.grant(self.person(name), Party.objects.get(id=self.party(side)), *roles)

    @invariant()
    def the_ledger_adopts_only_what_both_sides_approved(self) -> None:
        if not hasattr(self, "at"):
            return
        told = Told()
        for entry in LedgerEntry.objects.order_by("sequence"):
            told.hear(entry)
        told.check({self.at.north.id, self.at.south.id})
        assert told.states("paper_version") == tables(PaperVersion)
        assert told.states("approval") == tables(Approval)

    @invariant()
    def of_one_thing_both_sides_never_have_two_papers_before_them(self) -> None:
        if hasattr(self, "at"):
            about = Paper.objects.exclude(subject_id="").exclude(classification="party")
            assert about.count() <= 1

    @invariant()
    def no_side_sees_a_draft_of_the_other(self) -> None:
        if not hasattr(self, "at"):
            return
        for version in PaperVersion.objects.filter(state="draft"):
            theirs = self.at.south if version.drafted_by_id == self.at.north.id else self.at.north
            own = version.drafted_by_id
            for person in self.at.people().values():
                viewer = viewer_for(person)
                if theirs.id in viewer.parties() and own not in viewer.parties():
                    assert not may_see(viewer, version)


def tables(model: Any) -> dict[str, Any]:
    """Return what the tables hold, in the form in which the ledger keeps it."""
    return {each.id: json.loads(canonical(each.ledger_state())) for each in model.objects.all()}


class Told:
    """What the entries of the ledger say, heard one after another."""

    def __init__(self) -> None:
        self.now: dict[tuple[str, str], dict[str, Any]] = {}
        self.proposed: dict[str, str] = {}  # the hash under which each version was proposed

    def states(self, kind: str) -> dict[str, dict[str, Any]]:
        return {key: state for (of, key), state in self.now.items() if of == kind}

    def hear(self, entry: LedgerEntry) -> None:
        assert entry.after is not None
        state = json.loads(entry.after)
        if entry.subject_kind == "approval":
            self.hear_approval(state)
        if entry.action == "paper_version.proposed":
            self.proposed[entry.subject_id] = state["sha256"]
        if entry.action == "paper_version.adopted":
            assert self.now["paper_version", entry.subject_id]["state"] == "proposed"
        self.now[entry.subject_kind, entry.subject_id] = state

    def hear_approval(self, state: dict[str, Any]) -> None:
        """Hold a key against the roles and the words of the moment at which it was turned."""
        version = self.now["paper_version", state["version_id"]]
        assert (version["state"], version["sha256"]) == ("proposed", state["sha256"])
        assert any(
            each["person_id"] == state["person_id"]
            and each["party_id"] == state["party_id"]
            and "approver" in each["roles"]
            for each in self.states("membership").values()
        )

    def check(self, partners: set[str]) -> None:
        """Hold what is adopted against the keys that were turned for it."""
        standing: list[str] = []
        for key, version in self.states("paper_version").items():
            hash_of_content = hashlib.sha256(canonical(version["content"])).hexdigest()
            assert version["sha256"] == hash_of_content
            assert self.proposed.get(key, hash_of_content) == hash_of_content
            keys = self.keys(key)
            assert len({each["person_id"] for each in keys}) == len(keys)
            whole = {each["party_id"] for each in keys} >= partners
            assert whole == (version["adopted"] is not None)
            assert whole == (version["state"] == "adopted") or version["state"] == "replaced"
            if whole:
                assert {each["sha256"] for each in keys} == {hash_of_content}
            if version["state"] == "adopted":
                standing.append(version["paper_id"])
        assert len(set(standing)) == len(standing)

    def keys(self, version_id: str) -> list[dict[str, Any]]:
        approvals = self.states("approval").values()
        return [each for each in approvals if each["version_id"] == version_id]


@pytest.mark.django_db
def test_no_order_of_steps_adopts_by_half() -> None:
    run_state_machine_as_test(
        TwoKeys,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
