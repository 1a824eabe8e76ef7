"""What two coders judged differently is settled by a third, and both reasons stay."""

from collections.abc import Iterator
from datetime import date

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments import coders
from desk.assessments.coders import Room, viewer_of
from servanda.desk.agreements.errors import Missing, NotAllowed, Refused
from servanda.desk.assessments.models import Coding, Judgement
from servanda.desk.assessments.selectors.agreement import agreement
from servanda.desk.assessments.selectors.coding import codings_in_use
from servanda.desk.assessments.services import adjudication, coding
from servanda.desk.assessments.services.coding import Answered

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def room() -> Iterator[Room]:
    with at(TODAY):
        yield coders.room()


@pytest.fixture
def apart(room: Room) -> Room:
    """Both agree that it was not done, and differ on whether it was begun."""
    piece = coders.evidence(room.commitment)
    not_met = Answered("not met", "No list is public.")
    room.submit(room.first, {"begun": Answered("met", "A draft.", (piece.id,)), "done": not_met})
    room.submit(room.second, {"begun": Answered("not met", "A draft is none."), "done": not_met})
    return room


def settled(room: Room, answer: str = "met") -> Coding:
    return adjudication.settle(
        room.assignment.id, {"begun": Answered(answer, "A draft is a step.")}, by=room.third
    )


def test_the_settled_coding_is_in_use_and_not_provisional(apart: Room) -> None:
    made = settled(apart)

    found = codings_in_use(looking(), apart.here.id)[apart.commitment.id]

    assert (found.coding, found.provisional) == (made, False)


def test_where_both_agree_the_answer_is_taken_over(apart: Room) -> None:
    made = settled(apart)

    answers = {each.criterion.key: each.answer for each in made.judgements.all()}
    assert answers == {"begun": "met", "done": "not met"}


def test_both_originals_stay_as_they_were(apart: Room) -> None:
    before = list(Judgement.objects.order_by("id").values())

    settled(apart)

    untouched = Judgement.objects.filter(coding__role="coder").order_by("id")
    assert list(untouched.values()) == before


def test_the_page_shows_both_reasons_and_the_third(apart: Room) -> None:
    settled(apart)

    text = make.signed_in(None).get(apart.address("both/")).content.decode()

    for reason in ("A draft.", "A draft is none.", "A draft is a step."):
        assert reason in text


def test_different_and_same_are_said_in_words(apart: Room) -> None:
    text = make.signed_in(None).get(apart.address("both/")).content.decode()

    assert "same answer" in text
    assert "different answers" in text


@pytest.mark.parametrize("who", ["first", "second"])
def test_a_coder_does_not_settle_their_own(apart: Room, who: str) -> None:
    with pytest.raises(NotAllowed, match="third person"):
        adjudication.settle(
            apart.assignment.id, {"begun": Answered("met", "Mine.")}, by=getattr(apart, who)
        )


def test_somebody_who_is_no_analyst_does_not_settle(apart: Room) -> None:
    with pytest.raises(NotAllowed):
        adjudication.settle(
            apart.assignment.id, {"begun": Answered("met", "Mine.")}, by=apart.secretariat
        )


def test_nothing_is_settled_before_both_are_in(room: Room) -> None:
    room.submit(room.first)

    with pytest.raises(Missing):
        settled(room)


def test_nothing_is_settled_twice(apart: Room) -> None:
    settled(apart)

    with pytest.raises(Refused, match="already"):
        settled(apart, "not met")


def test_every_difference_needs_an_answer(apart: Room) -> None:
    with pytest.raises(Refused, match="each difference"):
        adjudication.settle(apart.assignment.id, {}, by=apart.third)
    assert not Coding.objects.filter(role="adjudicated").exists()


def test_every_difference_needs_a_reason(apart: Room) -> None:
    with pytest.raises(Refused, match="reason"):
        adjudication.settle(apart.assignment.id, {"begun": Answered("met")}, by=apart.third)


def test_where_both_agree_nobody_settles_otherwise(apart: Room) -> None:
    answers = {"begun": Answered("met", "A step."), "done": Answered("met", "Done.")}

    with pytest.raises(Refused, match="both coders agree"):
        adjudication.settle(apart.assignment.id, answers, by=apart.third)


def test_two_who_agree_are_taken_over_by_a_third(room: Room) -> None:
    room.submit(room.first)
    room.submit(room.second)

    made = adjudication.settle(room.assignment.id, {}, by=room.third)

    assert {each.answer for each in made.judgements.all()} == {"not met"}


def test_differences_are_settled_through_the_page(apart: Room) -> None:
    client = make.signed_in(apart.third)

    response = client.post(
        apart.address("both/"), {"answer-begun": "unclear", "reason-begun": "Sources differ."}
    )

    assert response.status_code == 302
    begun = Judgement.objects.get(coding__role="adjudicated", criterion__key="begun")
    assert (begun.answer, begun.reason) == ("unclear", "Sources differ.")


def test_agreement_is_not_shown_while_only_one_of_two_is_in(room: Room) -> None:
    room.submit(room.first)

    found = agreement(looking(viewer_of(room.first)), room.here.id)

    assert (found.pairs, found.sections, found.overall.units) == (0, (), 0)


def test_agreement_without_variation_is_undefined_and_says_why(room: Room) -> None:
    coders.evidence(room.commitment)
    room.submit(room.first)
    room.submit(room.second)

    found = agreement(looking(), room.here.id)

    assert (found.overall.alpha, found.overall.percent) == (None, 100.0)
    assert "one and the same value" in found.said


def test_agreement_counts_the_levels_of_each_coding(apart: Room) -> None:
    other = builders.commitment(apart.commitment.instrument, "meetings", act="publish a report")
    coders.adopted(other, apart.third)
    given = coding.assign([other.id], coders.DAY, apart.first.id, apart.second.id, by=apart.third)
    piece = coders.evidence(other)
    met = {key: Answered("met", "Published.", (piece.id,)) for key in ("begun", "done")}
    for person in (apart.first, apart.second):
        coding.save(given.made[0].id, met, expected="", by=person, submit=True)

    found = agreement(looking(), apart.here.id)

    # Levels: 1 and 0 in one unit, 3 and 3 in the other. By hand, ordinal: places 0.5, 1.5 and 3;
    # squared differences 0-1: 1, 0-3: 6.25, 1-3: 2.25. Observed 2 × 1; expected over four values
    # 2 × (1 + 2 × 6.25 + 2 × 2.25) / 3 = 12. Alpha 1 − 2/12.
    assert found.overall.alpha == pytest.approx(1 - 2 / 12)
    assert found.overall.percent == 50.0
    assert found.overall.units == 2


def test_agreement_is_by_section(apart: Room) -> None:
    found = agreement(looking(), apart.here.id)

    assert [(row.section, row.reliability.units) for row in found.sections] == [
        ("charter:sec_4", 1)
    ]


def test_the_public_page_of_agreement_says_the_figures(apart: Room) -> None:
    text = make.signed_in(None).get(f"/{apart.here.id}/coding/agreement/").content.decode()

    assert "percent agreement 0.0 over 1 unit" in text
