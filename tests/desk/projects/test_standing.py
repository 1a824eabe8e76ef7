"""A project is adopted where a list that both sides signed names it, and nowhere else."""

import pytest

import make
from desk.bodies.table import Table
from desk.projects.portfolio import listed, project, put_on, shown_list, signed, standing
from servanda.desk.agreements.errors import NotAllowed, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.bodies.services.papers import approve, propose
from servanda.desk.projects.services import things
from servanda.desk.projects.services.lists import draft_paper

pytestmark = pytest.mark.django_db


def test_a_project_begins_as_a_candidate(at: Table) -> None:
    railway = project(at)

    assert standing(at, at.drafter, railway) == "candidate"


def test_a_project_on_a_list_that_nobody_signed_is_a_candidate(at: Table) -> None:
    railway = project(at)

    listed(at, railway)

    assert standing(at, at.drafter, railway) == "candidate"


def test_a_project_on_a_proposed_list_is_proposed(at: Table) -> None:
    railway = project(at)
    version = draft_paper(listed(at, railway).id, by=at.drafter)

    propose(version.id, by=at.drafter)

    assert standing(at, at.southern, railway) == "proposed"


def test_one_key_adopts_nothing(at: Table) -> None:
    railway = project(at)
    version = propose(draft_paper(listed(at, railway).id, by=at.drafter).id, by=at.drafter)

    approve(version.id, version.sha256, by=at.northern)

    assert standing(at, at.southern, railway) == "proposed"


def test_both_keys_adopt_the_projects_on_the_list(at: Table) -> None:
    railway, cable = project(at), project(at, "The cable")

    signed(at, listed(at, railway))

    assert standing(at, at.southern, railway) == "adopted"
    assert standing(at, at.southern, cable) == "candidate"


def test_nobody_sets_a_project_adopted_by_hand(at: Table) -> None:
    railway = project(at)

    with pytest.raises(Refused, match="read from the project lists that both sides sign"):
        things.amend(railway, by=at.drafter, seen=fingerprint(railway), standing="adopted")


def test_a_list_changed_after_its_adoption_says_so_and_adopts_nothing_more(at: Table) -> None:
    railway, cable = project(at), project(at, "The cable")
    drawn_up = listed(at, railway)
    signed(at, drawn_up)

    put_on(at, drawn_up, cable)

    view = shown_list(at, at.southern, drawn_up)
    assert [(each.kind, each.place[-1]) for each in view.unadopted] == [("added", "The cable")]
    assert standing(at, at.southern, cable) == "candidate"


def test_a_list_as_it_was_adopted_differs_in_nothing(at: Table) -> None:
    drawn_up = listed(at, project(at))

    signed(at, drawn_up)

    assert shown_list(at, at.southern, drawn_up).unadopted == ()


def test_what_was_adopted_stands_until_both_sign_another_version(at: Table) -> None:
    railway, cable = project(at), project(at, "The cable")
    drawn_up = listed(at, railway)
    signed(at, drawn_up)
    put_on(at, drawn_up, cable)

    version = propose(draft_paper(drawn_up.id, by=at.drafter).id, by=at.drafter)
    approve(version.id, version.sha256, by=at.southern)

    assert standing(at, at.southern, railway) == "adopted"
    assert standing(at, at.southern, cable) == "proposed"


def test_a_draft_of_one_side_is_not_known_to_the_other(at: Table) -> None:
    drawn_up = listed(at, project(at))

    draft_paper(drawn_up.id, by=at.drafter)

    assert shown_list(at, at.drafter, drawn_up).paper is not None
    assert shown_list(at, at.southern, drawn_up).paper is None


def test_drafting_leaves_no_trace_on_the_list_that_the_other_side_sees(at: Table) -> None:
    drawn_up = listed(at, project(at))
    before = fingerprint(drawn_up)

    draft_paper(drawn_up.id, by=at.drafter)

    drawn_up.refresh_from_db()
    assert fingerprint(drawn_up) == before


def test_a_project_that_one_side_keeps_for_itself_goes_into_no_paper(at: Table) -> None:
    own = project(at, "Own plans", classification="party", held_by=at.north)
    drawn_up = listed(at, project(at), own)

    with pytest.raises(Refused, match="not every partner may see Own plans"):
        draft_paper(drawn_up.id, by=at.drafter)


def test_a_project_out_of_sight_is_neither_named_nor_in_the_paper(at: Table) -> None:
    own = project(at, "Own plans", classification="party", held_by=at.north)
    drawn_up = listed(at, project(at), own)

    version = draft_paper(drawn_up.id, by=at.southern_drafter)

    assert "Own plans" not in str(version.content)
    assert len(version.content["projects"]) == 1


def test_a_list_without_projects_makes_no_paper(at: Table) -> None:
    drawn_up = listed(at)

    with pytest.raises(Refused, match="the list has no project"):
        draft_paper(drawn_up.id, by=at.drafter)


def test_an_approver_drafts_nothing(at: Table) -> None:
    drawn_up = listed(at, project(at))

    with pytest.raises(NotAllowed):
        draft_paper(drawn_up.id, by=at.northern)


def test_a_dropped_project_that_both_sides_adopt_is_adopted(at: Table) -> None:
    railway = project(at, standing="dropped")

    signed(at, listed(at, railway))

    assert standing(at, at.southern, railway) == "adopted"


def test_a_project_told_by_a_source_of_one_side_goes_into_no_paper(at: Table) -> None:
    secret = make.source(at.here, classification="party", held_by=at.north)
    drawn_up = listed(at, project(at, "Told in secret", source=secret))

    with pytest.raises(Refused, match="not every partner may see Told in secret"):
        draft_paper(drawn_up.id, by=at.drafter)
