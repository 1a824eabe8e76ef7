"""A form that is sent twice in one breath makes one thing; the way back lets it be sent again."""

import pytest
from playwright.sync_api import Page, Route, expect

from browser.conftest import Reader
from browser.pages import P

pytestmark = pytest.mark.browser
ADD = f"{P}/bodies/add/"


def filled(officer: Reader, name: str) -> Page:
    """Fill in a new body."""
    page = officer.go(ADD)
    page.get_by_label("Name in English", exact=True).fill(name)
    page.get_by_label("Short name in English").fill(name)
    page.locator("[name=standing]").first.check()
    return page


def held_back(page: Page) -> list[Route]:
    """Hold back what is sent from now on, as a slow way to the desk does."""
    found: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            found.append(route)
        else:
            route.continue_()

    page.route(f"**{ADD}", hold)
    return found


def press_twice(page: Page, *, between: str = "") -> None:
    """Press the button of the form, and again while it is on its way; wait for neither."""
    page.locator("main form[method=post] button.button").last.evaluate(
        f"""button => {{
            setTimeout(() => button.click(), 0);
            setTimeout(() => {{ {between} }}, 200);
            setTimeout(() => button.click(), 300);
        }}"""
    )
    page.wait_for_timeout(800)


def test_a_button_that_is_pressed_twice_makes_one_body(officer: Reader) -> None:
    page = filled(officer, "Group on tolls")
    sent = held_back(page)

    press_twice(page)

    assert len(sent) == 1
    sent[0].continue_()
    expect(page.locator("h1")).to_contain_text("Group on tolls")
    officer.go(f"{P}/bodies/")
    expect(page.locator(".body-list h2", has_text="Group on tolls")).to_have_count(1)


def test_a_form_is_sent_again_once_the_way_back_shows_its_page(officer: Reader) -> None:
    page = filled(officer, "Group on gauges")
    sent = held_back(page)

    press_twice(page, between="dispatchEvent(new PageTransitionEvent('pageshow'))")

    assert len(sent) == 2


def test_a_form_that_only_asks_may_be_sent_twice(reader: Reader) -> None:
    page = reader.go(f"{P}/search/?q=corridor")

    page.evaluate(
        """() => {
            window.refused = 0;
            addEventListener("submit", (event) => {
                if (event.defaultPrevented) window.refused += 1;
                event.preventDefault();
            });
            const form = document.querySelector("main form");
            form.requestSubmit();
            form.requestSubmit();
        }"""
    )

    assert page.evaluate("window.refused") == 0
