"""Reprints are grouped, exactly, in any order, and only by what the viewer sees."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from desk.sources.samples import ingested, report, written
from servanda.desk.accounts.models import Partnership
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.likeness import bands, runs, share
from servanda.desk.sources.models import Likeness, Original
from servanda.desk.sources.selectors import reprints, search
from servanda.desk.sources.selectors.originals import groups_of

pytestmark = pytest.mark.django_db
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
