"""`servanda schedule`: the critical path and the risk of a plan in a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exchange.plans_held import FULL
from servanda.cli import main
from servanda.exchange import mspdi, plan_csv


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    held = {"xml": tmp_path / "plan.xml", "csv": tmp_path / "plan.csv"}
    held["xml"].write_bytes(mspdi.write(FULL))
    held["csv"].write_bytes(plan_csv.write(FULL))
    return held


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["schedule", *map(str, arguments)])


def test_a_table_and_project_give_the_same_schedule(files: dict[str, Path]) -> None:
    one, other = run(files["xml"]), run(files["csv"])

    assert one.output == other.output
    assert "5 activities, done by" in one.output


def test_critical_activities_are_marked(files: dict[str, Path]) -> None:
    lines = run(files["csv"]).output.splitlines()

    assert [line.split()[1] for line in lines if line.startswith("* ")][:2] == ["Build", "Opening"]


def test_json_holds_dates_floats_and_drivers(files: dict[str, Path]) -> None:
    held = json.loads(run(files["csv"], "--json").output)

    survey = next(each for each in held["activities"] if each["id"] == "survey")
    assert (survey["start"], survey["finish"]) == ("2026-03-02", "2026-03-04")
    assert held["activities"][-1]["driven_by"] == ["build"]


def test_risk_is_the_same_for_the_same_seed(files: dict[str, Path]) -> None:
    asked = (files["csv"], "--risk", 500, "--seed", 3)

    one, other = run(*asked), run(*asked)

    assert one.output == other.output
    assert "Yearly waiver" in one.output
    assert "P50" in one.output


def test_risk_in_json_names_what_moves_the_end(files: dict[str, Path]) -> None:
    held = json.loads(run(files["csv"], "--risk", 300, "--json").output)["risk"]

    assert {bar["id"] for bar in held["tornado"]} >= {"waiver", "build", "permits"}
    assert held["watched"]["waiver"]["P90"] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("row,id\nactivity,a\n", "0 rows of the kind"),
        ("row,id,start\nplan,,2026-03-02\nactivity,a\n", "“a” has no duration"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(text)

    refused = run(file)

    assert refused.exit_code == 2
    assert words in refused.stderr
    assert refused.stdout == ""
