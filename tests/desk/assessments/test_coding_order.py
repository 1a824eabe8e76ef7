"""Whatever two coders do in whatever order, nothing opens early and nothing submitted changes."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.agreements.builders import at, looking
from desk.assessments import coders
from desk.assessments.coders import Room
from desk.assessments.test_coding import TODAY
from servanda.desk.agreements.errors import Refused
from servanda.desk.assessments.models import Coding, Judgement
from servanda.desk.assessments.selectors.coding import codings_in_use
from servanda.desk.assessments.services import adjudication, coding, criteria
from servanda.desk.assessments.services.coding import Answered
from servanda.desk.record.as_of import visible_things
from servanda.desk.record.policy import ANONYMOUS

pytestmark = pytest.mark.django_db
STEPS = st.tuples(
    st.sampled_from(["save", "submit", "stale", "settle", "replace"]),
    st.sampled_from(["first", "second", "third"]),
    st.sampled_from(["met", "not met", "unclear"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=2, max_size=9))
def test_no_order_of_steps_opens_a_coding_early_or_changes_a_submitted_one(
    steps: list[tuple[str, str, str]],
) -> None:
    with at(TODAY), transaction.atomic():
        room = coders.room()
        for verb, who, answer in steps:
            before = submitted()
            attempt(room, verb, who, answer)
            after = submitted()
            assert {key: after[key] for key in before} == before
            check(room, len([key for key in after if key[0] == "coder"]))
        transaction.set_rollback(True)


def attempt(room: Room, verb: str, who: str, answer: str) -> None:
    """Try one step; a refusal is an answer too."""
    person = getattr(room, who)
    try:
        with transaction.atomic():
            if verb == "settle":
                decided = Answered(answer, "Settled so.")
                keys = room.answers()
                pair = coders.pair_of(room, person)
                apart = [k for k in keys if pair and len(given_to(pair, k)) > 1]
                adjudication.settle(room.assignment.id, dict.fromkeys(apart, decided), by=person)
            elif verb == "replace":
                new = criteria.draft(room.commitment.id, by=room.third)
                criteria.adopt(new.id, expected=coders.shown(new), by=room.third)
            else:
                coding.save(
                    room.assignment.id,
                    room.answers(answer),
                    expected="" if verb == "stale" else room.seen_by(person),
                    by=person,
                    submit=verb == "submit",
                )
    except Refused:
        pass


def given_to(pair: Any, key: str) -> set[str]:
    """Return the answers that two coders gave to a criterion."""
    return {
        judgement.answer
        for each in pair.codings
        for judgement in each.judgements.values()
        if judgement.criterion.key == key
    }


def submitted() -> dict[tuple[str, str], list[Any]]:
    """Return what every submitted coding says."""
    return {
        (each.role, each.id): list(each.judgements.order_by("id").values())
        for each in Coding.objects.filter(state="submitted")
    }


def check(room: Room, number: int) -> None:
    """Hold the record against what may be open now."""
    in_use = codings_in_use(looking(), room.here.id)
    assert bool(in_use) == (number == 2)
    for kind in (Coding, Judgement):
        public = visible_things(ANONYMOUS, kind, partnership_id=room.here.id, known=TODAY)
        assert bool(public) == (number == 2)
    for who in (room.third, room.auditor, room.secretariat):
        assert (coders.pair_of(room, who) is not None) == (number == 2)
    sealed = Coding.objects.filter(classification="sealed").count()
    assert sealed == (0 if number == 2 else Coding.objects.count())
