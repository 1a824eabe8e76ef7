"""Both sides draw up one list: however they begin, one paper about it may bind, and no more."""

import pytest
from django.conf import settings
from django.utils.translation import override

import make
from desk.bodies.table import Table
from desk.projects.portfolio import listed, project, shown_list, signed
from servanda.desk.agreements.errors import Conflict
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.words import Area
from servanda.desk.bodies.models import Paper
from servanda.desk.bodies.services.papers import approve, propose
from servanda.desk.projects.services import things
from servanda.desk.projects.services.lists import draft_paper
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db


def test_of_two_papers_about_one_list_the_second_is_not_proposed(at: Table) -> None:
    drawn_up = listed(at, project(at))
    ours = draft_paper(drawn_up.id, by=at.drafter)
    theirs = draft_paper(drawn_up.id, by=at.southern_drafter)
    propose(ours.id, by=at.drafter)

    with pytest.raises(Conflict, match="only one can bind"):
        propose(theirs.id, by=at.southern_drafter)

    assert Paper.objects.exclude(classification="party").count() == 1


def test_a_side_with_a_draft_of_its_own_goes_on_with_the_paper_before_both(at: Table) -> None:
    drawn_up = listed(at, project(at))
    draft_paper(drawn_up.id, by=at.southern_drafter)
    ours = propose(draft_paper(drawn_up.id, by=at.drafter).id, by=at.drafter)

    again = draft_paper(drawn_up.id, by=at.southern_drafter)

    assert again.paper_id == ours.paper_id
    assert propose(again.id, by=at.southern_drafter).number == 2


def test_the_list_shows_the_paper_before_both_and_not_the_own_earlier_draft(at: Table) -> None:
    drawn_up = listed(at, project(at))
    draft_paper(drawn_up.id, by=at.southern_drafter)
    ours = propose(draft_paper(drawn_up.id, by=at.drafter).id, by=at.drafter)
    approve(ours.id, ours.sha256, by=at.northern)

    view = shown_list(at, at.southern_drafter, drawn_up)

    assert view.paper is not None
    assert view.paper.paper.id == ours.paper_id


def test_a_new_version_of_a_list_is_shown_as_the_draft_that_can_be_proposed(at: Table) -> None:
    drawn_up = listed(at, project(at))
    propose(draft_paper(drawn_up.id, by=at.drafter).id, by=at.drafter)
    client = make.signed_in(at.drafter)

    answer = client.post(
        f"/{at.here.id}/project-lists/{drawn_up.local_id}/draft/", {"party": at.north.id}
    )

    assert "Propose this draft to the other side" in client.get(answer["Location"]).text


def test_the_page_of_a_body_names_its_lists_and_whose_key_is_missing(at: Table) -> None:
    drawn_up = listed(at, project(at))
    propose(draft_paper(drawn_up.id, by=at.drafter).id, by=at.drafter)
    address = f"/{at.here.id}/bodies/{at.body.local_id}/"

    page = make.signed_in(at.southern).get(address).text

    assert drawn_up.local_id in page
    assert "The key of North is missing." in page


def test_in_azerbaijani_parties_projects_and_areas_are_named_in_it(at: Table) -> None:
    railway = project(at, name_az="Dəmir yolu")
    drawn_up = listed(at, railway)
    signed(at, drawn_up)
    for entry in drawn_up.entries.all():
        things.taken_off(entry, by=at.drafter, seen=fingerprint(entry))
    record.change(at.north, by=SYSTEM, action="party.changed", name_az="Şimal")
    record.change(at.body, by=SYSTEM, action="body.changed", areas=["energy", "besides"])
    client = make.signed_in(at.drafter)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "az"
    at.drafter.language = "az"
    at.drafter.save()

    body = client.get(f"/{at.here.id}/bodies/{at.body.local_id}/").text
    list_page = client.get(f"/{at.here.id}/project-lists/{drawn_up.local_id}/").text
    paper = client.get(f"/{at.here.id}/papers/{Paper.objects.get().local_id}/").text

    with override("az"):
        assert f"{Area.ENERGY.label}, besides" in body
    assert "Dəmir yolu: silinib" in list_page
    assert "Şimal" in paper
