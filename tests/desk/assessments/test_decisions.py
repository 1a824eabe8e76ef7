"""Replies, ends, suspensions and periods of silence: who gives them, and what they change."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments import coders
from servanda.desk.accounts.models import Membership, Party, Person
from servanda.desk.agreements.errors import Missing, NotAllowed, Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Ending, Reply, SilencePeriod
from servanda.desk.assessments.selectors import decisions as selectors
from servanda.desk.assessments.selectors.assessing import assessments
from servanda.desk.assessments.services import decisions, replies
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
TODAY, MAY = date(2026, 11, 21), date(2026, 5, 1)


@pytest.fixture
def lists() -> Iterator[Commitment]:
    with at(TODAY):
        here = make.partnership()
        yield builders.commitment(builders.instrument(here), act="publish the lists")


@pytest.fixture
def north(lists: Commitment) -> Party:
    return make.party(lists.partnership)


@pytest.fixture
def officer(north: Party) -> Person:
    return make.person(role="officer", party=north)


def ended(of: Commitment, by: Person, state: str = "done", **fields: Any) -> Ending:
    return decisions.end(of.id, state, MAY, reason_en="It is public.", by=by, **fields)


def test_a_reply_stands_beside_the_level_and_changes_nothing(
    lists: Commitment, north: Party, officer: Person
) -> None:
    before = assessments(looking(), lists.partnership_id)[lists.id].standing

    replies.reply(lists.id, north.id, "We kept it.", language="en", by=officer)

    assert assessments(looking(), lists.partnership_id)[lists.id].standing == before
    assert [each.body for each in selectors.replies(looking(), lists)] == ["We kept it."]


def test_nobody_replies_for_another_party(lists: Commitment, officer: Person) -> None:
    south = make.party(lists.partnership, "south")

    with pytest.raises(NotAllowed, match="own delegation"):
        replies.reply(lists.id, south.id, "They broke it.", language="en", by=officer)
    assert Reply.objects.count() == 0


def test_an_officer_of_no_party_replies_for_none(lists: Commitment, north: Party) -> None:
    joint = make.person(role="officer", within=lists.partnership)

    with pytest.raises(NotAllowed, match="own delegation"):
        replies.reply(lists.id, north.id, "We kept it.", language="en", by=joint)


def test_a_role_for_one_party_is_no_voice_of_the_other(lists: Commitment, north: Party) -> None:
    south = make.party(lists.partnership, "south")
    person = make.person(role="officer", party=south)
    reader = Membership(person=person, partnership=lists.partnership, party=north, roles=["reader"])
    record.create(reader, by=SYSTEM, action="membership.granted")

    with pytest.raises(NotAllowed, match="own delegation"):
        replies.reply(lists.id, north.id, "We kept it.", language="en", by=person)


def test_an_analyst_of_a_party_does_not_reply_for_it(lists: Commitment, north: Party) -> None:
    analyst = make.person(role="analyst", party=north)

    with pytest.raises(NotAllowed):
        replies.reply(lists.id, north.id, "We kept it.", language="en", by=analyst)


def test_a_reply_is_as_open_as_the_commitment(
    lists: Commitment, north: Party, officer: Person
) -> None:
    record.change(lists, by=SYSTEM, action="x.held", classification="party", held_by=north)

    reply = replies.reply(lists.id, north.id, "We kept it.", language="en", by=officer)

    assert (reply.classification, reply.held_by) == ("party", north)
    assert selectors.replies(looking(), lists) == []


def test_the_latest_end_stands_and_the_earlier_stays_on_record(
    lists: Commitment, officer: Person
) -> None:
    ended(lists, officer)
    decisions.end(lists.id, "reversed", TODAY, reason_en="It was taken down.", by=officer)

    found = selectors.endings(looking(), lists)

    assert [(each.ending.state, each.stands) for each in found] == [
        ("reversed", True),
        ("done", False),
    ]


def test_an_end_is_in_the_assessment(lists: Commitment, officer: Person) -> None:
    ended(lists, officer)

    file = assessments(looking(), lists.partnership_id)[lists.id].file

    assert file.ending is not None
    assert file.ending.state == "done"


def test_an_analyst_decides_no_end(lists: Commitment, north: Party) -> None:
    with pytest.raises(NotAllowed):
        ended(lists, make.person(role="analyst", party=north))


def test_an_end_needs_a_reason(lists: Commitment, officer: Person) -> None:
    with pytest.raises(Refused, match="reason"):
        decisions.end(lists.id, "done", MAY, reason_en=" ", by=officer)


def test_an_end_is_one_of_the_seven(lists: Commitment, officer: Person) -> None:
    with pytest.raises(ValidationError):
        ended(lists, officer, "forgotten")


def test_no_end_lies_ahead(lists: Commitment, officer: Person) -> None:
    with pytest.raises(Refused, match="to come"):
        decisions.end(lists.id, "done", date(2027, 1, 1), reason_en="Soon.", by=officer)


def test_superseded_names_the_commitment_that_took_its_place(
    lists: Commitment, officer: Person
) -> None:
    other = builders.commitment(lists.instrument, "portal")

    ended(lists, officer, "superseded", superseded_by=other.id)

    assert selectors.endings(looking(), lists)[0].ending.superseded_by == other


def test_superseded_without_a_successor_is_refused(lists: Commitment, officer: Person) -> None:
    with pytest.raises(Refused, match="took its place"):
        ended(lists, officer, "superseded")


def test_a_commitment_does_not_supersede_itself(lists: Commitment, officer: Person) -> None:
    with pytest.raises(Refused, match="Another commitment"):
        ended(lists, officer, "superseded", superseded_by=lists.id)


def test_a_successor_that_fewer_may_see_is_not_named(
    lists: Commitment, north: Party, officer: Person
) -> None:
    hidden = builders.commitment(lists.instrument, "portal", classification="party", held_by=north)

    with pytest.raises(Refused, match="Not everybody"):
        ended(lists, officer, "superseded", superseded_by=hidden.id)


def test_a_successor_hidden_since_is_not_named_to_others(
    lists: Commitment, north: Party, officer: Person
) -> None:
    other = builders.commitment(lists.instrument, "portal")
    ended(lists, officer, "superseded", superseded_by=other.id)

    record.change(other, by=SYSTEM, action="x.held", classification="party", held_by=north)

    assert selectors.endings(looking(), lists)[0].ending.superseded_by is None


def test_an_end_cites_evidence_of_the_commitment_only(lists: Commitment, officer: Person) -> None:
    other = builders.commitment(lists.instrument, "portal")

    with pytest.raises(Refused, match="no longer there"):
        ended(lists, officer, evidence=[coders.evidence(other).id])


def test_a_suspension_names_its_instrument_and_ends(lists: Commitment, officer: Person) -> None:
    halted = decisions.suspend(lists.id, lists.instrument_id, MAY, by=officer)

    decisions.resume(halted.id, date(2026, 6, 1), by=officer)

    found = selectors.suspensions(looking(), lists)[0]
    assert (found.instrument, found.until) == (lists.instrument, date(2026, 6, 1))


def test_a_suspension_ends_after_it_began(lists: Commitment, officer: Person) -> None:
    halted = decisions.suspend(lists.id, lists.instrument_id, MAY, by=officer)

    with pytest.raises(ValidationError, match="after it began"):
        decisions.resume(halted.id, MAY, by=officer)


def test_a_suspension_ends_once(lists: Commitment, officer: Person) -> None:
    halted = decisions.suspend(lists.id, lists.instrument_id, MAY, date(2026, 6, 1), by=officer)

    with pytest.raises(Refused, match="already"):
        decisions.resume(halted.id, TODAY, by=officer)


def test_an_instrument_of_another_partnership_suspends_nothing(
    lists: Commitment, officer: Person
) -> None:
    elsewhere = builders.instrument(make.partnership("east-west"))

    with pytest.raises(Missing):
        decisions.suspend(lists.id, elsewhere.id, MAY, by=officer)


def test_periods_of_silence_are_assumed_until_somebody_sets_them(lists: Commitment) -> None:
    analyst = make.person(role="analyst", within=lists.partnership)
    before = selectors.periods(looking(), lists.partnership_id)[0]

    decisions.set_silence(
        lists.partnership_id, "definite act", 90, reason="Quarterly reports.", by=analyst
    )

    after = selectors.periods(looking(), lists.partnership_id)[0]
    assert (before.days, before.assumed) == (365, True)
    assert (after.days, after.assumed) == (90, False)


def test_a_period_is_set_again_with_the_earlier_in_the_ledger(lists: Commitment) -> None:
    analyst = make.person(role="analyst", within=lists.partnership)
    for days in (90, 120):
        decisions.set_silence(
            lists.partnership_id, "effort", days, reason=f"{days} days.", by=analyst
        )

    assert SilencePeriod.objects.get().days == 120


def test_a_period_needs_a_reason(lists: Commitment) -> None:
    analyst = make.person(role="analyst", within=lists.partnership)

    with pytest.raises(Refused, match="reason"):
        decisions.set_silence(lists.partnership_id, "effort", 90, reason=" ", by=analyst)


def test_there_is_no_period_for_another_kind(lists: Commitment) -> None:
    analyst = make.person(role="analyst", within=lists.partnership)

    with pytest.raises(ValidationError):
        decisions.set_silence(lists.partnership_id, "whim", 90, reason="So.", by=analyst)


def test_an_officer_sets_no_period(lists: Commitment, officer: Person) -> None:
    with pytest.raises(NotAllowed):
        decisions.set_silence(lists.partnership_id, "effort", 90, reason="So.", by=officer)


FORMS: dict[str, tuple[str, dict[str, str], str]] = {
    "reply": ("reply/", {"party": "{party}", "language": "en", "body": "We kept it."}, "reply"),
    "end": ("end/", {"state": "done", "on": "2026-05-01", "reason_en": "Public."}, "ending"),
    "suspend": (
        "suspend/",
        {"instrument": "north-south.charter", "since": "2026-05-01"},
        "suspension",
    ),
    "criteria": ("criteria/draft/", {}, "criteria"),
}
MAY_DO = {
    "reader": set(),
    "analyst": {"criteria"},
    "officer": {"reply", "end", "suspend", "criteria"},
    "approver": {"reply"},
    "secretariat": {"end", "suspend"},
    "auditor": set(),
    "operator": set(),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("role", MAY_DO)
def test_only_who_may_sends_a_change_through_a_page(
    lists: Commitment, north: Party, role: str, name: str
) -> None:
    end, data, _kind = FORMS[name]
    sent = {key: value.format(party=north.id) for key, value in data.items()}
    joint = role in {"secretariat", "auditor", "operator"}
    person = (
        make.person(role=role, within=lists.partnership)
        if joint
        else make.person(role=role, party=north)
    )
    before = record.head().size

    page = f"/{lists.partnership_id}/commitments/{lists.local_id}/{end}"
    status = make.signed_in(person).post(page, sent).status_code

    allowed = name in MAY_DO[role]
    assert (status, record.head().size > before) == ((302, True) if allowed else (403, False))


def test_a_reply_to_what_one_may_not_see_is_answered_like_nothing(
    lists: Commitment, officer: Person
) -> None:
    other = make.party(lists.partnership, "other")
    record.change(lists, by=SYSTEM, action="x.held", classification="party", held_by=other)

    page = f"/{lists.partnership_id}/commitments/{lists.local_id}/reply/"

    assert make.signed_in(officer).get(page).status_code == 404
