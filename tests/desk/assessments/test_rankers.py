"""Weights are learned on demand, kept beside the delivered ones, and used when somebody says so."""

from typing import Any

import pytest

import make
from desk.agreements import builders
from desk.assessments import offered, quoted
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Missing, NotAllowed, Refused
from servanda.desk.assessments.matching import whole_material
from servanda.desk.assessments.models import RankerVersion, Review
from servanda.desk.assessments.selectors.rankers import ranking
from servanda.desk.assessments.services import candidates, rankers
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import SYSTEM
from servanda.matching import Kind
from servanda.matching.weights import WEIGHTS

pytestmark = pytest.mark.django_db
TEN = 10


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path / "data"


def decided(here: Partnership, by: Person, yes: int, no: int) -> None:
    """Keep decisions that say: subjects count, rare words do not."""
    promised = offered.promises(here)["mines"]
    original = quoted.original(here)
    for number in range(yes + no):
        good = number < yes
        review = Review(
            id=f"{here.id}.{new_id('rev')}",
            partnership=here,
            original=original,
            start=number,
            end=number + 1,
            subject_kind="commitment",
            subject_id=promised.id,
            yes=good,
            parts={"areas": 4.0 if good else 0.0, "words": 2.0},
            person=by,
            at=original.added,
        )
        record.create(review, by=SYSTEM, action="review.accepted")


def test_too_few_decisions_teach_nothing_and_say_so(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, 3, 2)

    with pytest.raises(Refused, match="3 yes and 2 no are too few"):
        rankers.train_now(here.id, by=analyst)


def test_what_was_learned_is_not_used_yet(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)

    rankers.train_now(here.id, by=analyst)

    assert whole_material(here.id).weights == WEIGHTS


def test_decisions_move_the_weights(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)

    found = rankers.train_now(here.id, by=analyst)

    assert found.weights["areas"] > WEIGHTS[Kind.AREAS]
    assert (found.yes, found.no) == (TEN, TEN)


def test_weights_are_used_once_somebody_says_so(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)
    learned = rankers.train_now(here.id, by=analyst)

    rankers.use(here.id, learned.number, by=analyst)

    assert whole_material(here.id).weights[Kind.AREAS] == learned.weights["areas"]


def test_other_weights_make_the_candidates_stale(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)
    source = offered.report(here)
    learned = rankers.train_now(here.id, by=analyst)

    rankers.use(here.id, learned.number, by=analyst)

    assert candidates.stale(here.id) == [source.id]


def test_the_delivered_weights_come_back(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)
    rankers.use(here.id, rankers.train_now(here.id, by=analyst).number, by=analyst)

    rankers.use_delivered(here.id, by=analyst)

    assert whole_material(here.id).weights == WEIGHTS


def test_one_version_at_most_is_in_use(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)
    for _ in range(2):
        rankers.use(here.id, rankers.train_now(here.id, by=analyst).number, by=analyst)

    assert [each.number for each in RankerVersion.objects.filter(in_use=True)] == [2]


def test_weights_that_nobody_learned_cannot_be_used(here: Partnership, analyst: Person) -> None:
    with pytest.raises(Missing):
        rankers.use(here.id, 7, by=analyst)


def test_an_officer_looks_but_does_not_train(here: Partnership, analyst: Person) -> None:
    officer = make.person(role="officer", party=analyst.memberships.get().party)

    with pytest.raises(NotAllowed):
        rankers.train_now(here.id, by=officer)


def test_decisions_that_one_may_not_see_teach_nothing(here: Partnership, analyst: Person) -> None:
    decided(here, analyst, TEN, TEN)
    hidden: dict[str, Any] = {"classification": "party", "held_by": analyst.memberships.get().party}
    for review in Review.objects.all():
        record.change(review, by=SYSTEM, action="review.hidden", **hidden)

    shown = ranking(builders.looking(viewer_for(offered.analyst(here, "south"))), here.id)

    assert (shown.yes, shown.no) == (0, 0)
