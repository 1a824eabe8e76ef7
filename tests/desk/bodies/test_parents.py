"""What a body may be part of."""

import pytest

import make
from desk.bodies import table
from desk.bodies.table import Table

pytestmark = pytest.mark.django_db


def test_a_body_is_no_part_of_one_that_fewer_people_see(at: Table) -> None:
    shared = table.body(at.here, "shared", classification="partners")

    answer = make.signed_in(at.drafter).post(
        f"/{at.here.id}/bodies/add/",
        {
            "name_en": "A",
            "kind": "commission",
            "standing": "allowed",
            "since_precision": "day",
            "classification": "public",
            "parent": shared.id,
        },
    )

    assert answer.status_code == 422
    assert "fewer people see" in answer.content.decode()
