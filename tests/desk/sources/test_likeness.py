"""Reprints are grouped, exactly, in any order, and only by what the viewer sees."""

import itertools
import random
import re
from datetime import date
from pathlib import Path

import pytest

from desk.sources.samples import NOUNS, ingested, report, written
from house.tracked import ROOT
from servanda.desk.accounts.models import Partnership
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.likeness import ALIKE, bands, runs, share
from servanda.desk.sources.models import Likeness, Original
from servanda.desk.sources.selectors import reprints, search
from servanda.desk.sources.selectors.originals import groups_of
from servanda.desk.sources.services.resembling import Printed, _pair

pytestmark = pytest.mark.django_db
POOL = ROOT.parent / "shared" / "pool"
TODAY = date(2026, 11, 21)
FIRST = report(1, 30)
REPRINT = f"By our correspondent\n\n{FIRST}\n\nRead more on our pages tomorrow.\n"
OTHER = report(2, 30)


def words(text: str) -> list[str]:
    return text.lower().split()


def test_a_reprint_shares_a_band_with_the_first() -> None:
    assert set(bands(runs(words(FIRST)))) & set(bands(runs(words(REPRINT))))


def test_another_report_has_little_in_common() -> None:
    assert share(runs(words(FIRST)), runs(words(OTHER))) < 0.3


STATEMENT = """The President of Northland received the Ambassador of Westland on 5 May 2026.

The Ambassador of Westland conveyed the greetings of President Adams to President Brown. The sides
praised the level of cooperation between Northland and Westland in trade, energy and transport.

It was noted that trade between Northland and Westland had reached 120 million dollars in 2025, and
that 14 companies from Westland work in Northland. The sides spoke of the railway to Westport.

President Brown thanked the Ambassador of Westland and asked to convey his greetings to Adams.
"""
OTHERWISE = {
    "Westland": "Eastland",
    "5 May 2026": "17 June 2026",
    "Adams": "Clark",
    "120": "310",
    "14": "22",
    "Westport": "Eastport",
}


def printed(text: str) -> Printed:
    return Printed(text[:9], text, [(0, len(text))], ())


def alike(one: str, other: str) -> bool:
    first = printed(one)
    return _pair(first, first.runs(), printed(other)) is not None


def edited(text: str, share_of_words: float) -> str:
    """Put other words for some of the words of a text."""
    chance = random.Random(7)  # noqa: S311 - a test's
    return re.sub(
        r"\w+",
        lambda found: chance.choice(NOUNS) if chance.random() < share_of_words else found[0],
        text,
    )


@pytest.mark.parametrize(
    "reprint",
    [
        f"Ambassador Of Westland Received In The Palace, Agency Says\n\n{STATEMENT}",
        f"By our correspondent\n\n{STATEMENT}\n\nRead more on our pages tomorrow.\n",
        edited(STATEMENT, 0.08),
        STATEMENT[: len(STATEMENT) * 2 // 3],
        STATEMENT.replace("5 May 2026", "Tuesday"),
    ],
    ids=["headline", "boilerplate", "words edited", "cut short", "day retold"],
)
def test_a_reprint_with_changes_is_one(reprint: str) -> None:
    assert alike(STATEMENT, reprint)


def test_another_statement_on_the_same_form_is_no_reprint() -> None:
    other = STATEMENT
    for words_, instead in OTHERWISE.items():
        other = other.replace(words_, instead)

    assert share(runs(words(STATEMENT)), runs(words(other))) > 0.3
    assert not alike(STATEMENT, other)


def test_the_same_form_with_other_figures_only_is_no_reprint() -> None:
    other = re.sub(r"\d+", lambda found: str(int(found[0]) + 9), f"{STATEMENT}{NUMBERS}")

    assert not alike(f"{STATEMENT}{NUMBERS}", other)


NUMBERS = "\n".join(f"In month {n} it was {n * 37} tonnes and {n * 53} dollars." for n in range(9))


@pytest.mark.skipif(not POOL.is_dir(), reason="the found pages are not here (../shared/pool)")
def test_of_the_found_pages_only_one_pair_is_a_reprint() -> None:
    """Two releases of one agreement are; the many statements on one form are not."""
    texts = [
        (path.name, path.read_text("utf-8").partition("\n---\n")[2])
        for path in sorted(POOL.glob("*.md"))
    ]
    with_runs = [(name, printed(text), printed(text).runs()) for name, text in texts]

    found = [
        (one, other)
        for (one, first, own), (other, second, theirs) in itertools.combinations(with_runs, 2)
        if share(own, theirs) >= ALIKE and _pair(first, own, second)
    ]

    assert [name[:36] for pair in found for name in pair] == [
        "2025-10-26-agreement-between-the-uni"
    ] * 2


def test_a_short_text_is_no_reprint_of_anything() -> None:
    assert bands(runs(words("The port of Baku was opened again by the team."))) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_reprints_are_grouped_in_any_order(
    here: Partnership, tmp_path: Path, order: tuple[int, ...]
) -> None:
    texts = [FIRST, REPRINT, OTHER]
    for number in order:
        ingested(here, written(tmp_path / str(number), a_txt=texts[number]))

    groups = groups_of(Original.objects.all())

    by_text = {each.text: groups[each.id] for each in Original.objects.all()}
    assert by_text[FIRST] == by_text[REPRINT] != by_text[OTHER]


def test_likeness_does_not_depend_on_the_order(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "in", a_txt=FIRST, b_txt=REPRINT, c_txt=OTHER))

    assert [each.share > 0.8 for each in Likeness.objects.all()] == [True]


def test_a_reprint_counts_once_among_the_results(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "in", a_txt=FIRST, b_txt=REPRINT))
    phrase = FIRST.split("\n\n")[3]

    found = search(Viewpoint(ANONYMOUS, TODAY), here.id, f'"{phrase}"').by_original()

    assert [each.reprints for each in found] == [1]


def test_a_reprint_that_one_may_not_see_is_not_named(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "open", a_txt=FIRST))
    ingested(here, written(tmp_path / "shut", b_txt=REPRINT), classification="partners")
    one = Original.objects.get(classification="public")

    assert reprints(Viewpoint(ANONYMOUS, TODAY), one) == []
