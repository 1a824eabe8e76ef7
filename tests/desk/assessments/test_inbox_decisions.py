"""A yes makes evidence, a no is kept, both are undone, and nothing is decided twice."""

import pytest

import make
from desk.agreements import builders
from desk.assessments import offered
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence, Passed, Review
from servanda.desk.assessments.selectors.inbox import queue
from servanda.desk.assessments.services import reviews
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(here: Partnership, promises: dict[str, Commitment]) -> Original:
    return offered.report(here)


def accepted(source: Original, by: Person, to: Commitment) -> Review:
    of = offered.opened(source, by)
    return reviews.accept_candidate(offered.offer(of, to), offered.quoting(of, to), by=by)


def refused(source: Original, by: Person, to: Commitment) -> Review:
    return reviews.refuse_candidate(offered.offer(offered.opened(source, by), to), by=by)


def test_a_yes_links_the_best_sentence_and_not_the_whole_passage(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    accepted(source, analyst, promises["lists"])

    assert Evidence.objects.get().quote == offered.LISTED


def test_a_yes_keeps_what_was_measured(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    found = accepted(source, analyst, promises["lists"])

    assert found.yes
    assert found.parts["share of its words"] > 0


def test_a_no_links_nothing(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    found = refused(source, analyst, promises["mines"])

    assert not found.yes
    assert not Evidence.objects.exists()


def test_what_is_decided_waits_no_more(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    refused(source, analyst, promises["mines"])

    left = {each.subject[1] for each in offered.opened(source, analyst).waits}
    assert promises["mines"].id not in left


def test_undoing_a_yes_takes_the_evidence_back(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    accepted(source, analyst, promises["lists"])

    reviews.undo_last(source.id, by=analyst)

    assert not Evidence.objects.exists()
    assert not Review.objects.exists()


def test_undoing_takes_the_latest_decision_first(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    accepted(source, analyst, promises["lists"])
    refused(source, analyst, promises["mines"])

    reviews.undo_last(source.id, by=analyst)

    assert [each.yes for each in Review.objects.all()] == [True]


def test_there_is_nothing_to_undo_of_somebody_elses(
    here: Partnership, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    refused(source, analyst, promises["mines"])

    with pytest.raises(Refused, match="no decision of yours"):
        reviews.undo_last(source.id, by=offered.analyst(here, "south"))


def test_a_second_person_is_told_who_decided_before(
    here: Partnership, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    other = offered.analyst(here, "south")
    before = offered.opened(source, other)
    accepted(source, analyst, promises["lists"])

    with pytest.raises(Conflict, match=f"{analyst.name} accepted this before you"):
        reviews.accept_candidate(
            offered.offer(before, promises["lists"]),
            offered.quoting(before, promises["lists"]),
            by=other,
        )
    assert Evidence.objects.count() == 1


def test_a_quote_outside_its_passage_is_refused(
    source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    of = offered.opened(source, analyst)
    offer = offered.offer(of, promises["lists"])

    with pytest.raises(Refused, match="within its passage"):
        reviews.accept_candidate(
            offer, reviews.Quoted(0, 20, "progress", "independent report"), by=analyst
        )


def test_a_reader_decides_nothing(
    here: Partnership, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    reader = make.person(role="reader", party=analyst.memberships.get().party)

    with pytest.raises(NotAllowed):
        refused(source, reader, promises["mines"])


def test_a_hidden_source_is_not_there_to_be_decided_on(
    here: Partnership, analyst: Person, promises: dict[str, Commitment]
) -> None:
    held = analyst.memberships.get().party
    hidden = offered.report(here, classification="party", held_by=held)
    of = offered.opened(hidden, analyst)
    other = offered.analyst(here, "south")

    with pytest.raises(Missing):
        reviews.refuse_candidate(offered.offer(of, promises["mines"]), by=other)


def test_a_decision_is_as_closed_as_its_source(
    here: Partnership, analyst: Person, promises: dict[str, Commitment]
) -> None:
    shared = offered.report(here, classification="partners")

    assert refused(shared, analyst, promises["mines"]).classification == "partners"


def test_a_source_with_nothing_more_rests_for_who_said_so(
    here: Partnership, source: Original, analyst: Person
) -> None:
    reviews.pass_over(source.id, by=analyst)

    own = queue(builders.looking(viewer_for(analyst)), here.id)
    others = queue(builders.looking(viewer_for(offered.analyst(here, "south"))), here.id)
    assert (own.sources, own.rested, others.sources) == (0, 1, 1)


def test_a_rested_source_can_be_taken_up_again(
    here: Partnership, source: Original, analyst: Person
) -> None:
    reviews.pass_over(source.id, by=analyst)

    reviews.take_up(source.id, by=analyst)

    assert not Passed.objects.exists()
