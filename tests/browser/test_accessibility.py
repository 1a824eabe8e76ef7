"""axe-core finds nothing on any page, in both languages and on both papers."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from browser.conftest import Reader
from browser.pages import OPEN, OWN, P

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "az")
PAPERS: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_an_open_page(reader: Reader, name: str, language: str) -> None:
    choose(reader, language)

    page = reader.go(OPEN[name])

    assert violations(page) == []


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_an_officers_page(officer: Reader, name: str, language: str) -> None:
    choose(officer, language)

    page = officer.go(OWN[name])

    assert violations(page) == []


@pytest.mark.parametrize("name", ["overview", "text", "commitments", "calendar"])
def test_axe_finds_nothing_on_a_narrow_page(reader: Reader, name: str) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})

    page = reader.go(OPEN[name])

    assert violations(page) == []


def test_axe_finds_nothing_where_all_that_opens_is_open(reader: Reader) -> None:
    page = reader.go(OPEN["commitment"])

    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    assert violations(page) == []


def test_axe_finds_what_is_wrong(reader: Reader) -> None:
    page = reader.go(OPEN["about"])

    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert ["image-alt" in line for line in violations(page)] == [True, True]


def test_the_first_stop_of_the_keyboard_skips_to_the_content(reader: Reader) -> None:
    page = reader.go(f"{P}/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_what_is_focused_is_seen(reader: Reader) -> None:
    page = reader.go(f"{P}/")

    for _ in range(4):
        page.keyboard.press("Tab")

    width = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
    assert page.evaluate(width) >= 2


def choose(reader: Reader, language: str) -> None:
    """Choose a language as the button in the head does."""
    cookie = {"name": "servanda_language", "value": language, "url": reader.address}
    reader.page.context.add_cookies([cookie])  # type: ignore[list-item]


def violations(page: Page) -> list[str]:
    """Return what axe finds on both papers, a line each."""
    page.evaluate(axe())
    found = []
    for paper in PAPERS:
        page.emulate_media(color_scheme=paper)
        answer: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
        found += [
            f"{paper}: {each['id']}: {node['target'][0]}: {node['failureSummary']}"
            for each in answer["violations"]
            for node in each["nodes"]
        ]
    return found


@cache
def axe() -> str:
    """Return the source of axe-core."""
    package = Path(axe_playwright_python.__file__).parent
    return (package / "axe.min.js").read_text("utf-8")
