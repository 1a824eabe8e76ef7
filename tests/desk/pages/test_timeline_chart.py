"""The time line's words keep out of each other's way."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from servanda.desk.agreements.models import Event, Instrument
from servanda.desk.agreements.selectors import CalendarEntry
from servanda.desk.agreements.timeline_chart import LETTER, WIDTH, Chart, draw

TODAY = date(2026, 11, 21)
CHARTER = Instrument(id="north-south.charter", short_en="Charter")


def entry(day: date, kind: str = "signed") -> CalendarEntry:
    event = Event(instrument=CHARTER, kind=kind, date=day)
    return CalendarEntry("x", day, "day", "event", kind, CHARTER, event)


def drawn(*entries: CalendarEntry) -> Chart:
    return draw([CHARTER], sorted(entries, key=lambda each: each.date), today=TODAY)


def test_words_on_one_level_do_not_overlap() -> None:
    start = date(2026, 1, 1)

    marks = drawn(*(entry(start + timedelta(days=9 * n)) for n in range(30))).lanes[0].marks

    rows: dict[str, list[tuple[float, float]]] = {}
    for mark in marks:
        width = len(mark.word) * LETTER
        left = float(mark.word_x) - (width if mark.anchor == "end" else 0)
        rows.setdefault(mark.word_y, []).append((left, left + width))
    for row in rows.values():
        row.sort()
        assert all(one[1] <= two[0] for one, two in pairwise(row))


def test_everything_lies_within_the_picture() -> None:
    chart = drawn(entry(date(2026, 1, 1)), entry(date(2027, 2, 10)))

    for mark in chart.lanes[0].marks:
        assert 0 <= float(mark.x) <= WIDTH
        assert float(mark.y) <= chart.height


def test_what_lies_far_back_stands_at_the_edge_and_says_so() -> None:
    chart = drawn(entry(date(1992, 10, 24), "adopted"), entry(date(2026, 2, 10)))

    assert [mark.earlier for mark in chart.lanes[0].marks] == [True, False]
    assert chart.first > date(2020, 1, 1)


def test_what_is_only_reported_has_a_mark_without_words() -> None:
    chart = drawn(entry(date(2026, 2, 10)), entry(date(2026, 2, 11), "reported"))

    assert [bool(mark.word) for mark in chart.lanes[0].marks] == [True, False]


@pytest.mark.parametrize("language", ["en", "az"])
def test_numbers_have_a_decimal_point_in_every_language(language: str) -> None:
    with translation.override(language):
        chart = drawn(entry(date(2026, 2, 10)))

    assert "," not in chart.now + chart.lanes[0].marks[0].x


def test_the_first_tick_says_of_which_year_it_is() -> None:
    chart = drawn(entry(date(2026, 5, 10)))

    assert [tick.word for tick in chart.ticks] == ["Apr 2026", "Jul", "Oct"]
