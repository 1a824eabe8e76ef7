"""Two sides adopt a paper in a browser, without scripts; an edit breaks the adoption."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import Reader, Site
from browser.pages import P
from browser.test_accessibility import violations

pytestmark = pytest.mark.browser
WAY_IN = re.compile(r"The password of \S+ is\s+(\S+)")


@dataclass(frozen=True)
class Sides:
    """Somebody of either side: each drafts and approves for the own one."""

    azerbaijan: Page
    united_states: Page


def desk(site: Site, *arguments: str) -> str:
    """Run a command of the desk on the data of the site."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_")}
    done = subprocess.run(
        [sys.executable, "-m", "servanda.desk", *arguments],
        env={**kept, "SERVANDA_DATA_DIR": str(site.data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def passwords(site: Site) -> dict[str, str]:
    """Give somebody of each party the roles of an officer and an approver."""
    found = {}
    for party in ("azerbaijan", "united-states"):
        said = desk(
            site,
            "person",
            f"keys@{party}.example.org",
            f"--name=Keys of {party}",
            "--partnership=azerbaijan-us",
            f"--party={party}",
            "--role=officer",
            "--role=approver",
        )
        way_in = WAY_IN.search(said)
        assert way_in, said
        found[party] = way_in[1]
    return found


Enter = Callable[[str], Page]


@pytest.fixture
def enter(site: Site, browser: Browser, passwords: dict[str, str]) -> Iterator[Enter]:
    """Let somebody of a party sign in, in a browser that runs no scripts."""
    contexts: list[BrowserContext] = []

    def signed_in(party: str) -> Page:
        context = browser.new_context(java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.address}/accounts/login/")
        page.fill("[name=login]", f"keys@{party}.example.org")
        page.fill("[name=password]", passwords[party])
        page.click("main button.button")
        expect(page.get_by_role("link", name=f"Keys of {party}")).to_be_visible()
        return page

    yield signed_in
    for context in contexts:
        context.close()


@pytest.fixture
def sides(enter: Enter) -> Sides:
    return Sides(enter("azerbaijan"), enter("united-states"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(name)).click()


def test_a_paper_of_one_side_is_adopted_by_the_other_and_an_edit_breaks_it(
    site: Site, sides: Sides
) -> None:
    ours, theirs = sides.azerbaijan, sides.united_states
    ours.goto(f"{site.address}{P}/bodies/")
    ours.locator(".body-list h2 a").first.click()
    ours.get_by_role("link", name="Draft a decision").click()
    ours.get_by_label("Title").fill("Meetings of 2027")
    ours.get_by_label("Text in English").fill("The group meets in May.")
    press(ours, "Keep the draft")
    address = ours.url

    assert theirs.goto(address).status == 404  # type: ignore[union-attr]
    press(ours, "Propose this draft")
    press(ours, "Approve version 1 for Azerbaijan")
    theirs.goto(address)
    expect(theirs.get_by_text("key missing")).to_have_count(1)
    press(theirs, "Approve version 1 for United States")
    expect(theirs.get_by_text("Version 1 stands: both sides adopted it")).to_be_visible()

    theirs.get_by_role("link", name="Propose other words").click()
    theirs.get_by_label("Text in English").fill("The group meets in June.")
    press(theirs, "Keep the draft")
    press(theirs, "Propose this draft")
    ours.goto(address)
    expect(ours.get_by_text("needs both keys again")).to_be_visible()
    expect(ours.get_by_text("key missing")).to_have_count(2)
    expect(ours.locator(".differences del")).to_have_text(re.compile("May"))
    expect(ours.locator(".differences ins")).to_have_text(re.compile("June"))


def test_a_key_for_words_that_changed_meanwhile_is_refused(site: Site, sides: Sides) -> None:
    ours, theirs = sides.azerbaijan, sides.united_states
    ours.goto(f"{site.address}{P}/bodies/")
    ours.locator(".body-list h2 a").first.click()
    ours.get_by_role("link", name="Draft a decision").click()
    ours.get_by_label("Title").fill("Places of 2027")
    ours.get_by_label("Text in English").fill("The group meets in Baku.")
    press(ours, "Keep the draft")
    press(ours, "Propose this draft")
    theirs.goto(ours.url)
    ours.get_by_role("link", name="Propose other words").click()
    ours.get_by_label("Text in English").fill("The group meets in Washington.")
    press(ours, "Keep the draft")
    press(ours, "Propose this draft")

    press(theirs, "Approve version 1 for United States")

    expect(theirs.get_by_role("alert")).to_contain_text("It changed while you were reading")


def first_body(reader: Reader) -> Page:
    page = reader.go(f"{P}/bodies/")
    page.locator(".body-list h2 a").first.click()
    return page


def test_axe_finds_nothing_on_the_list_and_the_page_of_a_body(reader: Reader) -> None:
    page = reader.go(f"{P}/bodies/")
    assert violations(page) == []

    page = first_body(reader)
    assert violations(page) == []
    assert reader.wrong == []


@pytest.mark.parametrize("path", ["bodies/add/"])
def test_axe_finds_nothing_on_what_an_officer_fills_in(officer: Reader, path: str) -> None:
    page = officer.go(f"{P}/{path}")

    assert violations(page) == []


def test_no_page_of_bodies_moves_sideways_when_narrow(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})

    page = first_body(reader)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
