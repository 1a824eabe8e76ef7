"""A release is published by keyboard, leads from its figures to its words, and prints its hash."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Reader
from browser.pages import P
from browser.test_accessibility import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def published(officer: Reader) -> Page:
    """Publish the next release by keyboard alone."""
    page = officer.go(f"{P}/releases/next/")
    page.focus("[name=title]")
    page.keyboard.type("By keyboard")
    for _field in ("note_en", "note_az", "acknowledged"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/next/" not in url)
    return page


def test_a_release_is_published_by_keyboard(published: Page) -> None:
    expect(published.locator("h1")).to_contain_text("By keyboard")


def test_a_figure_leads_to_the_words_that_it_counts(published: Page) -> None:
    figure = published.locator(".outcome-table td.number a").first
    number = figure.inner_text()
    figure.click()

    expect(published.locator(".release-rows > li")).to_have_count(min(int(number), 50))


def test_axe_finds_nothing_on_the_pages_of_a_release(published: Page, officer: Reader) -> None:
    own = published.url
    found = {}
    for path in (own, f"{own}commitments/", f"{own}changes/", f"{own}../", f"{own}../next/"):
        published.goto(path)
        for paper in ("light", "dark"):
            published.emulate_media(color_scheme=paper)
            found[path, paper] = violations(published)

    assert {place: wrong for place, wrong in found.items() if wrong} == {}
    assert officer.wrong == []


@pytest.mark.parametrize("inner", ["", "commitments/", "changes/", "../", "../next/"])
def test_no_page_of_a_release_scrolls_sideways(published: Page, inner: str) -> None:
    published.set_viewport_size({"width": 360, "height": 800})

    published.goto(f"{published.url}{inner}")

    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert published.evaluate(wider) <= 0
