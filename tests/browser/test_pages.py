"""The pages as a reader meets them."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Reader
from browser.pages import OPEN, P

pytestmark = pytest.mark.browser
ANSWERED_WITH_AN_ERROR = {"no such page", "no such day"}


@pytest.mark.parametrize("name", [name for name in OPEN if name not in ANSWERED_WITH_AN_ERROR])
def test_a_page_opens_without_a_complaint_in_the_console(reader: Reader, name: str) -> None:
    page = reader.go(OPEN[name])

    expect(page.locator("h1")).to_have_count(1)
    assert reader.wrong == []


@pytest.mark.parametrize("width", [390, 768])
@pytest.mark.parametrize("name", OPEN)
def test_a_narrow_page_does_not_scroll_sideways(reader: Reader, name: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 844})

    page = reader.go(OPEN[name])

    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0


def test_the_overview_says_that_the_project_lists_were_due(reader: Reader) -> None:
    page = reader.go(f"{P}/?on=2026-11-21")

    overdue = page.get_by_role("region", name="The date has passed")
    expect(overdue).to_contain_text(
        "Due on 10 May 2026, 195 days ago. No evidence found in a search"
    )


def test_the_overview_says_by_when_the_first_yearly_meeting_is_due(reader: Reader) -> None:
    page = reader.go(f"{P}/?on=2026-11-21")

    coming = page.get_by_role("region", name="Due next")
    expect(coming).to_contain_text("Next due by 10 February 2027, in 81 days.")


def test_a_number_of_the_overview_leads_to_as_many_commitments(reader: Reader) -> None:
    page = reader.go(f"{P}/")
    row = page.get_by_role("row", name="energy", exact=False).first
    counted = row.get_by_role("link").last.inner_text()

    row.get_by_role("link").last.click()

    expect(page.locator("#results-title")).to_contain_text(f"{counted} commitment")
    expect(page.locator("#results tbody tr")).to_have_count(int(counted))


def test_the_day_looked_at_stays_from_page_to_page(reader: Reader) -> None:
    page = reader.go(f"{P}/?on=2026-05-01")

    page.get_by_role("navigation").get_by_role("link", name="Commitments").click()

    expect(page.locator(".as-of")).to_contain_text("as they stood on 1 May 2026")


def test_the_way_back_to_now_is_one_link(reader: Reader) -> None:
    page = reader.go(f"{P}/?on=2026-05-01")

    page.locator(".as-of").get_by_role("link", name="Back to now").click()

    expect(page.locator(".as-of")).to_have_count(0)


def test_choosing_a_day_in_the_head_shows_it(reader: Reader) -> None:
    page = reader.go(f"{P}/calendar/?year=2027")
    page.locator(".when-control summary").click()
    page.fill("#as-on", "2026-05-01")

    page.get_by_role("button", name="Show this day").click()

    expect(page).to_have_url(f"{reader.address}{P}/calendar/?year=2027&on=2026-05-01&known=")


def test_filtering_replaces_the_list_alone(reader: Reader) -> None:
    page = reader.go(f"{P}/commitments/")
    page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
    promised = page.locator("#results tbody tr .force")
    others = page.locator("#results tbody tr .force:not(.force--obligation)")
    expect(others).not_to_have_count(0)

    page.select_option("[name=force]", "obligation")

    expect(others).to_have_count(0)
    expect(promised).not_to_have_count(0)
    expect(page.locator("h1[data-kept=yes]")).to_have_count(1)
    page.wait_for_url("**force=obligation**")


def test_a_date_tells_how_it_comes_about(reader: Reader) -> None:
    page = reader.go(OPEN["commitment"])

    page.get_by_text("How this date comes about").click()

    expect(page.get_by_text("10 February 2026 + 3 months = 10 May 2026")).to_be_visible()


def test_every_note_of_the_text_is_beside_words_that_are_lit(reader: Reader) -> None:
    page = reader.go(OPEN["text"])

    noted = page.locator(".notes > li").evaluate_all("all => all.map(li => li.dataset.key)")
    lit = page.locator("mark.lit").evaluate_all(
        "all => all.flatMap(mark => mark.dataset.keys.split(' '))"
    )
    assert sorted(set(lit)) == sorted(noted)


def test_the_notes_stand_in_the_margin_on_a_wide_page(reader: Reader) -> None:
    page = reader.go(OPEN["text"])

    text = page.locator(".passage > p").first.bounding_box()
    note = page.locator(".passage .notes").first.bounding_box()
    assert text
    assert note
    assert note["x"] >= text["x"] + text["width"]


def test_the_notes_fold_under_the_paragraph_on_a_narrow_page(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    page = reader.go(OPEN["text"])

    passage = page.locator(".passage:has(.notes)").first
    text, note = passage.locator("> p").bounding_box(), passage.locator(".notes").bounding_box()
    assert text
    assert note
    assert note["y"] >= text["y"] + text["height"]


def test_what_came_after_the_day_is_left_out(reader: Reader) -> None:
    page = reader.go(f"{P}/?on=2026-01-31")

    expect(page.get_by_role("region", name="Instruments")).not_to_contain_text("June 2026")
    expect(page.locator("main")).not_to_contain_text("searched up to 21 November 2026")
