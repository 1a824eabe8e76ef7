"""From the assessment down to exact words in a stored original, as a reader clicks."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Reader
from browser.pages import P

pytestmark = pytest.mark.browser


def test_a_level_is_three_clicks_from_exact_words_in_an_original(reader: Reader) -> None:
    page = reader.go(f"{P}/commitments/?outcome=any+level")

    page.locator("#results tbody a.act").first.click()
    quote = page.locator("figure.evidence blockquote").first.inner_text()
    page.locator("figure.evidence figcaption a[href*='/originals/']").first.click()

    expect(page.locator(".original-text")).to_contain_text(quote)


def test_a_number_of_the_assessment_leads_to_as_many_commitments(reader: Reader) -> None:
    page = reader.go(f"{P}/assessment/")
    link = page.locator(".outcome-table td a").first
    counted = int(link.inner_text())

    link.click()

    expect(page.locator("#results-title")).to_have_text(re.compile(rf"^{counted} commitments?$"))


def test_the_assessment_opens_from_the_keyboard(reader: Reader) -> None:
    page = reader.go(f"{P}/")

    page.get_by_role("link", name="Assessment", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Assessment")


def test_the_day_looked_at_stays_with_the_numbers(reader: Reader) -> None:
    page = reader.go(f"{P}/assessment/?on=2026-05-01")

    page.locator(".outcome-table td a").first.click()

    expect(page).to_have_url(re.compile("on=2026-05-01"))
