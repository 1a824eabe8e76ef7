"""Naming an instrument asks openly for what it cannot know, and refuses beside the field."""

import pytest

import make
from servanda.desk.accounts.models import Party
from servanda.desk.agreements.finish_form import FinishForm
from servanda.desk.agreements.models import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties() -> list[Party]:
    here = make.partnership()
    return [make.party(here, name) for name in ("north", "south")]


def reading(*names: str, title: str = "Memorandum", classification: str = "partners") -> Reading:
    found = {"title": title, "language": "en", "parties": [{"name": name} for name in names]}
    return Reading(file_name="a.txt", classification=classification, found=found)


def filled(**fields: str) -> dict[str, str]:
    return {
        "title_en": "Memorandum",
        "local_id": "memorandum",
        "kind": "memorandum",
        "binding": "unknown",
        "language": "en",
        "standing": "authentic",
        "classification": "partners",
        **fields,
    }


def test_a_new_party_leaves_open_who_may_see_it(parties: list[Party]) -> None:
    form = FinishForm(reading("Government of North", "Government of Eastland"), parties)

    assert form["classification"].value() == ""
    assert "has to be public" in str(form["classification"].help_text)


def test_known_parties_leave_it_as_it_was_while_it_was_reviewed(parties: list[Party]) -> None:
    form = FinishForm(reading("North", "South"), parties)

    assert form["classification"].value() == "partners"


def test_what_was_public_while_it_was_reviewed_stays_so(parties: list[Party]) -> None:
    form = FinishForm(reading("Eastland", classification="public"), parties)

    assert form["classification"].value() == "public"


def test_a_new_party_of_what_partners_see_is_refused_beside_the_field(
    parties: list[Party],
) -> None:
    form = FinishForm(reading("North", "Eastland"), parties, filled(party_0="north"))

    assert "Eastland is a new one" in form.errors["classification"][0]


def test_a_known_party_of_what_partners_see_is_taken(parties: list[Party]) -> None:
    form = FinishForm(reading("North"), parties, filled(party_0="north"))

    assert form.errors == {}


def test_what_is_left_out_as_no_party_is_no_new_one(parties: list[Party]) -> None:
    form = FinishForm(
        reading("North", "Secretariat"), parties, filled(party_0="north", party_1="-")
    )

    assert form.errors == {}


@pytest.mark.parametrize(
    ("title", "kind"), [("Memorandum of Understanding", "memorandum"), ("Prosperity Deal", "")]
)
def test_a_kind_is_proposed_only_where_the_title_tells_it(
    parties: list[Party], title: str, kind: str
) -> None:
    form = FinishForm(reading("North", title=title), parties)

    assert form["kind"].value() == kind
