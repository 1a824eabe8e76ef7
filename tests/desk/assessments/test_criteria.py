"""Criteria in versions: drafted, edited, adopted; what is adopted never changes."""

from collections.abc import Iterator
from datetime import date

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments import coders
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import CriteriaVersion, Criterion
from servanda.desk.assessments.selectors.coding import criteria_in_use
from servanda.desk.assessments.selectors.criteria import versions
from servanda.desk.assessments.services import criteria
from servanda.desk.assessments.services.criteria import Line
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def lists() -> Iterator[Commitment]:
    with at(TODAY):
        here = make.partnership()
        charter = builders.instrument(here)
        yield builders.commitment(
            charter, act="publish the lists", summary_az="Siyahıları dərc etmək"
        )


@pytest.fixture
def analyst(lists: Commitment) -> Person:
    return make.person(role="analyst", party=make.party(lists.partnership))


def replaced(version: CriteriaVersion, by: Person) -> CriteriaVersion:
    """Adopt a second version that changes one statement, drops one and adds one."""
    new = criteria.draft(version.commitment_id, by=by)
    lines = [Line("result", "The lists are public.", key="done"), Line("activity", "A third.")]
    return criteria.save_and_adopt(new.id, lines, expected=coders.shown(new), by=by)


def test_a_draft_is_written_from_the_act_in_both_languages(
    lists: Commitment, analyst: Person
) -> None:
    version = criteria.draft(lists.id, by=analyst)

    done = version.criteria.get(key="done")
    assert done.statement_en == "The act has been done: publish the lists."
    assert done.statement_az == "Hərəkət yerinə yetirilib: Siyahıları dərc etmək."


def test_a_draft_is_not_in_use(lists: Commitment, analyst: Person) -> None:
    criteria.draft(lists.id, by=analyst)

    assert criteria_in_use(looking(), lists.partnership_id) == {}


def test_an_adopted_version_is_in_use(lists: Commitment, analyst: Person) -> None:
    version = coders.adopted(lists, analyst)

    found = criteria_in_use(looking(), lists.partnership_id)[lists.id]

    assert found.version == version
    assert [each.key for each in found.criteria] == ["begun", "done"]


def test_a_new_version_begins_as_a_copy(lists: Commitment, analyst: Person) -> None:
    first = coders.adopted(lists, analyst)

    second = criteria.draft(lists.id, by=analyst)

    statements = ["key", "kind", "statement_en", "statement_az"]
    assert list(second.criteria.values(*statements)) == list(first.criteria.values(*statements))


def test_there_is_one_draft_at_a_time(lists: Commitment, analyst: Person) -> None:
    criteria.draft(lists.id, by=analyst)

    with pytest.raises(Refused, match="a draft"):
        criteria.draft(lists.id, by=analyst)


def test_the_version_before_is_replaced_and_keeps_its_statements(
    lists: Commitment, analyst: Person
) -> None:
    first = coders.adopted(lists, analyst)
    before = list(first.criteria.values_list("statement_en", flat=True))

    replaced(first, analyst)

    first.refresh_from_db()
    assert first.state == "replaced"
    assert list(first.criteria.values_list("statement_en", flat=True)) == before


@pytest.mark.parametrize("change", [criteria.adopt, criteria.discard])
def test_an_adopted_version_never_changes(
    lists: Commitment, analyst: Person, change: object
) -> None:
    version = coders.adopted(lists, analyst)

    with pytest.raises(Refused, match="never change"):
        change(version.id, expected=coders.shown(version), by=analyst)  # type: ignore[operator]


def test_statements_of_an_adopted_version_are_not_edited(
    lists: Commitment, analyst: Person
) -> None:
    version = coders.adopted(lists, analyst)

    with pytest.raises(Refused, match="never change"):
        criteria.save_draft(version.id, [], expected=coders.shown(version), by=analyst)
    assert version.criteria.count() == 2


def test_an_empty_draft_is_not_adopted(lists: Commitment, analyst: Person) -> None:
    version = criteria.draft(lists.id, by=analyst)

    with pytest.raises(Refused, match="no criterion"):
        criteria.save_and_adopt(version.id, [], expected=coders.shown(version), by=analyst)
    assert Criterion.objects.count() == 2  # what was there is still there


