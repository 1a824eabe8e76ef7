"""Writing criteria by keyboard, and what a coder's pages look like to axe."""

import re

import pytest

from browser.conftest import Reader
from browser.pages import P
from browser.test_accessibility import violations

pytestmark = pytest.mark.browser
COMMITMENT = f"{P}/commitments/charter-iv-project-lists/"


def test_criteria_are_drafted_and_adopted_by_keyboard_alone(officer: Reader) -> None:
    page = officer.go(f"{COMMITMENT}criteria/")
    page.locator("main form button.button, main a.button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/criteria/charter-iv"))
    page.get_by_label("Statement in English").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("The lists were settled.")

    page.get_by_role("button", name=re.compile("Adopt")).focus()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("commitments/charter-iv-project-lists/criteria/$"))
    assert page.get_by_text("The lists were settled.").count() > 0
    assert officer.wrong == []


@pytest.mark.parametrize("path", ["coding/agreement/", "silence/"])
def test_axe_finds_nothing_on_open_pages_of_coding(reader: Reader, path: str) -> None:
    page = reader.go(f"{P}/{path}")

    assert violations(page) == []


@pytest.mark.parametrize("path", ["criteria/", "end/", "suspend/", "reply/"])
def test_axe_finds_nothing_on_what_an_officer_fills_in(officer: Reader, path: str) -> None:
    page = officer.go(f"{COMMITMENT}{path}")

    assert violations(page) == []


@pytest.mark.parametrize("path", ["coding/agreement/", "silence/"])
def test_no_page_of_coding_moves_sideways_when_narrow(reader: Reader, path: str) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})

    page = reader.go(f"{P}/{path}")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
