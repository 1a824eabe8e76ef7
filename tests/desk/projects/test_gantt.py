"""The chart says in places what the schedule says in dates."""

from datetime import date, timedelta

import pytest

from servanda.desk.projects.gantt import Line, lines, scale, sheets
from servanda.desk.projects.gantt.drawing import ROWS, ROWS_IN_PRINT
from servanda.desk.projects.gantt.rows import Beside
from servanda.desk.projects.gantt.scale import FITS, WIDEST
from servanda.scheduling.critical_path import Schedule, critical_path
from servanda.scheduling.model import Activity, Dependency, Estimate, GateRange, Kind, Plan
from servanda.scheduling.network import network

STARTS = date(2026, 1, 5)
TODAY = date(2026, 3, 1)
TEN = Estimate(5, 10, 20)
ORDER = [("survey", "Before"), ("gate", "Before"), ("works", "Then"), ("fence", "Then")]


def plain(day: date, pattern: str) -> str:
    return day.isoformat()


def schedule() -> Schedule:
    gate = GateRange(0.8, date(2026, 2, 1), date(2026, 3, 1), date(2026, 6, 1))
    return critical_path(
        network(
            Plan(
                STARTS,
                (
                    Activity("survey", duration=TEN),
                    Activity("gate", kind=Kind.GATE, gate=gate),
                    Activity("works", duration=TEN),
                    Activity("fence", duration=TEN),
                ),
                (Dependency("survey", "works"), Dependency("gate", "works")),
            )
        )
    )


def drawn(**beside: object) -> dict[str, Line]:
    found = lines(schedule(), ORDER, Beside(**beside))  # type: ignore[arg-type]
    return {line.key: line for line in found}


def test_rows_stand_under_their_group() -> None:
    keys = [line.key for line in lines(schedule(), ORDER, Beside())]

    assert keys == ["group-1", "survey", "gate", "group-2", "works", "fence"]


def test_a_closed_group_is_drawn_as_one() -> None:
    found = lines(schedule(), ORDER, Beside(), closed={1})

    assert [line.key for line in found] == ["group-1", "group-2", "works", "fence"]
    assert (found[0].first, found[0].last) == (STARTS, date(2026, 3, 1))


def test_float_is_drawn_to_the_last_day_that_moves_nothing() -> None:
    assert drawn()["fence"].latest == drawn()["works"].last


def test_what_is_critical_has_no_float_to_draw() -> None:
    assert drawn()["works"].critical
    assert drawn()["works"].latest is None


def test_a_gate_shows_between_which_days_it_may_open() -> None:
    assert drawn()["gate"].opens == (date(2026, 2, 1), date(2026, 6, 1))


def test_a_whole_plan_fits_a_page() -> None:
    found = scale([STARTS, STARTS + timedelta(days=4000)])

    assert found.width == pytest.approx(FITS)


def test_a_day_lies_where_its_share_of_the_stretch_is() -> None:
    found = scale([STARTS, STARTS + timedelta(days=99)], "month")

    assert found.x(STARTS + timedelta(days=50)) - found.x(STARTS) == pytest.approx(50 * 3.2)


def test_a_long_plan_is_not_drawn_wider_than_can_be_read() -> None:
    found = scale([STARTS, STARTS + timedelta(days=20_000)], "week")

    assert found.width <= WIDEST
    assert found.coarser


@pytest.mark.parametrize("zoom", ["", "year", "quarter", "month", "week", "nonsense"])
def test_the_first_days_have_the_word_of_their_year(zoom: str) -> None:
    found = scale([date(2026, 7, 1), date(2027, 8, 1)], zoom)

    heads = [tick for tick in found.ticks(plain) if tick.head]

    assert heads[0].x < 110


def test_a_bar_is_as_long_as_its_days() -> None:
    found = list(drawn().values())
    across = scale([day for line in found for day in line.dates], "week")

    sheet = sheets(found, across, plain, {}, today=TODAY)[0]

    bars = {shape.line.key: shape.bar for shape in sheet.shapes}
    works = bars["works"]
    assert works is not None
    assert float(works[2]) == pytest.approx(10 * 11.0, abs=0.1)


def test_a_critical_bar_is_thicker() -> None:
    found = list(drawn().values())
    across = scale([day for line in found for day in line.dates])

    sheet = sheets(found, across, plain, {}, today=TODAY)[0]

    high = {shape.line.key: shape.bar[3] for shape in sheet.shapes if shape.bar}
    assert int(high["works"]) > int(high["fence"])


def test_only_what_drives_a_date_has_an_arrow() -> None:
    found = list(drawn().values())
    across = scale([day for line in found for day in line.dates])

    sheet = sheets(found, across, plain, {}, today=TODAY)[0]

    assert len(sheet.arrows) == 1  # from the gate to the works; the survey ends long before


def many(number: int) -> list[Line]:
    return [Line(f"row-{n}", "activity", STARTS, TODAY) for n in range(number)]


def test_three_hundred_rows_stand_on_sheets_with_a_scale_each() -> None:
    found = sheets(many(300), scale([STARTS, TODAY]), plain, {}, today=TODAY)

    assert sum(len(sheet.shapes) for sheet in found) == 300
    assert all(sheet.ticks and len(sheet.shapes) <= ROWS for sheet in found)


def test_a_wide_chart_is_cut_across_time_for_print() -> None:
    across = scale([STARTS, STARTS + timedelta(days=500)], "month")

    found = sheets(many(3), across, plain, {}, today=TODAY, printed=True)

    assert len(found) == -(-int(across.width) // FITS)
    assert all(len(sheet.shapes) <= ROWS_IN_PRINT for sheet in found)


def test_words_with_no_room_after_a_bar_stand_before_it() -> None:
    late = Line("late", "activity", TODAY, TODAY + timedelta(days=5))
    across = scale([STARTS, TODAY + timedelta(days=5)])

    sheet = sheets([late], across, plain, {"late": ("a" * 40, "")}, today=TODAY)[0]

    assert sheet.shapes[0].anchor == "end"


def test_the_same_schedule_gives_the_same_drawing() -> None:
    across = scale([STARTS, TODAY])

    once, again = (sheets(many(30), across, plain, {}, today=TODAY) for _ in range(2))

    assert once == again
