"""The pages of the inbox without any script: forms are sent, and the browser is sent on."""

from typing import Any

import pytest
from django.test import Client

import make
from desk.assessments import offered
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence, Passed, Review
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(here: Partnership, promises: dict[str, Commitment]) -> Original:
    return offered.report(here)


def place(of: Original, verb: str = "") -> str:
    return f"/{of.partnership_id}/inbox/{of.local_id}/" + (f"{verb}/" if verb else "")


def form(of: Original, by: Person, to: Commitment, **more: Any) -> dict[str, Any]:
    number, proposed = offered.first(offered.opened(of, by), to)
    sent = {"passage": number, "subject": to.local_id, "sentence": [proposed.quote.number]}
    return {**sent, "direction": "progress", "strength": "independent report", **more}


def test_the_queue_leads_to_the_source(desk: Client, source: Original) -> None:
    page = desk.get("/north-south/inbox/").content.decode()

    assert place(source) in page


def test_a_source_opens_at_its_first_passage_that_waits(desk: Client, source: Original) -> None:
    page = desk.get(place(source)).content.decode()

    assert "Passage 1 of 2 that wait" in page


def test_accepting_sends_on_to_the_next_passage(
    desk: Client, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    sent = form(source, analyst, promises["lists"])

    answer = desk.post(place(source, "accept"), sent, follow=True)

    assert "Accepted as progress: Keep lists" in answer.content.decode()
    assert Evidence.objects.get().quote == offered.LISTED
    assert answer.redirect_chain[0][0].endswith("?passage=2#work")


def test_without_a_direction_nothing_is_linked(
    desk: Client, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    sent = form(source, analyst, promises["lists"], direction="")

    answer = desk.post(place(source, "accept"), sent)

    assert answer.status_code == 400
    assert "Nothing is chosen for you" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_what_was_chosen_stays_chosen_after_a_mistake(
    desk: Client, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    sent = form(source, analyst, promises["lists"], direction="", note_en="As reported")

    page = desk.post(place(source, "accept"), sent).content.decode()

    assert 'value="As reported"' in page
    assert 'value="independent report" required data-key="7" aria-keyshortcuts="7" checked' in page


def test_splitting_quotes_the_sentences_that_are_ticked(
    desk: Client, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    desk.post(
        place(source, "accept"), form(source, analyst, promises["lists"], sentence=["0", "1"])
    )

    assert Evidence.objects.get().quote == f"{offered.LISTED} Weather was fine that day."


def test_refusing_needs_no_direction(
    desk: Client, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    desk.post(place(source, "refuse"), form(source, analyst, promises["mines"], direction=""))

    assert [each.yes for each in Review.objects.all()] == [False]


def test_undo_takes_the_last_decision_back(
    desk: Client, source: Original, analyst: Person, promises: dict[str, Commitment]
) -> None:
    desk.post(place(source, "accept"), form(source, analyst, promises["lists"]))

    page = desk.post(place(source, "undo"), follow=True).content.decode()

    assert "Taken back: it was accepted." in page
    assert not Evidence.objects.exists()


def test_undo_with_nothing_to_undo_says_so(desk: Client, source: Original) -> None:
    answer = desk.post(place(source, "undo"))

    assert answer.status_code == 422
    assert "no decision of yours" in answer.content.decode()


def test_a_decision_that_somebody_else_took_is_said_and_not_doubled(
    here: Partnership,
    desk: Client,
    source: Original,
    analyst: Person,
    promises: dict[str, Commitment],
) -> None:
    sent = form(source, analyst, promises["lists"])
    other = offered.analyst(here, "south")
    make.signed_in(other).post(place(source, "accept"), sent)

    answer = desk.post(place(source, "accept"), sent)

    assert answer.status_code == 409
    assert f"{other.name} accepted this before you" in answer.content.decode()
    assert Evidence.objects.count() == 1


def test_nothing_more_here_rests_the_source_and_goes_on(
    desk: Client, source: Original, analyst: Person
) -> None:
    answer = desk.post(place(source, "rest"), follow=True)

    assert Passed.objects.get().person == analyst
    assert answer.redirect_chain[-1][0] == "/north-south/inbox/"


def test_undo_on_a_rested_source_takes_it_up_again(desk: Client, source: Original) -> None:
    desk.post(place(source, "rest"))

    desk.post(place(source, "undo"))

    assert not Passed.objects.exists()


def test_the_next_source_follows_in_the_queue(
    here: Partnership, desk: Client, source: Original
) -> None:
    weaker = offered.report(here, "Sappers went to the border villages to clear a road.")

    answer = desk.get(place(source, "next"))

    assert answer.headers["Location"] == place(weaker)


def test_a_script_gets_the_right_side_alone(desk: Client, source: Original) -> None:
    page = desk.get(place(source), headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith('<div id="panel"')


def test_a_reader_is_not_let_in(here: Partnership, source: Original, analyst: Person) -> None:
    reader = make.person(role="reader", party=analyst.memberships.get().party)

    assert make.signed_in(reader).get(place(source)).status_code == 403


def test_a_source_of_another_party_is_not_there(
    here: Partnership, source: Original, analyst: Person
) -> None:
    held = analyst.memberships.get().party
    hidden = offered.report(here, classification="party", held_by=held)
    other = make.signed_in(offered.analyst(here, "south"))

    assert other.get(place(hidden)).status_code == 404


def test_a_past_day_leads_back_to_now(desk: Client, source: Original) -> None:
    answer = desk.get(f"{place(source)}?on=2026-05-01")

    assert answer.headers["Location"] == place(source)


def test_every_key_stands_on_a_button_a_link_or_a_field(desk: Client, source: Original) -> None:
    page = desk.get(place(source)).content.decode()

    missing = [key for key in "jasurxo12345678?" if f'data-key="{key}"' not in page]
    assert missing == []
