"""An officer reads an agreement in: by keyboard from end to end, and without any script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import Reader, Site, watched
from browser.pages import P
from browser.test_accessibility import violations

pytestmark = pytest.mark.browser

AGREEMENT = """MEMORANDUM OF UNDERSTANDING

between the Government of the Republic of Northland and the Government of the Republic of Southland
(hereinafter "the Parties")

The Parties have agreed as follows:

Article 1
Rail

The Parties shall build a railway and shall publish its timetable within six months of signature.

Article 2
Ports

The Parties intend to modernise their ports. The Parties will exchange port statistics.

Article 3
Meetings

The Parties shall meet at least once a year.

Done at Northtown on 3 March 2026, in two copies.
"""


def test_an_officer_reviews_a_reading_by_keyboard(officer: Reader) -> None:
    page = read_in(officer)
    first, second = proposal(page, 0), proposal(page, 1)

    page.keyboard.press("a")
    expect(first).to_have_class(re.compile("proposal--accepted"))
    page.keyboard.press("d")
    expect(second).to_have_class(re.compile("proposal--dropped"))
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(second).to_have_class(re.compile("proposal--pending"))
    page.keyboard.press("a")
    expect(second).to_have_class(re.compile("proposal--accepted"))
    while page.locator(".proposal--pending").count():
        left = page.locator(".proposal--pending").count()
        page.keyboard.press("a")
        expect(page.locator(".proposal--pending")).to_have_count(left - 1)

    expect(page.locator("#progress")).to_contain_text("all decided")
    adopt(page, "northland-by-keyboard")
    expect(page.locator(".notes > li")).not_to_have_count(0)
    assert officer.wrong == []


def test_a_correction_takes_the_words_that_are_marked(officer: Reader) -> None:
    page = read_in(officer)
    page.keyboard.press("c")
    expect(page.locator("form.edit")).to_be_visible()
    mark_words(page, "The Parties intend to modernise their ports")

    page.get_by_role("button", name="Take the words marked in the text").click()
    page.select_option("[name=force]", "intention")
    page.get_by_role("button", name="Accept with these corrections").click()

    corrected = page.locator(".proposal--corrected")
    expect(corrected).to_contain_text("The Parties intend to modernise their ports")
    expect(corrected.locator(".force--intention")).to_have_count(1)


def test_words_that_are_not_in_the_text_are_refused(officer: Reader) -> None:
    page = read_in(officer)
    page.keyboard.press("c")

    page.fill("[name=quote]", "The Parties shall fly to the moon")
    page.get_by_role("button", name="Accept with these corrections").click()

    expect(page.locator("form.edit .wrong")).to_contain_text("do not stand in the text")
    expect(page.locator(".proposal--corrected")).to_have_count(0)


def test_a_proposal_is_split_where_a_line_begins(officer: Reader) -> None:
    page = read_in(officer)
    page.keyboard.press("s")
    words = page.locator("form.edit textarea").input_value()
    half = words.index(" ", len(words) // 2)

    page.fill("form.edit textarea", f"{words[:half]}\n{words[half:]}")
    page.get_by_role("button", name="Split it here").click()

    expect(page.locator(".proposal--split .proposal")).to_have_count(2)


def test_letters_typed_into_a_form_decide_nothing(officer: Reader) -> None:
    page = read_in(officer)
    page.keyboard.press("c")
    page.locator("[name=act]").click()

    page.keyboard.type("a dad")

    expect(page.locator("#progress")).to_contain_text("0 of")


def test_the_keys_can_be_switched_off(officer: Reader) -> None:
    page = read_in(officer)
    page.uncheck("#keys-on")

    page.keyboard.press("a")

    expect(page.locator(".proposal--accepted")).to_have_count(0)


def test_axe_finds_nothing_on_the_review_with_a_correction_open(officer: Reader) -> None:
    page = read_in(officer)
    page.keyboard.press("c")
    expect(page.locator("form.edit")).to_be_visible()

    assert violations(page) == []


def test_axe_finds_nothing_where_the_instrument_is_named(officer: Reader) -> None:
    page = read_in(officer)
    page.get_by_role("button", name="Accept all that is left").click()

    page.get_by_role("link", name="Name the instrument and finish").click()

    assert violations(page) == []


def test_the_review_does_not_scroll_sideways_on_a_telephone(officer: Reader) -> None:
    page = read_in(officer)

    page.set_viewport_size({"width": 390, "height": 844})

    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0


def test_the_review_works_without_scripts(
    site: Site, browser: Browser, officers_cookies: list[Any]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(officers_cookies)
    page = read_in(watched(site, context.new_page()))

    page.locator(".proposal--pending").first.get_by_role("button", name="Accept").click()
    page.locator(".proposal--pending").first.get_by_role("button", name="Drop").click()
    page.locator(".proposal--pending").first.get_by_role("link", name="Correct").click()
    page.get_by_role("button", name="Accept with these corrections").click()
    page.get_by_role("button", name="Accept all that is left").click()

    adopt(page, "northland-without-scripts")
    expect(page.locator("h1")).to_contain_text("Northland memorandum")
    context.close()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "empty"),
        ("noise.txt", bytes(range(256)) * 40, "noise.txt"),
        ("news.txt", b"The weather was fine in the valley on Sunday. " * 40, "not"),
    ],
    ids=["empty", "binary", "not an agreement"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    officer: Reader, name: str, data: bytes, sentence: str
) -> None:
    page = officer.go(f"{P}/agreements/add/")
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/plain", "buffer": data})

    with page.expect_response("**/agreements/add/") as answer:
        page.get_by_role("button", name="Read it").click()

    assert 400 <= answer.value.status < 500
    expect(page.locator("main .wrong, main .notice--wrong")).to_contain_text(sentence)


def read_in(reader: Reader) -> Page:
    """Paste the agreement in, and return its review."""
    page = reader.go(f"{P}/agreements/add/")
    page.fill("[name=words]", AGREEMENT)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/readings/**")
    return page


def proposal(page: Page, place: int) -> Locator:
    """Return the proposal at a place of the list, whatever is decided of it."""
    own = page.locator(".proposal").nth(place).get_attribute("id")
    return page.locator(f"#{own}")


def adopt(page: Page, local_id: str) -> None:
    """Name the instrument and adopt it."""
    page.get_by_role("link", name="Name the instrument and finish").click()
    page.fill("[name=title_en]", "Northland memorandum")
    page.fill("[name=local_id]", local_id)
    page.select_option("[name=classification]", "public")
    page.get_by_role("button", name="Adopt the instrument").click()
    page.wait_for_url(f"**/instruments/{local_id}/")


def mark_words(page: Page, words: str) -> None:
    """Mark words in the text as somebody with a mouse would."""
    page.evaluate(
        """words => {
            const text = document.getElementById("text");
            const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at, node, at + words.length);
                return;
            }
            throw new Error("not in one piece of the text: " + words);
        }""",
        words,
    )
