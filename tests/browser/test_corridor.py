"""A planner's three questions, asked in Chromium on the shipped network, and its pages."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Reader
from browser.pages import P
from browser.test_accessibility import LANGUAGES, choose, violations

pytestmark = pytest.mark.browser

C = f"{P}/corridor/"
COMPUTED = 120_000  # milliseconds for the first compilation on a slow machine
RANGE = r"[\d.,]+ \([\d.,]+–[\d.,]+\)"
PAGES = {
    "map": f"{C}?year=2030",
    "what a project adds": f"{C}projects/?year=2030&project=PJ02&layer=containers",
    "bottlenecks": f"{C}bottlenecks/?year=2026&after=PJ02&then=2030&route=Middle+Corridor",
    "one thing out": f"{C}outages/?year=2026&out=scp",
    "two scenarios": f"{C}compare/?year=2030&layer=gas&b-year=2030&b-with=PJ22",
    "saved": f"{C}scenarios/?year=2030",
}


def asked(reader: Reader, button: str, choices: dict[str, str]) -> Page:
    """Choose and press one button on the corridor's page; wait for the answer."""
    page = reader.go(C)
    for label, choice in choices.items():
        page.locator(f"#{label}").select_option(label=choice)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".notice[role=status]")).to_have_count(0, timeout=COMPUTED)
    return page


def test_what_tripps_railway_adds_in_2030_is_a_range_that_names_what_it_needs(
    reader: Reader,
) -> None:
    page = asked(reader, "Show what it adds", {"ask-project": "TRIPP railway (Meghri)"})

    lead = page.locator(".lead")
    expect(lead).to_contain_text(re.compile(rf"In 2030, TRIPP railway.* carries {RANGE} million"))
    expect(lead).to_contain_text("only together with Horadiz-Aghband railway and Nakhchivan")
    expect(page.locator("#company").locator("..")).to_contain_text("by Shapley")
    expect(page.locator("#hanging")).to_be_visible()


def test_the_middle_corridors_bottleneck_is_told_before_and_after_the_railway(
    reader: Reader,
) -> None:
    page = asked(reader, "Show the bottlenecks", {"ask-after": "TRIPP railway (Meghri)"})

    said = page.locator(".lead").all_inner_texts()
    assert [each.partition(":")[0] for each in said] == [
        "Freight, 2026",
        "Freight, 2030",
        "Containers, 2026",
        "Containers, 2030",
    ]
    expect(page.locator("main table", has_text="Malaszewicze")).to_have_count(0)


def test_all_sixteen_buyers_of_gas_are_told_what_they_lose_without_the_pipeline(
    reader: Reader,
) -> None:
    page = asked(reader, "Show who loses", {"ask-out": "South Caucasus Pipeline"})

    rows = page.locator("section[aria-labelledby=origin-1] tbody tr")
    expect(rows).to_have_count(16)
    expect(rows.filter(has_text="Italy")).to_contain_text(re.compile(r"\d–\d"))
    expect(page.locator(".lead")).to_contain_text(re.compile(f"{RANGE} of {RANGE} bcm a year"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_page_of_the_corridor(
    reader: Reader, name: str, language: str
) -> None:
    choose(reader, language)

    page = reader.go(PAGES[name])

    expect(page.locator(".notice[role=status]")).to_have_count(0, timeout=COMPUTED)
    assert violations(page) == []


def test_axe_finds_nothing_on_dark_paper(reader: Reader) -> None:
    reader.page.emulate_media(color_scheme="dark")

    page = reader.go(PAGES["map"])

    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_corridor_scrolls_sideways_on_a_telephone(reader: Reader, name: str) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})

    page = reader.go(PAGES[name])

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_project_is_switched_off_from_the_keyboard(reader: Reader) -> None:
    page = reader.go(f"{C}?year=2030")
    switch = page.get_by_label("TRIPP railway (Meghri)")

    switch.focus()
    page.keyboard.press("End")
    page.locator("#switches ~ div button").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".corridor-said")).to_contain_text("Not delivered: TRIPP railway (Meghri)")


def test_the_map_that_moves_takes_the_place_of_the_drawn_one(reader: Reader) -> None:
    page = reader.go(f"{C}?year=2030")

    page.get_by_role("button", name="Move and zoom the map").click()

    expect(page.locator("#map")).to_have_attribute("data-ready", "true", timeout=30_000)
    expect(page.locator("#map svg[role=img]")).to_be_hidden()
    assert reader.wrong == []


def moving(reader: Reader) -> Page:
    """Open the map that moves."""
    page = reader.go(f"{C}?year=2030")
    page.get_by_role("button", name="Move and zoom the map").click()
    expect(page.locator("#map")).to_have_attribute("data-ready", "true", timeout=30_000)
    return page


def test_the_map_that_moves_names_the_places_that_the_drawn_one_names(reader: Reader) -> None:
    page = moving(reader)
    drawn = page.locator("#map text.name").all_text_contents()

    named = page.locator(".corridor-name[aria-hidden=true] span:visible").all_inner_texts()

    assert len(named) > len(drawn) / 2
    assert set(named) <= set(drawn)


def test_names_on_a_small_map_give_way_and_come_back_when_it_is_zoomed(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    page = moving(reader)
    shown = page.locator(".corridor-name span:visible")
    few, boxes = shown.count(), shown.evaluate_all(BOXES)

    page.get_by_role("button", name="Zoom in").click()

    expect(shown).not_to_have_count(few)
    assert shown.count() > few
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


BOXES = """all => all.map(each => each.getBoundingClientRect())
                 .map(({left, top, right, bottom}) => [left, top, right, bottom])"""


def overlap(one: list[float], other: list[float]) -> bool:
    """Tell whether two boxes (left, top, right, bottom) have something in common."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > 0 and min(one[3], other[3]) > max(one[1], other[1])
