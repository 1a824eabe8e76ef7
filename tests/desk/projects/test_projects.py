"""Projects as their pages show them: what fits, what they carry, the money, who may see what."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

import make
from desk.bodies.table import Table
from desk.projects.portfolio import listed, project, viewpoint
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.projects.forms import FundingForm, GateForm, Offers, ProjectForm
from servanda.desk.projects.models import Funding, Gate, Project
from servanda.desk.projects.selectors import projects as selectors
from servanda.desk.projects.selectors.projects import ProjectFilters
from servanda.desk.projects.services import things
from servanda.desk.record.models import LedgerEntry

pytestmark = pytest.mark.django_db


def names(at: Table, **asked: str) -> list[str]:
    found = selectors.projects(viewpoint(at.drafter), at.here.id, ProjectFilters(**asked))
    return [each.project.name_en for each in found]


def view(at: Table, one: Project) -> selectors.ProjectView:
    found = selectors.project(viewpoint(at.drafter), at.here.id, one.local_id)
    assert found is not None
    return found


def figure(at: Table, one: Project, amount: int, **fields: Any) -> Funding:
    fields = {"currency": "USD", "state": "estimated", **fields}
    return things.add(
        Funding, at.here.id, by=at.drafter, inside=one, amount=Decimal(amount), **fields
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["The railway", "A cable"]),
        ({"sort": "name"}, ["A cable", "The railway"]),
        ({"area": "energy"}, ["A cable"]),
        ({"stage": "building"}, ["The railway"]),
        ({"text": "RAIL"}, ["The railway"]),
        ({"standing": "adopted"}, []),
        ({"body": "transit"}, ["A cable"]),
        ({"body": "elsewhere"}, []),
    ],
)
def test_projects_are_found_by_what_is_asked(
    at: Table, asked: dict[str, str], found: list[str]
) -> None:
    project(at, area="transport", stage="building")
    listed(at, project(at, "A cable", area="energy"))

    assert names(at, **asked) == found


def test_projects_are_counted_by_their_standing(at: Table) -> None:
    project(at)
    project(at, "A cable", standing="dropped")

    shown = selectors.projects(viewpoint(at.drafter), at.here.id)

    assert {each.value: number for each, number in selectors.counts(shown)} == {
        "candidate": 1,
        "dropped": 1,
    }


def test_money_is_told_by_currency_and_differing_figures_stand_beside(at: Table) -> None:
    railway = project(at)
    figure(at, railway, 221)
    figure(at, railway, 200, used=False)
    figure(at, railway, 43, currency="EUR")

    money = view(at, railway).money

    assert [(m.currency, len(m.used), len(m.differing)) for m in money] == [
        ("EUR", 1, 0),
        ("USD", 1, 1),
    ]


def test_a_figure_from_a_source_that_one_does_not_see_is_not_there(at: Table) -> None:
    railway = project(at)
    secret = make.source(at.here, classification="party", held_by=at.north)
    figure(at, railway, 221, source=secret)

    found = selectors.project(viewpoint(at.southern), at.here.id, railway.local_id)

    assert found is not None
    assert found.money == ()


def test_a_project_whose_source_one_does_not_see_is_not_there(at: Table) -> None:
    secret = make.source(at.here, classification="party", held_by=at.north)
    railway = project(at, source=secret)

    found = selectors.project(viewpoint(at.southern), at.here.id, railway.local_id)

    assert found is None


def test_nobody_names_a_source_that_they_do_not_see(at: Table) -> None:
    secret = make.source(at.here, classification="party", held_by=at.south)

    with pytest.raises(Missing):
        project(at, source=secret)


def test_two_changes_at_once_do_not_overwrite_each_other(at: Table) -> None:
    railway = project(at)
    seen = fingerprint(railway)
    things.amend(railway, by=at.drafter, seen=seen, stage="building")

    with pytest.raises(Conflict):
        things.amend(railway, by=at.southern_drafter, seen=seen, stage="done")


def test_an_approver_adds_no_project(at: Table) -> None:
    with pytest.raises(NotAllowed):
        things.add(Project, at.here.id, by=at.northern, name_en="A tunnel")

    assert not Project.objects.exists()


def test_a_project_and_its_entry_are_one(at: Table) -> None:
    railway = project(at)

    entry = LedgerEntry.objects.get(subject_id=railway.id)
    assert (entry.action, entry.actor_id) == ("project.added", at.drafter.id)


def test_a_negative_amount_is_refused_and_not_stored(at: Table) -> None:
    railway = project(at)

    with pytest.raises(ValidationError, match="cannot be negative"):
        figure(at, railway, -1)

    assert not Funding.objects.exists()


def test_a_gate_out_of_order_is_refused_and_not_stored(at: Table) -> None:
    days: dict[str, Any] = {
        "earliest": date(2027, 5, 1),
        "likely": date(2027, 4, 1),
        "latest": date(2028, 1, 1),
    }

    with pytest.raises(ValidationError, match="in order: earliest, most likely, latest"):
        things.add(
            Gate, at.here.id, by=at.drafter, name_en="A vote", probability=0.5,
            basis_en="Assumed.", **days,
        )  # fmt: skip

    assert not Gate.objects.exists()


def offers(at: Table) -> Offers:
    return Offers(viewpoint(at.drafter), at.here.id)


def test_a_form_refuses_what_is_no_currency(at: Table) -> None:
    form = FundingForm(offers(at), {"amount": "5", "currency": "dol", "state": "signed"})

    assert form.errors["currency"] == ["“DOL” is no currency. Write the three letters of ISO 4217."]


def test_a_form_refuses_half_a_place(at: Table) -> None:
    form = ProjectForm(
        offers(at),
        {"name_en": "A", "standing": "candidate", "stage": "idea", "latitude": "40"},
    )

    assert form.non_field_errors() == ["A place has a latitude and a longitude: give both."]


def test_a_form_refuses_dates_out_of_order(at: Table) -> None:
    days = {"earliest": "2027-05-01", "likely": "2027-04-01", "latest": "2028-01-01"}
    form = GateForm(
        offers(at), {"name_en": "A", "probability": "0.5", "basis_en": "Assumed.", **days}
    )

    assert form.non_field_errors() == ["Give the dates in order: earliest, most likely, latest."]


def test_a_form_offers_no_adopted_standing(at: Table) -> None:
    form = ProjectForm(offers(at), {"name_en": "A", "standing": "adopted", "stage": "idea"})

    assert "standing" in form.errors
