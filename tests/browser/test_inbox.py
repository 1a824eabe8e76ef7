"""From a folder of documents to reviewed quotes, by keyboard alone, and without any script."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import ROOT, WAY_IN, Reader, Site, free_port, wait_for, watched
from browser.pages import P
from browser.test_accessibility import choose, violations

SHARED = ROOT.parent / "shared"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (SHARED / "articles").is_dir() or not (SHARED / "pool").is_dir(),
        reason="the articles and the pool are not beside the repository",
    ),
]
INBOX = f"{P}/inbox/"
MOST_STEPS = 60


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a desk of its own with the first dossier, and take the articles and the pool in."""
    place = tmp_path_factory.mktemp("inbox")
    log, port = place / "log", free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_")}
    env = {**kept, "SERVANDA_DATA_DIR": str(place / "var")}
    command = [sys.executable, str(ROOT / "scripts" / "serve.py"), "--port", str(port)]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait_for(f"http://127.0.0.1:{port}", server, log)
            take_in(env)
            way_in = WAY_IN.search(log.read_text())
            assert way_in, log.read_text()
            yield Site(f"http://127.0.0.1:{port}", way_in[1], way_in[2], place / "var")
        finally:
            server.terminate()
            server.wait(timeout=20)


def take_in(env: dict[str, str]) -> None:
    """Run `servanda ingest` as a person would."""
    folders = [str(SHARED / "articles"), str(SHARED / "pool")]
    done = subprocess.run(
        [sys.executable, "-m", "servanda.cli", "ingest", *folders],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "taken in" in done.stdout, done.stdout + done.stderr


@pytest.fixture(scope="module")
def cookies(desk: Site, browser: Browser) -> list[Any]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{desk.address}/accounts/login/")
    page.fill("[name=login]", desk.email)
    page.fill("[name=password]", desk.password)
    page.click("main button.button")
    page.wait_for_url(lambda url: "/login/" not in url)
    found = context.cookies()
    context.close()
    return found


@pytest.fixture
def reviewer(desk: Site, browser: Browser, cookies: list[Any]) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(cookies)
    yield watched(desk, context.new_page())
    context.close()


def said(page: Page, words: str) -> None:
    """Expect the live region to say something."""
    expect(page.locator("#said")).to_contain_text(words)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something stands under the keyboard."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"The keyboard does not come to {selector}.")


def open_first(page: Page) -> None:
    tab_to(page, ".inbox-queue h2 a")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .card").first).to_be_visible()
    expect(page.locator("#key-tools")).to_be_visible()  # the script is there


def subject(page: Page) -> str:
    return str(page.locator(".card[open]").get_attribute("data-subject"))


def test_an_analyst_works_through_the_inbox_by_keyboard(reviewer: Reader) -> None:
    page = reviewer.go(INBOX)
    open_first(page)
    title = page.locator("h1").inner_text()

    accepted = subject(page)
    for key in "17a":
        page.keyboard.press(key)
    said(page, "Accepted as progress")
    quote = page.locator(".decided blockquote").first
    words = quote.inner_text() if quote.count() else ""
    for key in "37a":
        page.keyboard.press(key)
    said(page, "Accepted as announcement")
    page.keyboard.press("r")
    said(page, "Refused")
    while not page.locator(".card[open] [name=sentence][type=checkbox]").count():
        before = page.locator("#panel").get_attribute("data-passage")
        page.keyboard.press("j")
        expect(page.locator("#panel")).not_to_have_attribute("data-passage", str(before))
    page.keyboard.press("s")
    page.keyboard.press("Space")
    for key in "27a":
        page.keyboard.press(key)
    said(page, "Accepted as setback")
    page.keyboard.press("u")
    said(page, "Taken back: it was accepted.")
    page.keyboard.press("o")
    expect(page.locator("h1")).not_to_have_text(title)
    page = reviewer.go(f"{P}/commitments/{accepted}/")
    expect(page.locator("main")).to_contain_text(re.compile("progress", re.IGNORECASE))
    if words:
        expect(page.locator("main")).to_contain_text(words[:60])
    assert reviewer.wrong == []


def test_focus_stays_with_the_work(reviewer: Reader) -> None:
    page = reviewer.go(INBOX)
    open_first(page)

    page.keyboard.press("r")
    said(page, "Refused")

    assert page.evaluate("document.getElementById('work').contains(document.activeElement)")


def test_without_a_direction_the_browser_asks_for_one(reviewer: Reader) -> None:
    page = reviewer.go(INBOX)
    open_first(page)
    while page.locator(".card[open] [name=direction]:checked").count():
        page.keyboard.press("j")
        page.wait_for_timeout(200)
    before = page.locator("#panel").get_attribute("data-counts")

    page.keyboard.press("7")
    page.keyboard.press("a")

    assert page.locator("#panel").get_attribute("data-counts") == before


def test_the_help_lists_the_keys(reviewer: Reader) -> None:
    page = reviewer.go(INBOX)
    open_first(page)

    page.keyboard.press("?")

    expect(page.locator("#help")).to_be_visible()


def test_the_keys_can_be_turned_off(reviewer: Reader) -> None:
    page = reviewer.go(INBOX)
    open_first(page)
    before = page.locator("#panel").get_attribute("data-counts")
    page.locator("#keys-on").focus()
    page.keyboard.press("Space")

    page.keyboard.press("r")

    assert page.locator("#panel").get_attribute("data-counts") == before


@pytest.mark.parametrize("language", ["en", "az"])
def test_axe_finds_nothing_in_the_inbox(reviewer: Reader, language: str) -> None:
    choose(reviewer, language)
    page = reviewer.go(INBOX)
    found = violations(page)
    page.locator(".inbox-queue h2 a").first.click()
    expect(page.locator("#panel .card").first).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('.card .more')) one.open = true")
    found += violations(page)
    page = reviewer.go(f"{P}/ranker/")

    assert found + violations(page) == []


def test_a_narrow_inbox_does_not_scroll_sideways(reviewer: Reader) -> None:
    reviewer.page.set_viewport_size({"width": 390, "height": 844})
    page = reviewer.go(INBOX)

    page.locator(".inbox-queue h2 a").first.click()
    expect(page.locator("#panel .card").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_any_script_a_candidate_is_refused(
    desk: Site, browser: Browser, cookies: list[Any]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{desk.address}{INBOX}")
    page.locator(".inbox-queue h2 a").first.click()

    page.locator(".card[open] button", has_text="Refuse").click()

    expect(page.locator(".messages")).to_contain_text("Refused")
    context.close()
