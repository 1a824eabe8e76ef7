"""The pages of projects and lists: what they say, what they take, and what they refuse."""

import pytest
from django.test import Client

import make
from desk.bodies.table import Table
from desk.projects.portfolio import listed, project, put_on, signed
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.projects.models import ListEntry, Project, ProjectList

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_candidate_says_that_no_adopted_list_is_on_record(at: Table) -> None:
    railway = project(at, classification="public")

    page = read(make.signed_in(None), f"/north-south/projects/{railway.local_id}/")

    assert "Candidate, not adopted:</strong> no list that both sides adopted" in page


def test_an_adopted_project_names_the_paper_and_its_version(at: Table) -> None:
    railway = project(at)
    signed(at, listed(at, railway))

    page = read(make.signed_in(at.southern), f"/north-south/projects/{railway.local_id}/")

    assert "On an adopted list." in page
    assert "version 1, signed by both sides" in page


def test_a_changed_list_says_that_it_is_not_what_was_adopted(at: Table) -> None:
    drawn_up = listed(at, project(at))
    signed(at, drawn_up)
    put_on(at, drawn_up, project(at, "The cable"))

    page = read(make.signed_in(at.southern), f"/north-south/project-lists/{drawn_up.local_id}/")

    assert "This is not what both sides adopted." in page
    assert "The list says 1 thing otherwise than what was adopted." in page


def test_a_list_goes_from_the_form_to_a_draft(at: Table) -> None:
    client = make.signed_in(at.drafter)
    railway = project(at)
    given = {"title_en": "For 2027", "body": at.body.id, "classification": "partners"}

    client.post("/north-south/project-lists/add/", given)
    drawn_up = ProjectList.objects.get()
    here = f"/north-south/project-lists/{drawn_up.local_id}/"
    client.post(f"{here}entries/add/", {"project": railway.id, "note": "First."})
    answer = client.post(f"{here}draft/", {"party": at.north.id, "note": ""})

    assert answer.status_code == 302
    assert "/north-south/papers/" in answer["Location"]


def test_a_form_adds_a_project_as_a_candidate(at: Table) -> None:
    given = {
        "name_en": "A tunnel",
        "standing": "candidate",
        "stage": "idea",
        "classification": "public",
    }

    make.signed_in(at.drafter).post("/north-south/projects/add/", given)

    assert Project.objects.get().name_en == "A tunnel"


def test_a_stale_form_is_refused_and_says_so(at: Table) -> None:
    railway = project(at)
    given = {"name_en": "Other", "standing": "candidate", "stage": "idea", "seen": "0" * 64}

    answer = make.signed_in(at.drafter).post(
        f"/north-south/projects/{railway.local_id}/edit/", given
    )

    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.content.decode()


def test_a_project_is_taken_off_a_list(at: Table) -> None:
    drawn_up = listed(at, project(at))
    entry = drawn_up.entries.get()
    here = f"/north-south/project-lists/{drawn_up.local_id}/entries/{entry.local_id}/remove/"

    make.signed_in(at.drafter).post(here, {"seen": fingerprint(entry)})

    assert not ListEntry.objects.exists()


def test_a_list_that_cannot_be_drafted_says_why(at: Table) -> None:
    drawn_up = listed(at)

    answer = make.signed_in(at.drafter).post(
        f"/north-south/project-lists/{drawn_up.local_id}/draft/", {"party": at.north.id}
    )

    assert answer.status_code == 422
    assert "the list has no project" in answer.content.decode()


def test_a_form_changes_a_project_and_its_expected_completion(at: Table) -> None:
    railway = project(at)
    given = {
        "name_en": "The railway",
        "standing": "candidate",
        "stage": "building",
        "expected": "end of 2027",
        "seen": fingerprint(railway),
    }

    make.signed_in(at.drafter).post(f"/north-south/projects/{railway.local_id}/edit/", given)

    railway.refresh_from_db()
    assert (railway.stage, railway.expected) == ("building", "end of 2027")
