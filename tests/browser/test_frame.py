"""The frame of every page: language, paper, the policy of the browser, printing."""

import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import Reader, Site
from browser.pages import OPEN, P

pytestmark = pytest.mark.browser


def test_changing_the_language_keeps_the_page(reader: Reader) -> None:
    page = reader.go(f"{P}/commitments/?force=obligation")

    page.get_by_role("button", name="Azərbaycanca").click()

    expect(page).to_have_url(f"{reader.address}{P}/commitments/?force=obligation")
    expect(page.locator("html")).to_have_attribute("lang", "az")
    expect(page.locator("h1")).to_have_text("Öhdəliklər")


def test_words_of_another_language_say_so(reader: Reader) -> None:
    page = reader.go(f"{P}/commitments/charter-iv-project-lists/")

    page.get_by_role("button", name="Azərbaycanca").click()

    expect(page.locator(".quote--large blockquote")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("name", ["overview", "text", "commitment", "timeline"])
def test_no_english_of_the_frame_is_left_in_azerbaijani(reader: Reader, name: str) -> None:
    page = reader.go(OPEN[name])
    english = set(page.locator("h2:visible").all_inner_texts())

    page.get_by_role("button", name="Azərbaycanca").click()

    page.wait_for_selector("html[lang=az]")
    assert english & set(page.locator("h2:visible").all_inner_texts()) == set()


@pytest.mark.parametrize(
    ("button", "paper"), [("dark", "rgb(19, 23, 26)"), ("light", "rgb(251, 250, 245)")]
)
def test_the_paper_that_is_chosen_is_there_before_any_script(
    site: Site, browser: Browser, button: str, paper: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, color_scheme="light" if button == "dark" else "dark"
    )
    page = context.new_page()
    page.goto(f"{site.address}{P}/calendar/?year=2027")

    page.get_by_role("button", name=button, exact=True).click()

    expect(page).to_have_url(f"{site.address}{P}/calendar/?year=2027")
    expect(page.locator("body")).to_have_css("background-color", paper)
    context.close()


def test_a_page_prints_black_on_white_with_the_head_of_the_ledger(reader: Reader) -> None:
    reader.page.emulate_media(media="print", color_scheme="dark")

    page = reader.go(OPEN["commitment"])

    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator(".print-only")).to_contain_text("Head of the ledger: entry")
    expect(page.locator(".nav")).to_be_hidden()


def test_azerbaijani_letters_are_drawn_in_our_own_faces(reader: Reader) -> None:
    page = reader.go(OPEN["overview"])

    drawn = page.evaluate(
        """async () => {
            const faces = ["16px 'Noto Sans'", "600 16px 'Noto Sans'", "16px 'Noto Serif'",
                           "600 16px 'Noto Serif'", "italic 16px 'Noto Sans'"];
            const letters = "əığşİƏ";
            const loaded = await Promise.all(
                faces.map(face => document.fonts.load(face, letters))
            );
            return loaded.map(each => each.length);
        }"""
    )

    assert drawn == [2] * 5  # letters of both files: latin and latin-ext


def test_inline_scripts_are_blocked(reader: Reader) -> None:
    page = reader.go(OPEN["about"])

    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken over'";
            document.body.append(script);
        }"""
    )

    assert page.title() == "About Servanda"
    assert any("Content Security Policy" in said for said in reader.wrong)


def test_the_force_is_set_in_capitals_that_every_letter_has(reader: Reader) -> None:
    page = reader.go(OPEN["overview"])
    page.get_by_role("button", name="Azərbaycanca").click()

    force = page.locator(".timetable .force--obligation").first

    expect(force).to_have_text("VƏZİFƏ", use_inner_text=True)
    expect(force).to_have_css("font-variant-caps", "normal")


def test_totals_are_printed_once(reader: Reader) -> None:
    reader.page.emulate_media(media="print")

    page = reader.go(OPEN["overview"])

    expect(page.locator(".count-table tfoot")).to_have_css("display", "table-row-group")
