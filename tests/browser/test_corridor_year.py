"""The year of the corridor on a slider: by hand and by keys, and as links without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser.conftest import Reader, Site
from browser.pages import P
from browser.test_accessibility import violations

pytestmark = pytest.mark.browser
C = f"{P}/corridor/"
COMPUTED = 120_000  # milliseconds for the first compilation on a slow machine


@pytest.fixture
def corridor(reader: Reader) -> Page:
    """The map in 2030 without a border, once it is computed."""
    found = reader.go(f"{C}?year=2030&closed=AZ_SAM")
    expect(found.get_by_label("Slide to a year")).to_be_visible(timeout=COMPUTED)
    return found


def asked(page: Page) -> list[str]:
    """Note the years that are asked for from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        year = re.search(r"corridor/\?.*\byear=(\d+)", request.url)
        if request.is_navigation_request() and year and "closed=&" in request.url:
            found.append(year[1])

    page.on("request", note)
    return found


def test_arrow_keys_move_the_number_at_once_and_ask_once_they_rest(corridor: Page) -> None:
    years = asked(corridor)
    slide = corridor.get_by_label("Slide to a year")

    slide.focus()
    for _ in range(3):
        corridor.keyboard.press("ArrowLeft")

    expect(corridor.locator("#year")).to_have_value("2027")
    expect(corridor.locator("h1")).to_contain_text("2027", timeout=COMPUTED)
    assert years == ["2027"]


def test_the_rest_of_the_scenario_and_the_hand_on_the_slider_are_kept(corridor: Page) -> None:
    corridor.get_by_label("Slide to a year").press("ArrowRight")

    expect(corridor).to_have_url(re.compile(r"year=2031.*closed=AZ_SAM"), timeout=COMPUTED)
    expect(corridor.get_by_label("Slide to a year")).to_be_focused()


def test_the_slider_that_is_let_go_of_shows_its_year(corridor: Page) -> None:
    box = corridor.get_by_label("Slide to a year").bounding_box()
    assert box

    corridor.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)

    expect(corridor.locator("h1")).to_contain_text("2037", timeout=COMPUTED)


def test_a_finger_has_room_on_the_slider_and_on_each_year(corridor: Page) -> None:
    sizes = corridor.locator("#year-slide, .corridor-years a").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().height)"
    )

    assert len(sizes) > 3
    assert min(sizes) >= 44
    assert violations(corridor) == []


def test_without_scripts_a_year_is_a_link_and_no_slider_is_seen(
    site: Site, browser: Browser, corridor: Page
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{site.address}{C}?year=2030&closed=AZ_SAM")

    slider = plain.locator("#year-slide").is_visible()
    plain.get_by_role("link", name=re.compile("^2029: TRIPP railway")).click()

    expect(plain).to_have_url(re.compile(r"year=2029&closed=AZ_SAM"))
    assert not slider
    context.close()
