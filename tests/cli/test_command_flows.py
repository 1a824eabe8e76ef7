"""`servanda flows`: a scenario and an ensemble of a network in files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exchange.network.tiny import tiny
from servanda.cli import main
from servanda.exchange.network import read
from servanda.exchange.network.scenarios import read_scenario
from servanda.flows.batch import OutOfBudget

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """2 Mt go from A to C; the sea between holds 3 Mt a year."""
    return tiny(tmp_path / "net")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["flows", *map(str, arguments)])


def held(*arguments: object) -> dict[str, Any]:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.stderr
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def written(folder: Path, text: str, name: str = "case.yaml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_a_scenario_is_told_in_tables(network: Path) -> None:
    found = run("run", network, "--year", 2030)

    assert found.exit_code == 0
    assert "t: 2,000,000 of 2,000,000 arrive" in found.stdout
    assert "ac A to C" in found.stdout
    assert "Rests on 7 assumptions" in found.stdout


def test_json_lists_demands_links_and_assumptions(network: Path) -> None:
    found = held("run", network, "--year", 2030)

    assert found["demands"][0]["delivered"] == 2e6
    assert {each["link"] for each in found["links"]} == {"AB", "BC"}
    assert all(each["reason"] for each in found["assumptions"])


def test_a_scenario_file_changes_what_it_names(network: Path, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "name: Half\nyear: 2031\nprojects: {P: off}\nfactors: {sea: 0.5}\n"
        "assumptions: {share: 0.8}\ndemand_factors: {grain: 2}\n",
    )

    found = held("run", network, "--scenario", file)

    assert (found["year"], found["name"]) == (2031, "Half")
    assert found["demands"][0]["volume"] == pytest.approx(4e6 * 0.8 * 2)
    assert found["demands"][0]["delivered"] == pytest.approx(1.5e6)


def test_a_closed_link_leaves_no_route(network: Path, tmp_path: Path) -> None:
    file = written(tmp_path, '{"closed": ["BC"]}', "case.json")

    found = held("run", network, "--scenario", file, "--year", 2030)

    assert found["demands"][0]["why"] == "no route"
    assert found["unmet"] == pytest.approx(2e6 * 200)


def test_going_without_costs_what_the_scenario_says(network: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "closed: [BC]\nassumptions: {unmet: 150}\n")

    found = held("run", network, "--scenario", file, "--year", 2030)

    assert found["unmet"] == pytest.approx(2e6 * 150)


def test_the_year_of_the_command_goes_before_the_files(network: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "year: 2031\n")

    assert held("run", network, "--scenario", file, "--year", 2040)["year"] == 2040


def test_a_layer_is_a_unit(network: Path) -> None:
    one, other = run("run", network, "--layer", "freight"), run("run", network, "--unit", "t")

    assert one.stdout == other.stdout


def test_an_exported_network_gives_the_same(network: Path, tmp_path: Path) -> None:
    file = tmp_path / "net.geojson"
    exported = CliRunner().invoke(main, ["network", "export", str(network), "--geojson"])
    file.write_bytes(exported.stdout_bytes)

    assert run("run", file, "--year", 2030).stdout == run("run", network, "--year", 2030).stdout


def test_chances_are_left_out_of_one_scenario_aloud(network: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "completions:\n  - {project: P, year: 2031}\n")

    found = run("run", network, "--scenario", file)

    assert found.exit_code == 0
    assert "servanda flows ensemble only" in found.stderr


def test_an_ensemble_is_told_by_year(network: Path) -> None:
    found = run("ensemble", network, "--samples", 40, "--years", "2030-2031", "--project", "P")

    assert found.exit_code == 0
    assert "40 samples (seed 0) of 2030 to 2031: P10, P50 and P90" in found.stdout
    assert "P Second track" in found.stdout


def test_an_ensemble_is_the_same_for_the_same_seed(network: Path) -> None:
    asked = ("ensemble", network, "--samples", 30, "--seed", 4, "--years", 2030, "--json")

    one, other = run(*asked, "--workers", 1), run(*asked, "--workers", 3)

    assert one.exit_code == 0
    assert one.stdout == other.stdout


def test_disruptions_and_completions_are_drawn(network: Path, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
disruptions:
  - {id: storm, rows: [BC], probability: 1, weeks: 52, lasting: false}
completions:
  - {project: P, p10: 2029, p50: 2031, p80: 2034, delivered: 0.9}
""",
    )

    found = held(
        "ensemble",
        network,
        "--scenario",
        file,
        "--years",
        "2031",
        "--samples",
        20,
        "--project",
        "P",
    )

    (year,) = found["years"]
    assert year["demands"][0]["delivered"]["p90"] == 0
    assert year["projects"][0]["probability"] == 0.5


