"""Projects and gates in the inbox: named in a passage, offered, accepted, and shown."""

from typing import Any

import pytest
from django.test import Client

from desk.agreements import builders
from desk.assessments import offered
from desk.projects import roads
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Candidate, Evidence
from servanda.desk.assessments.selectors.inbox import freshness
from servanda.desk.assessments.services import rankers, reviews
from servanda.desk.assessments.services.candidates import stale
from servanda.desk.projects.models import Gate, Project
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db
TEXT = """The Parties settled lists of joint projects on 5 March.

The Horadiz railway is 70 per cent built, the contractor says.

The Senate gave the transit waiver for another year.
"""
BUILT = "The Horadiz railway is 70 per cent built, the contractor says."


@pytest.fixture
def railway(here: Partnership) -> Project:
    new = Project(id=f"{here.id}.railway", partnership=here, name_en="Horadiz railway")
    return record.create(new, by=SYSTEM, action="project.added")


@pytest.fixture
def waiver(here: Partnership) -> Gate:
    return roads.gate(here, name_en="Transit waiver given")


@pytest.fixture
def source(
    here: Partnership, promises: dict[str, Commitment], railway: Project, waiver: Gate
) -> Original:
    return offered.report(here, TEXT)


def accept(source: Original, by: Person, thing: Project | Gate) -> Evidence:
    of = offered.opened(source, by)
    reviews.accept_candidate(offered.offer(of, thing), offered.quoting(of, thing), by=by)
    return Evidence.objects.get(subject_id=thing.id)


def page(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_what_a_passage_names_is_offered_for_it(
    source: Original, analyst: Person, railway: Project, waiver: Gate
) -> None:
    waits = {(each.passage, *each.subject) for each in offered.opened(source, analyst).waits}

    assert (1, "project", railway.id) in waits
    assert (2, "gate", waiver.id) in waits


def test_the_reasons_are_the_words_of_the_name(
    source: Original, analyst: Person, railway: Project
) -> None:
    proposed = offered.first(offered.opened(source, analyst), railway)[1]

    assert [each.shared for each in proposed.reasons] == ["Horadiz, railway"]
    assert proposed.quote.text == BUILT


def test_a_yes_is_evidence_about_the_project(
    source: Original, analyst: Person, railway: Project
) -> None:
    made = accept(source, analyst, railway)

    assert (made.subject_kind, made.quote) == ("project", BUILT)


def test_evidence_stands_on_the_page_of_its_project(
    source: Original, analyst: Person, railway: Project, desk: Client
) -> None:
    accept(source, analyst, railway)

    assert BUILT in page(desk, f"/{railway.partnership_id}/projects/{railway.local_id}/")


def test_evidence_stands_on_the_page_of_its_gate(
    source: Original, analyst: Person, waiver: Gate, desk: Client
) -> None:
    made = accept(source, analyst, waiver)

    assert made.quote in page(desk, f"/{waiver.partnership_id}/gates/{waiver.local_id}/")


def test_the_page_of_a_project_says_how_much_waits(
    source: Original, railway: Project, desk: Client
) -> None:
    shown = page(desk, f"/{railway.partnership_id}/projects/{railway.local_id}/")

    assert "1 passage that may be evidence of it waits in the inbox." in shown


def test_the_source_and_the_evidence_lead_to_the_project(
    source: Original, analyst: Person, railway: Project, desk: Client
) -> None:
    made = accept(source, analyst, railway)
    link = f'href="/{railway.partnership_id}/projects/{railway.local_id}/"'

    assert link in page(desk, f"/{source.partnership_id}/originals/{source.local_id}/")
    assert link in page(desk, f"/{source.partnership_id}/evidence/{made.local_id}/")


def test_a_no_by_form_is_kept_for_the_project(
    source: Original, analyst: Person, railway: Project, desk: Client
) -> None:
    place = f"/{source.partnership_id}/inbox/{source.local_id}/"
    sent = {"passage": 1, "subject": f"project:{railway.local_id}"}

    desk.post(f"{place}refuse/", sent)
    again = desk.post(f"{place}refuse/", sent)

    assert "You refused this before" in again.content.decode()
    assert not [each for each in offered.opened(source, analyst).waits if each.passage == 1]


def test_what_is_decided_is_not_decided_twice(
    source: Original, analyst: Person, railway: Project
) -> None:
    of = offered.opened(source, analyst)
    reviews.refuse_candidate(offered.offer(of, railway), by=analyst)

    with pytest.raises(Conflict):
        reviews.refuse_candidate(offered.offer(of, railway), by=analyst)


def test_a_hidden_project_is_offered_to_nobody_who_may_not_see_it(
    here: Partnership, promises: dict[str, Commitment], railway: Project, analyst: Person
) -> None:
    other = offered.analyst(here, "south")
    held: dict[str, Any] = {"classification": "party", "held_by": analyst.memberships.get().party}
    record.change(railway, by=SYSTEM, action="project.hidden", **held)
    source = offered.report(here, TEXT)

    assert ("project", railway.id) in {x.subject for x in offered.opened(source, analyst).waits}
    assert ("project", railway.id) not in {x.subject for x in offered.opened(source, other).waits}


def test_a_new_name_asks_for_matching_anew(
    source: Original, here: Partnership, railway: Project, analyst: Person
) -> None:
    record.change(railway, by=SYSTEM, action="project.changed", name_en="Aghband line")

    assert stale(here.id) == [source.id]
    assert freshness(builders.looking(viewer_for(analyst)), here.id).stale == 1


def test_weights_are_not_learned_from_names(
    source: Original, analyst: Person, railway: Project, here: Partnership
) -> None:
    accept(source, analyst, railway)

    assert rankers.decisions(viewer_for(analyst), here.id) == []


def test_a_project_and_a_gate_of_one_id_are_two_things(
    here: Partnership, promises: dict[str, Commitment], railway: Project
) -> None:
    roads.gate(here, railway.local_id, name_en="Horadiz railway built")
    source = offered.report(here, TEXT)

    kinds = Candidate.objects.filter(passage__original=source, subject_id=railway.id)
    assert set(kinds.values_list("subject_kind", flat=True)) == {"project", "gate"}


def test_words_are_linked_to_a_project_by_hand(
    source: Original, railway: Project, desk: Client
) -> None:
    address = f"/{source.partnership_id}/originals/{source.local_id}/"
    assert f'<option value="project:{railway.local_id}">' in page(desk, address)

    desk.post(
        f"{address}link/",
        {
            "quote": BUILT,
            "subject": f"project:{railway.local_id}",
            "direction": "progress",
            "strength": "independent report",
            "source_on": "2026-03-05",
            "fact_precision": "day",
        },
    )

    assert Evidence.objects.get().subject_id == railway.id
