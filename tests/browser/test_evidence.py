"""Words of a source are linked by marking them, and without any script; axe finds nothing."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader, Site, watched
from browser.pages import P
from browser.test_accessibility import choose, violations

pytestmark = pytest.mark.browser

PAGE = (
    "😀 The working groups met\n\n"
    "The working groups on energy and connectivity met in Bakı on 3 June 2026. "
    "They exchanged draft lists of projects.\n\n"
    "İşçi qrupları növbəti görüşün vaxtını razılaşdırdı. The next meeting was set for autumn.\n"
)
MARK = """([from, to]) => {
  const text = document.querySelector(".original-text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const first = node.data.indexOf(from), last = node.data.indexOf(to);
    if (first >= 0) range.setStart(node, first);
    if (last >= 0) range.setEnd(node, last + to.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def taken_in(reader: Reader, name: str) -> Page:
    """Take a page in as an original and open it."""
    page = reader.go(f"{P}/ingests/")
    page.set_input_files(
        "[name=documents]",
        {
            "name": f"{name}.txt",
            "mimeType": "text/plain",
            "buffer": f"{name}\n\n{PAGE}".encode(),
        },
    )
    page.click("main form.form button.button")
    link = page.get_by_role("link", name=re.compile(f"{name}.txt"))
    for _ in range(60):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    link.first.click()
    expect(page.locator(".original-text")).to_contain_text("The next meeting was set")
    page.wait_for_load_state()
    return page


def say(page: Page) -> None:
    """Say what the words tell, who says it and from when."""
    page.select_option("form[data-linking] [name=direction]", "progress")
    page.select_option("form[data-linking] [name=strength]", "independent report")
    page.fill("form[data-linking] [name=source_on]", "2026-06-04")
    page.click("form[data-linking] button.button")


def test_marked_words_are_linked_by_the_place_where_they_stand(officer: Reader) -> None:
    page = taken_in(officer, "marked")

    page.evaluate(MARK, ["qrupları növbəti", "razılaşdırdı"])
    page.get_by_role("button", name="Link the marked words").click()
    assert page.evaluate("document.activeElement.name") == "subject"
    page.keyboard.type("Settle lists")
    page.select_option("[name=subject]", "charter-iv-project-lists")
    say(page)

    expect(page.locator("mark.lit")).to_have_text("qrupları növbəti görüşün vaxtını razılaşdırdı")
    expect(page.locator(".notes .verdict")).to_contain_text("Verified")
    assert officer.wrong == []


def test_words_marked_over_two_paragraphs_are_one_quote(officer: Reader) -> None:
    page = taken_in(officer, "across")

    page.evaluate(MARK, ["They exchanged", "növbəti görüşün"])
    page.get_by_role("button", name="Link the marked words").click()
    page.select_option("[name=subject]", "charter-iv-project-lists")
    say(page)

    expect(page.locator("mark.lit")).to_have_count(2)
    expect(page.locator(".notes > li")).to_have_count(1)


def test_axe_finds_nothing_on_a_source_and_its_evidence(officer: Reader) -> None:
    page = taken_in(officer, "axe")
    page.fill("[name=quote]", "The next meeting was set for autumn.")
    page.select_option("[name=subject]", "charter-iv-project-lists")
    say(page)

    found = violations(page)
    page.click(".notes >> text=About this evidence")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found += violations(page)
    choose(officer, "az")
    page.reload()
    found += violations(page)
    choose(officer, "en")

    assert "\n".join(found) == ""


def test_a_narrow_page_does_not_scroll_sideways(officer: Reader) -> None:
    page = taken_in(officer, "narrow")

    page.set_viewport_size({"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_are_linked_withdrawn_and_told_without_any_script(
    site: Site, browser: Browser, officers_cookies: list[object]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(officers_cookies)  # type: ignore[arg-type]
    reader = watched(site, context.new_page())
    page = taken_in(reader, "plain")

    page.fill("[name=quote]", "draft lists  of projects")
    page.select_option("[name=subject]", "charter-iv-project-lists")
    say(page)
    expect(page.locator("mark.lit")).to_have_text("draft lists of projects")
    page.click(".notes >> text=About this evidence")
    page.click("summary >> text=Withdraw it")
    page.fill("[name=reason] >> visible=true", "It was another list.")
    page.get_by_role("button", name="Withdraw", exact=True).click()

    expect(page.locator(".notice").first).to_contain_text("withdrawn")
    expect(page.locator(".history")).to_contain_text("It was another list.")
    context.close()
