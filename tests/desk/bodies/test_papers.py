"""Papers with two keys: who drafts, who sees, who approves, and what binds."""

from datetime import date

import pytest
from django.utils import timezone

from desk.agreements.builders import TODAY
from desk.agreements.builders import at as on_day
from desk.bodies import table
from desk.bodies.table import LIST, SHORTER, Table
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.bodies.models import Approval, Paper, PaperVersion
from servanda.desk.bodies.selectors.papers import paper_of, papers
from servanda.desk.bodies.services import papers as service
from servanda.desk.bodies.services.papers import approve, draft, propose, revise, withdraw
from servanda.desk.record import services as record
from servanda.desk.record.policy import ANONYMOUS, may_see
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.viewpoint import Viewpoint

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_by_the_side_that_drafts_alone(at: Table) -> None:
    table.drafted(at)

    sees = {name for name, person in at.people().items() if table.seen(at, person)}
    assert sees == {"drafter", "northern", "other_northern", "both"}


def test_a_proposal_is_seen_by_the_partners_and_not_by_the_public(at: Table) -> None:
    version = table.proposed(at)

    assert table.numbers(table.seen(at, at.southern)[0]) == (None, version.number)
    assert not may_see(ANONYMOUS, version.paper)


def test_of_a_proposal_both_keys_are_missing(at: Table) -> None:
    table.proposed(at)

    (view,) = table.seen(at, at.southern)
    assert [party.local_id for party in view.missing] == ["north", "south"]


def test_one_key_does_not_adopt(at: Table) -> None:
    version = table.proposed(at)

    approve(version.id, version.sha256, by=at.northern)

    (view,) = table.seen(at, at.southern)
    assert (view.adopted, [party.local_id for party in view.missing]) == (None, ["south"])


def test_the_last_key_adopts(at: Table) -> None:
    version = table.adopted(at)

    (view,) = table.seen(at, at.southern)
    assert (table.numbers(view), view.missing) == ((version.number, None), ())
    assert version.state == "adopted"


def test_the_same_approval_twice_is_one(at: Table) -> None:
    version = table.proposed(at)

    first = approve(version.id, version.sha256, by=at.northern)
    second = approve(version.id, version.sha256, by=at.northern)

    assert (first, Approval.objects.count()) == (second, 1)


def test_an_approval_sent_again_after_adoption_is_the_one_given(at: Table) -> None:
    version = table.adopted(at)

    approve(version.id, version.sha256, by=at.southern)

    assert Approval.objects.count() == 2


def test_a_second_approver_of_a_side_is_told_whose_key_is_there(at: Table) -> None:
    version = table.proposed(at)
    approve(version.id, version.sha256, by=at.northern)

    with pytest.raises(Refused, match=f"turned already, by {at.northern.name}"):
        approve(version.id, version.sha256, by=at.other_northern)


def test_other_words_than_those_read_are_not_approved(at: Table) -> None:
    version = table.proposed(at)

    with pytest.raises(Conflict, match="It changed while you were reading"):
        approve(version.id, "0" * 64, by=at.southern)


def test_a_version_that_was_replaced_meanwhile_is_not_approved(at: Table) -> None:
    version = table.proposed(at)
    table.changed(at, version)

    with pytest.raises(Conflict, match="It changed while you were reading"):
        approve(version.id, version.sha256, by=at.southern)


def test_stored_content_that_was_tampered_with_is_not_approved(at: Table) -> None:
    version = table.proposed(at)
    PaperVersion.objects.filter(id=version.id).update(content=SHORTER)

    with pytest.raises(Refused, match="no longer has the hash"):
        approve(version.id, version.sha256, by=at.southern)


def test_nobody_turns_the_keys_of_two_parties(at: Table) -> None:
    version = table.proposed(at)
    approve(version.id, version.sha256, by=at.both, party_id=at.north.id)

    with pytest.raises(Refused, match="nobody turns two"):
        approve(version.id, version.sha256, by=at.both, party_id=at.south.id)