def test_the_example_of_the_reference_is_a_scenario_of_the_shipped_network() -> None:
    text = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    network = read(ROOT / "dossiers" / "azerbaijan-us" / "network").network

    found = read_scenario(example, network, 2030)

    assert [each.id for each in found.disruptions] == ["water", "border"]
    assert found.completions[0].chance(2030) == 0.5


def test_a_run_that_ends_at_its_budget_says_so(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object, **__: object) -> None:
        raise OutOfBudget("The run ended after 1 seconds, its budget of time.")

    monkeypatch.setattr("servanda.flows.ensembles.run_ensemble", ended)

    refused = run("ensemble", network, "--years", "2030", "--seconds", 1)

    assert refused.exit_code == 2
    assert "its budget of time" in refused.stderr


def test_more_memory_than_allowed_is_refused(network: Path) -> None:
    refused = run("ensemble", network, "--samples", 10_000_000, "--gigabytes", 0.1)

    assert refused.exit_code == 2
    assert "its budget of memory" in refused.stderr


@pytest.mark.parametrize("years", ["2031-2030", "soon", "20300", "1000-3000", "2030-", "0000"])
def test_years_that_are_none_are_refused(network: Path, years: str) -> None:
    refused = run("ensemble", network, "--years", years)

    assert refused.exit_code == 2
    assert "is no year and no range" in refused.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("projects: {PJ2: on}", "projects: “PJ2” does not exist in the network; there are P."),
        ("projects: {P: 3}", "projects, “P”: it is 3. Give true or false."),
        ("projects: [P]", "projects: it is [\"P\"]. Give names with their values."),
        ("closed: BC", "closed: it is BC. Give a list."),
        ("closed: [BD]", "closed: “BD” does not exist in the network; there are A, B, C, AB, BC."),
        ("factors: {BC: .nan}", "factors, “BC”: it is NaN. Give a number from 0 up."),
        ("factors: {BC: -1}", "factors, “BC”: it is -1. Give a number from 0 up."),
        ("factors: {BC: .inf}", "factors, “BC”: it is Infinity."),
        ("assumptions: {speed: fast}", "assumptions, “speed”: it is fast."),
        ("demand_factors: {rice: 1}", "demand_factors: “rice” does not exist"),
        ("year: 2030.5", "year: it is 2030.5. Give a whole number from 1900 to 2200."),
        ("month: 13", "month: it is 13. Give a whole number from 1 to 12."),
        ("project: {P: on}", "there is no field “project”. Did you mean \"projects\"?"),
        ("year: 2030\nyear: 2031", "“year” is there twice."),
        ("a: &x [1]\nb: *x", "It uses an alias"),
        ("name: [", "Line 1: It is not YAML"),
        ('{"year": 2030,}', "Line 1: it is not JSON"),
        ('{"year": 2030, "year": 2031}', "“year” is there twice."),
        ("- 1", "It is no list of names and values."),
        ("", "It is no list of names and values."),
        ("[" * 100_000, "It is nested too deep."),
        ("disruptions: [{id: x}]", "disruptions, row 1, rows: there is none. Give it."),
        (
            "disruptions: [{id: x, rows: [BC], probability: 2, weeks: 3}]",
            "disruptions, row 1, probability: it is 2. Give a number from 0 to 1.",
        ),
        (
            "disruptions: [{id: x, rows: [BC], probability: 1, weeks: [3, 4]}]",
            "weeks: it is [3, 4]. Give lowest, likeliest and highest.",
        ),
        ("completions: [{project: P}]", "it says when “P” is done in no way or in more than one"),
        ("completions: [{project: P, by: {soon: 1}}]", "by: it is soon. Give a whole number"),
        ("completions: [{project: P, p10: 2030}]", "two years at least are needed"),
    ],
)  # fmt: skip
def test_a_scenario_that_cannot_be_names_its_field(
    network: Path, tmp_path: Path, text: str, words: str
) -> None:
    refused = run("run", network, "--scenario", written(tmp_path, text))

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("servanda: case.yaml: ")
    assert words in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "nowhere"], "nowhere cannot be read: there is no such file or folder"),
        (["run", "NET", "--unit", "bcm"], "carries nothing in bcm; it has t."),
        (["run", "NET", "--scenario", "nowhere.yaml"], "there is no such file"),
        (["run", "NET", "--scenario", "NET"], "it is a folder"),
        (["ensemble", "NET", "--project", "Q"], "projects: “Q” does not exist in the network"),
        (["run", "NET", "--year", "3"], "3 is not in the range"),
    ],
)
def test_what_cannot_be_run_is_refused(network: Path, arguments: list[str], words: str) -> None:
    refused = run(*[str(network) if each == "NET" else each for each in arguments])

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert words in refused.stderr


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "id,name\n1,2\n", "links.csv")

    refused = run("run", file)

    assert refused.exit_code == 2
    assert "links.csv has mistakes and was not read" in refused.stderr
