"""Both sides draw up one list: however they begin, one paper about it may bind, and no more."""

import pytest

from desk.bodies.table import Table
from desk.projects.portfolio import listed, project, shown_list
from servanda.desk.agreements.errors import Conflict
from servanda.desk.bodies.models import Paper
from servanda.desk.bodies.services.papers import approve, propose
from servanda.desk.projects.services.lists import draft_paper

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