def test_who_is_in_two_delegations_says_for_which(at: Table) -> None:
    version = table.proposed(at)

    with pytest.raises(Refused, match="more than one delegation"):
        approve(version.id, version.sha256, by=at.both)


def test_nobody_approves_for_a_party_of_another_delegation(at: Table) -> None:
    version = table.proposed(at)

    with pytest.raises(NotAllowed):
        approve(version.id, version.sha256, by=at.northern, party_id=at.south.id)


@pytest.mark.parametrize("name", ["drafter", "southern_drafter", "secretary", "observer"])
def test_only_an_approver_in_a_partners_delegation_approves(at: Table, name: str) -> None:
    version = table.proposed(at)

    with pytest.raises(NotAllowed):
        approve(version.id, version.sha256, by=getattr(at, name))


def test_a_role_held_for_no_party_does_not_draft(at: Table) -> None:
    with pytest.raises(NotAllowed, match="in the delegation of a party"):
        table.drafted(at, by=at.secretary)


def test_a_revoked_approver_does_not_approve(at: Table) -> None:
    version = table.proposed(at)
    table.grant(at.southern, at.south, "reader")

    with pytest.raises(NotAllowed):
        approve(version.id, version.sha256, by=at.southern)


def test_the_other_side_is_told_that_there_is_no_draft(at: Table) -> None:
    version = table.drafted(at)

    for work in (
        lambda: approve(version.id, version.sha256, by=at.southern),
        lambda: propose(version.id, by=at.southern_drafter),
        lambda: revise(version.paper_id, SHORTER, by=at.southern_drafter),
        lambda: withdraw(version.id, by=at.southern_drafter, reason="No."),
    ):
        with pytest.raises(Missing):
            work()


def test_a_draft_is_not_approved(at: Table) -> None:
    version = table.drafted(at)

    with pytest.raises(Refused, match="only what is proposed"):
        approve(version.id, version.sha256, by=at.northern)


def test_a_change_of_what_is_adopted_needs_both_keys_again(at: Table) -> None:
    version = table.adopted(at)

    new = table.changed(at, version)

    (view,) = table.seen(at, at.southern)
    assert table.numbers(view) == (version.number, new.number)
    assert len(view.missing) == 2


def test_a_new_version_replaces_the_adopted_one_when_both_keys_are_there(at: Table) -> None:
    version = table.adopted(at)
    new = table.changed(at, version)
    approve(new.id, new.sha256, by=at.northern)

    approve(new.id, new.sha256, by=at.southern)

    states = dict(PaperVersion.objects.values_list("number", "state"))
    assert states == {1: "replaced", 2: "adopted"}


def test_a_draft_is_changed_in_its_place(at: Table) -> None:
    version = table.drafted(at)

    again = revise(version.paper_id, SHORTER, by=at.drafter)

    assert (again.id, again.content) == (version.id, SHORTER)


def test_each_side_may_have_a_draft_that_the_other_does_not_see(at: Table) -> None:
    version = table.adopted(at)
    revise(version.paper_id, SHORTER, by=at.drafter)
    revise(version.paper_id, {"projects": []}, by=at.southern_drafter)

    (north,), (south,) = table.seen(at, at.northern), table.seen(at, at.southern)
    assert [each.version.content for each in north.drafts] == [SHORTER]
    assert [each.version.content for each in south.drafts] == [{"projects": []}]


def test_the_number_of_a_version_tells_nothing_of_drafts(at: Table) -> None:
    version = table.adopted(at)
    lost = revise(version.paper_id, SHORTER, by=at.drafter)
    withdraw(lost.id, by=at.drafter, reason="Not now.")

    new = table.changed(at, version)

    assert new.number == 2


def test_a_change_begun_with_other_words_is_refused(at: Table) -> None:
    version = table.adopted(at)
    table.changed(at, version)

    with pytest.raises(Conflict, match="changed while you were writing"):
        revise(version.paper_id, LIST, by=at.southern_drafter, expected=version.sha256)


def test_a_proposal_is_withdrawn_by_its_own_side_alone(at: Table) -> None:
    version = table.proposed(at)

    with pytest.raises(NotAllowed):
        withdraw(version.id, by=at.southern_drafter, reason="We dislike it.")


