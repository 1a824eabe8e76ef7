"""Documents are taken in from the desk: files, pasted words, addresses, and feeds are watched."""

import io
import re
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader, Site, watched
from browser.pages import P
from browser.test_accessibility import violations

pytestmark = pytest.mark.browser
WORDS = "The parties met in Baku and agreed on the timetable of the railway, said report {}."
LONG = 60_000  # milliseconds in which a small ingest ends even on a busy machine
MAIL = (
    b"From: A. Writer <writer@example.org>\nDate: Tue, 10 Feb 2026 12:00:00 +0400\n"
    b"Subject: The timetable\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n"
    b"--xx\nContent-Type: text/plain; charset=utf-8\n\nThe letter itself.\n"
    b"--xx\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Disposition: attachment; filename=notes.txt\n\nThe notes attached to it.\n--xx--\n"
)


def given(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.txt", data)
    return file.getvalue()


def take_in(reader: Reader, *files: Any) -> Page:
    """Choose files, send them, and return the page of the ingest."""
    page = reader.go(f"{P}/ingests/")
    page.set_input_files("[name=documents]", list(files))
    page.get_by_role("button", name="Take in").click()
    page.wait_for_url(re.compile(r"/ingests/[^/]+/$"))
    return page


def ended(page: Page) -> None:
    expect(page.locator("#progress")).to_contain_text("It is finished", timeout=LONG)


def test_files_of_all_kinds_are_taken_in_without_loading_the_page_again(officer: Reader) -> None:
    page = take_in(
        officer,
        given("mail.eml", MAIL),
        given("all.zip", packed(one=WORDS.format(11).encode(), two=WORDS.format(12).encode())),
        given("empty.txt", b""),
        given("cut.pdf", b"%PDF-1.7"),
    )
    page.evaluate("window.stayed = true")

    ended(page)

    report = page.locator("#report")
    for name in ("mail.eml / notes.txt", "all.zip / one.txt", "all.zip / two.txt"):
        expect(report).to_contain_text(name)
    expect(report).to_contain_text("it is empty")
    expect(report).to_contain_text("its PDF structure is damaged")
    assert page.evaluate("window.stayed") is True
    assert officer.wrong == []


def test_pasted_words_become_an_original_under_their_title(officer: Reader) -> None:
    page = officer.go(f"{P}/ingests/")
    page.fill("[name=words]", WORDS.format(21))
    page.fill("[name=title]", "What was said")
    page.get_by_role("button", name="Take in").click()
    ended(page)

    page.locator("#report a", has_text="pasted.txt").click()

    expect(page.locator("h1")).to_contain_text("What was said")


def test_an_address_is_named_as_refused_while_fetching_is_off(officer: Reader) -> None:
    page = officer.go(f"{P}/ingests/")
    expect(page.locator("main")).to_contain_text("Fetching from the internet is off here")
    page.fill("[name=addresses]", "https://example.org/news/1")
    page.get_by_role("button", name="Take in").click()

    ended(page)

    expect(page.locator("#report")).to_contain_text("https://example.org/news/1")
    expect(page.locator("#report")).to_contain_text("Fetching from the internet is off here")


def test_many_files_at_once_and_which_are_too_large_is_said_before(officer: Reader) -> None:
    page = officer.go(f"{P}/ingests/")
    several = [given(f"r{n}.txt", WORDS.format(100 + n).encode()) for n in range(120)]
    page.set_input_files("[name=documents]", several)
    expect(page.locator("#chosen")).to_contain_text("120 files chosen")

    page.evaluate(
        """() => {
            const field = document.querySelector("[name=documents]");
            const held = new DataTransfer();
            held.items.add(new File([new Uint8Array(50_000_001)], "huge.txt"));
            field.files = held.files;
            field.dispatchEvent(new Event("change"));
        }"""
    )

    expect(page.locator("#chosen")).to_contain_text("huge.txt: larger than 50 MB")


def test_a_report_is_narrowed_to_what_was_refused_and_downloaded(officer: Reader) -> None:
    page = take_in(
        officer, given("a.txt", WORDS.format(31).encode()), given("bad.pdf", b"%PDF-1.7")
    )
    ended(page)

    page.get_by_role("link", name="refused (1)").click()

    expect(page.locator("#report li p a")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="The whole report as a table (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_an_ingest_is_cancelled_and_gone_on_with(officer: Reader) -> None:
    several = [given(f"c{n}.txt", WORDS.format(500 + n).encode() * 400) for n in range(150)]
    page = take_in(officer, *several)

    page.get_by_role("button", name="Cancel it").click()
    expect(page.locator("#progress")).to_contain_text("It was cancelled", timeout=LONG)
    page.get_by_role("button", name="Go on with it").click()

    ended(page)
    expect(page.locator("#progress")).to_contain_text("all 150 documents")


def test_it_works_without_scripts(
    site: Site, browser: Browser, officers_cookies: list[Any]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(officers_cookies)
    page = take_in(watched(site, context.new_page()), given("n.txt", WORDS.format(41).encode()))

    for _ in range(60):
        if "It is finished" in page.locator("#progress").inner_text():
            break
        page.wait_for_timeout(1000)
        page.reload()

    expect(page.locator("#report")).to_contain_text("n.txt")
    context.close()


def test_a_feed_is_watched_paused_and_removed_by_keyboard(officer: Reader) -> None:
    page = officer.go(f"{P}/watchlists/")
    expect(page.locator("main")).to_contain_text("so no feed is looked at")
    page.locator("[name=url]").focus()
    page.keyboard.type("https://example.org/rss")
    page.keyboard.press("Enter")
    feed = page.locator(".feeds > li", has_text="example.org")
    expect(feed).to_contain_text("It was not looked at yet.")
    assert violations(page) == []

    feed.get_by_role("button", name="Pause it").press("Enter")
    expect(feed).to_contain_text("paused")
    feed.locator("summary", has_text="Take it off the list").press("Enter")
    feed.get_by_role("button", name="Remove this feed").press("Enter")

    expect(page.locator("main")).to_contain_text("No feed is watched yet.")


def test_axe_finds_nothing_on_a_report(officer: Reader) -> None:
    page = take_in(officer, given("x.txt", WORDS.format(51).encode()), given("y.pdf", b"%PDF-1.7"))
    ended(page)

    assert violations(page) == []


@pytest.mark.parametrize("path", ["ingests/", "watchlists/"])
def test_no_page_of_the_sources_scrolls_sideways_on_a_telephone(officer: Reader, path: str) -> None:
    officer.page.set_viewport_size({"width": 390, "height": 844})

    page = officer.go(f"{P}/{path}")

    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0
