"""The articles and pages as they were found: their furniture goes, their particulars are told."""

from pathlib import Path

import pytest

from house.tracked import ROOT
from servanda.reading.articles import Document, Workshop, open_document

SHARED = ROOT.parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "articles").is_dir(),
    reason="the found articles are not here (../shared/articles)",
)


def document(folder: str, begins: str) -> Document:
    path = next(each for each in (SHARED / folder).iterdir() if each.name.startswith(begins))
    return opened(path)


def opened(path: Path) -> Document:
    with Workshop() as workshop:
        found = open_document(path.read_bytes(), path.name, workshop).document
    assert found is not None
    return found


def dropped(found: Document) -> set[str]:
    return {found.text[each.start : each.end] for each in found.furniture}


def test_menus_counters_and_notices_are_marked() -> None:
    marked = dropped(document("articles", "003"))

    assert marked == {
        "twitter", "youtube", "instagram", "facebook", "telegram", "apple store", "play market",
        "night_theme", "ru", "search", "WHAT ARE YOU LOOKING FOR ?", "ANALYTICS", "A+", "A-",
        "Any use of materials is allowed only if there is a hyperlink to Caliber.az",
        "Caliber.az © 2026. .", "US Vice President JD Vance visits Azerbaijan: LIVE",
        "Caliber.Az", "Views: 121", "print",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "marked"),
    [
        ("000", {"Read 7 times", "NEWS"}),
        ("001", set()),
        ("002", set()),
        ("004", {"AZ", "Seçilən", "87", "50", "apa.az", "10Mənbələr"}),
    ],
)
def test_furniture_is_marked_and_nothing_else(begins: str, marked: set[str]) -> None:
    assert dropped(document("articles", begins)) == marked


@pytest.mark.parametrize(
    ("begins", "title", "published", "publisher"),
    [
        ("000", "US to prepare Strategic Partnership Charter", "2025-08-09", ""),
        ("003", "Baku confirms its significance — Washington signs on Charter", "2026-02-11", "Caliber.az"),
        ("004", "A new era in Azerbaijan–U.S. strategic cooperation", "", "apa.az"),
    ],
)  # fmt: skip
def test_an_article_says_its_particulars(
    begins: str, title: str, published: str, publisher: str
) -> None:
    told = document("articles", begins).particulars

    assert told["title"].value.startswith(title)
    assert (told["published"].value if "published" in told else "") == published
    assert (told["publisher"].value if "publisher" in told else "") == publisher


def test_the_text_is_the_file() -> None:
    path = next((SHARED / "articles").glob("003*"))

    assert opened(path).text == path.read_text(encoding="utf-8")


def test_every_page_of_the_pool_says_title_day_and_address() -> None:
    pages = sorted(path for path in (SHARED / "pool").glob("*.md") if path.name != "README.md")
    with Workshop() as workshop:
        found = [open_document(each.read_bytes(), each.name, workshop).document for each in pages]

    told = [set(each.particulars) for each in found if each is not None]
    assert len(told) == len(pages) > 100
    assert all({"title", "published", "url", "language"} <= each for each in told)
