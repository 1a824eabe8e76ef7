"""TRIPP's path to opening, on its Gantt and risk pages, as a reader and an officer see it."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Reader
from browser.pages import P
from browser.test_accessibility import LANGUAGES, choose, violations

pytestmark = pytest.mark.browser

TRIPP = f"{P}/roadmaps/tripp-path/"
GATES = (
    "The agreement takes effect",
    "Financing settled",
    "Rules for crossing the borders",
)
PAGES = {
    "roadmaps": f"{P}/roadmaps/",
    "chart": TRIPP,
    "chart of months": f"{TRIPP}?zoom=month&closed=1",
    "sheets to print": f"{TRIPP}?print=1",
    "baselines": f"{TRIPP}baselines/",
    "gate": f"{P}/gates/tripp-financing/",
    "forecasts": f"{P}/forecasts/",
}
COMPUTED = 120_000  # milliseconds for the first compilation on a slow machine


def risk_of_tripp(reader: Reader) -> Page:
    """Open the risk page and look again until it is computed."""
    page = reader.go(f"{TRIPP}risk/")
    expect(page.locator("#fan")).to_be_visible(timeout=COMPUTED)
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_page_of_roadmaps(reader: Reader, name: str, language: str) -> None:
    choose(reader, language)

    page = reader.go(PAGES[name])

    assert violations(page) == []


def test_axe_finds_nothing_on_the_risk_page_with_all_that_opens_open(reader: Reader) -> None:
    page = risk_of_tripp(reader)

    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    assert violations(page) == []


def test_the_chart_shows_the_path_to_opening_with_its_gates(reader: Reader) -> None:
    page = reader.go(TRIPP)

    names = page.locator(".gantt-names").first

    for gate in GATES:
        expect(names).to_contain_text(gate)
    expect(names).to_contain_text("TRIPP railway open between Aghband and Ordubad")
    expect(page.locator(".plan-mark--gate:visible").first).to_be_visible()


def test_the_risk_page_says_which_gates_may_stay_shut(reader: Reader) -> None:
    page = risk_of_tripp(reader)

    shut = page.locator("section[aria-labelledby=shut]")

    for gate in GATES:
        expect(shut).to_contain_text(gate)
    expect(page.locator("#tornado")).to_be_visible()


def test_a_name_leads_to_its_row_of_the_table_from_the_keyboard(reader: Reader) -> None:
    page = reader.go(TRIPP)

    page.get_by_role("link", name=re.compile("^Financing settled ?: gate")).focus()
    page.keyboard.press("Enter")

    expect(page.locator("tr:target")).to_contain_text("Financing settled")


def test_a_group_closes_and_opens_again(reader: Reader) -> None:
    page = reader.go(TRIPP)

    page.get_by_role("link", name=re.compile("Studies and design")).click()
    tender = page.locator(".gantt-names").get_by_role("link", name=re.compile("^Tender and"))
    expect(tender).to_have_count(0)
    page.get_by_role("link", name=re.compile("Studies and design")).click()

    expect(tender).to_have_count(1)


def test_names_stay_when_the_chart_is_scrolled(reader: Reader) -> None:
    page = reader.go(f"{TRIPP}?zoom=week")
    before = page.locator(".gantt-names").first.bounding_box()

    page.locator(".gantt").first.evaluate("chart => chart.scrollLeft = 3000")

    after = page.locator(".gantt-names").first.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == pytest.approx(before["x"], abs=1)


@pytest.mark.parametrize("path", [TRIPP, f"{P}/gates/tripp-financing/", f"{P}/roadmaps/"])
def test_no_page_scrolls_sideways_on_a_telephone(reader: Reader, path: str) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})

    page = reader.go(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_gate_that_opens_later_moves_the_opening(reader: Reader) -> None:
    page = reader.go(f"{P}/gates/tripp-financing/")

    page.get_by_label("If it opened on").fill("2032-01-01")
    page.get_by_role("button", name="Show what moves").click()

    expect(page.locator("main")).to_contain_text("TRIPP railway open between Aghband and Ordubad")
    expect(page.locator("main")).to_contain_text("Its end moves from")


def test_an_officer_adds_a_row_and_a_circle_is_refused(officer: Reader) -> None:
    page = officer.go(f"{P}/roadmaps/demining-path/rows/add/")
    page.get_by_label("Name in English").fill("Report on the first year")
    for label, days in (("Shortest", "5"), ("Most likely", "10"), ("Longest", "30")):
        page.get_by_label(f"{label}, working days").fill(days)
    page.get_by_label("Waits for").fill("in-use")
    page.get_by_role("button", name="Add the row").click()
    page.get_by_role("link", name="Report on the first year").click()

    page.get_by_label("Waits for").fill(page.url.rstrip("/").rsplit("/", 1)[1])
    page.get_by_role("button", name="Save the row").click()

    expect(page.get_by_role("alert")).to_contain_text("wait for each other in a circle")
    assert violations(page) == []


def test_an_officers_pages_of_a_roadmap_have_nothing_for_axe_to_find(officer: Reader) -> None:
    paths = (f"{TRIPP}edit/", f"{TRIPP}rows/design/", f"{TRIPP}rows/add/", f"{TRIPP}paper/")

    found = {path: violations(officer.go(path)) for path in paths}

    assert found == {path: [] for path in paths}


def test_a_baseline_stands_beside_the_plan(officer: Reader) -> None:
    page = officer.go(f"{P}/roadmaps/kars-dilucu-path/baselines/")
    page.get_by_role("button", name="Take a baseline").click()
    expect(page.locator("main")).to_contain_text("Baseline 1 of")

    page = officer.go(f"{P}/roadmaps/kars-dilucu-path/")

    expect(page.locator("main")).to_contain_text("Beside it, thin: baseline 1")
