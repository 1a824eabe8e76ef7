"""What searches for evidence came to: seen with the commitment, and only then."""

from datetime import date
from typing import Any

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from servanda.desk.agreements.errors import Missing, NotAllowed
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Finding
from servanda.desk.assessments.selectors import findings, latest_findings
from servanda.desk.assessments.services import record_finding
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def lists() -> Commitment:
    with at(date(2026, 1, 1)):
        return builders.commitment(builders.instrument(make.partnership()))


def finding(of: Commitment, until: date = MAY, **fields: Any) -> Finding:
    fields = {"outcome": "no_evidence_found", "scope_en": "Public pages.", **fields}
    new = Finding(partnership=of.partnership, commitment=of, searched_until=until, **fields)
    return record.create(new, by=SYSTEM, action="finding.recorded")


def test_the_latest_search_comes_first(lists: Commitment) -> None:
    finding(lists, MAY)
    finding(lists, JUNE)

    found = findings(looking(), lists)

    assert [each.searched_until for each in found] == [JUNE, MAY]


def test_a_list_gets_the_latest_finding_of_each(lists: Commitment) -> None:
    finding(lists, JUNE)
    finding(lists, MAY)

    found = latest_findings(looking(), lists.partnership_id, [lists])

    assert found[lists.id].searched_until == JUNE


def test_a_finding_for_partners_is_hidden_from_the_public(lists: Commitment) -> None:
    finding(lists, classification="partners")

    assert findings(looking(), lists) == []


def test_a_public_finding_about_a_hidden_commitment_is_hidden(lists: Commitment) -> None:
    finding(lists)
    record.change(lists, by=SYSTEM, action="commitment.changed", classification="partners")

    assert latest_findings(looking(), lists.partnership_id, [lists]) == {}


def test_as_it_was_known_a_later_search_had_not_been_made(lists: Commitment) -> None:
    with at(MAY):
        finding(lists, MAY)
    with at(JUNE):
        finding(lists, JUNE)

    found = findings(looking(known=MAY), lists)

    assert [each.searched_until for each in found] == [MAY]


def test_an_analyst_records_a_finding(lists: Commitment) -> None:
    analyst = make.person(role="analyst", party=make.party(lists.partnership))

    record_finding(
        lists.id, "no_evidence_found", MAY, by=analyst, scope_en="Public pages.", sources_searched=9
    )

    assert findings(looking(), lists)[0].sources_searched == 9


def test_a_reader_records_no_finding(lists: Commitment) -> None:
    reader = make.person(role="reader", party=make.party(lists.partnership))

    with pytest.raises(NotAllowed):
        record_finding(lists.id, "no_evidence_found", MAY, by=reader)


def test_there_is_no_finding_about_what_one_may_not_see(lists: Commitment) -> None:
    party = make.party(lists.partnership)
    other = make.party(lists.partnership, "other")
    record.change(lists, by=SYSTEM, action="x.changed", classification="party", held_by=other)

    with pytest.raises(Missing):
        record_finding(
            lists.id, "no_evidence_found", MAY, by=make.person(role="analyst", party=party)
        )