def test_two_people_do_not_overwrite_each_others_draft(lists: Commitment, analyst: Person) -> None:
    version = criteria.draft(lists.id, by=analyst)
    stale = coders.shown(version)
    criteria.save_draft(version.id, [Line("result", "Mine.")], expected=stale, by=analyst)

    with pytest.raises(Conflict):
        criteria.save_draft(version.id, [Line("result", "Theirs.")], expected=stale, by=analyst)


def test_a_key_is_never_used_for_another_statement(lists: Commitment, analyst: Person) -> None:
    version = criteria.draft(lists.id, by=analyst)
    criteria.save_draft(
        version.id, [Line("result", "One.")], expected=coders.shown(version), by=analyst
    )
    first = criteria.adopt(version.id, expected=coders.shown(version), by=analyst)

    second = replaced(first, analyst)

    assert [each.key for each in first.criteria.all()] == ["own-1"]
    assert "own-1" not in [each.key for each in second.criteria.all()]


def test_what_a_version_changed_can_be_read(lists: Commitment, analyst: Person) -> None:
    replaced(coders.adopted(lists, analyst), analyst)

    newest = versions(looking(), lists)[0]

    turns = [(each.turn, (each.after or each.before).key) for each in newest.differences]  # type: ignore[union-attr]
    assert turns == [("changed", "done"), ("added", "own-1"), ("dropped", "begun")]


def test_as_known_before_the_first_version_stood(lists: Commitment, analyst: Person) -> None:
    first = coders.adopted(lists, analyst)
    with at(date(2026, 11, 25)):
        replaced(first, analyst)
        view = looking(on=date(2026, 11, 25), known=date(2026, 11, 22))
        found = criteria_in_use(view, lists.partnership_id)[lists.id]

    assert found.version.number == 1
    assert [each.key for each in found.criteria] == ["begun", "done"]


def test_a_reader_drafts_nothing(lists: Commitment) -> None:
    reader = make.person(role="reader", within=lists.partnership)

    with pytest.raises(NotAllowed):
        criteria.draft(lists.id, by=reader)


def test_there_is_nothing_to_draft_for_what_one_may_not_see(
    lists: Commitment, analyst: Person
) -> None:
    other = make.party(lists.partnership, "other")
    record.change(lists, by=SYSTEM, action="commitment.held", classification="party", held_by=other)

    with pytest.raises(Missing):
        criteria.draft(lists.id, by=analyst)


def test_criteria_are_as_open_as_their_commitment(lists: Commitment, analyst: Person) -> None:
    party = analyst.memberships.get().party
    record.change(lists, by=SYSTEM, action="commitment.held", classification="party", held_by=party)

    version = criteria.draft(lists.id, by=analyst)

    assert (version.classification, version.held_by) == ("party", party)


def test_a_discarded_draft_leaves_the_adopted_version_in_use(
    lists: Commitment, analyst: Person
) -> None:
    first = coders.adopted(lists, analyst)
    draft = criteria.draft(lists.id, by=analyst)

    criteria.discard(draft.id, expected=coders.shown(draft), by=analyst)

    assert criteria_in_use(looking(), lists.partnership_id)[lists.id].version == first


def test_criteria_are_drafted_edited_and_adopted_through_pages(
    lists: Commitment, analyst: Person
) -> None:
    client = make.signed_in(analyst)
    page = f"/{lists.partnership_id}/commitments/{lists.local_id}/criteria/"

    draft = client.post(f"{page}draft/")
    version = CriteriaVersion.objects.get()
    data = {
        "do": "adopt",
        "expected": coders.shown(version),
        "kind-0": "result",
        "en-0": "The lists are public.",
        "az-0": "",
        "kind-1": "result",
        "en-1": "",
        "kind-new0": "result",
        "kind-new1": "result",
    }
    done = client.post(draft["Location"], data)

    assert (draft.status_code, done.status_code) == (302, 302)
    assert "The lists are public." in client.get(page).content.decode()
    version.refresh_from_db()
    assert version.state == "adopted"