def test_a_withdrawn_proposal_is_not_approved(at: Table) -> None:
    version = table.proposed(at)
    withdraw(version.id, by=at.drafter, reason="The figures are old.")

    with pytest.raises(Refused, match="withdrawn"):
        approve(version.id, version.sha256, by=at.southern)


def test_a_withdrawal_takes_a_reason(at: Table) -> None:
    version = table.proposed(at)

    with pytest.raises(Refused, match="takes a reason"):
        withdraw(version.id, by=at.drafter, reason=" ")


def test_what_both_adopted_is_not_withdrawn_by_one(at: Table) -> None:
    version = table.adopted(at)

    with pytest.raises(Refused, match="adopted or was replaced"):
        withdraw(version.id, by=at.drafter, reason="We think again.")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({}, "no content"),
        ([], "no content"),
        ({"a": float("nan")}, "JSON has no nan"),
        ({"a": "\x00"}, "zero character"),
        ({"a": "\ud800"}, "half of a character pair"),
        ({"a": 2**60 + 1}, "too large"),
        ({"a": "x" * 4_000_001}, "four megabytes"),
    ],
)
def test_content_that_cannot_be_kept_is_refused_and_nothing_stored(
    at: Table, content: object, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        table.drafted(at, content)

    assert not Paper.objects.exists()


def test_nothing_is_proposed_that_the_other_side_cannot_see(at: Table) -> None:
    hidden = table.body(at.here, "own", classification="party", held_by=at.north)
    version = draft(hidden.id, "decision", "Ours", LIST, by=at.drafter)

    with pytest.raises(Refused, match="the other side does not see"):
        propose(version.id, by=at.drafter)


def test_nothing_is_proposed_where_one_party_holds_keys(at: Table) -> None:
    record.change(at.south, by=SYSTEM, action="party.changed", partner=False)
    version = table.drafted(at)

    with pytest.raises(Refused, match="fewer than two parties"):
        propose(version.id, by=at.drafter)


def test_what_follows_from_adoption_happens_with_it_or_not_at_all(
    at: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise Refused("The projects are gone.")

    monkeypatch.setitem(service.when_adopted, "project_list", fails)
    version = table.proposed(at)
    approve(version.id, version.sha256, by=at.northern)

    table.refusal(lambda: approve(version.id, version.sha256, by=at.southern))

    version.refresh_from_db()
    assert (version.state, Approval.objects.count()) == ("proposed", 1)


def test_the_paper_of_a_thing_is_found(at: Table) -> None:
    version = table.drafted(at, subject=("project_list", f"{at.here.id}.first"))

    viewpoint = Viewpoint(viewer_for(at.drafter), timezone.localdate())
    found = paper_of(viewpoint, "project_list", f"{at.here.id}.first")
    assert found is not None
    assert [each.version for each in found.drafts] == [version]


def test_as_of_an_earlier_day_an_earlier_version_stands(at: Table) -> None:
    with on_day(date(2026, 3, 1)):
        version = table.adopted(at)
    with on_day(date(2026, 6, 1)):
        new = table.changed(at, version)
        approve(new.id, new.sha256, by=at.northern)
        approve(new.id, new.sha256, by=at.southern)

    for day, number in ((date(2026, 4, 1), 1), (date(2026, 7, 1), 2)):
        viewpoint = Viewpoint(viewer_for(at.southern), day)
        with on_day(TODAY):
            (view,) = papers(viewpoint, at.here.id)
        assert table.numbers(view)[0] == number


def test_as_known_before_the_last_key_one_was_missing() -> None:
    with on_day(date(2026, 3, 1)):
        at = table.table()
        version = table.proposed(at)
        approve(version.id, version.sha256, by=at.northern)
    with on_day(date(2026, 6, 1)):
        approve(version.id, version.sha256, by=at.southern)

    viewpoint = Viewpoint(viewer_for(at.southern), timezone.localdate(), known=date(2026, 4, 1))
    (view,) = papers(viewpoint, at.here.id)
    assert [party.local_id for party in view.missing] == ["south"]
