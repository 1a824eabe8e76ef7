"""A plan goes into a table and comes back without loss, or the line is named."""

import re
from dataclasses import replace

import pytest

from exchange.plans_held import FULL
from scheduling.plans import random_plan
from servanda.exchange.plan_csv import NotAPlanTable, read, write
from servanda.scheduling.model import Dependency, Link, Plan

HEAD = "row,id,low,likely,high,start,after,constraints,needs,calendar,probability,earliest,latest\n"
PLAN = "plan,,,,,2026-03-02\n"


def same(plan: Plan) -> Plan:
    """Put dependencies in the order that a table keeps them in: by what waits."""
    places = {each.id: place for place, each in enumerate(plan.activities)}
    ordered = tuple(sorted(plan.dependencies, key=lambda each: places[each.after]))
    return replace(plan, dependencies=ordered)


def test_everything_that_a_plan_holds_comes_back() -> None:
    assert read(write(FULL)) == same(FULL)


@pytest.mark.parametrize("seed", range(5))
def test_random_plans_come_back(seed: int) -> None:
    plan = random_plan(seed, 40)

    assert read(write(plan)) == same(plan)


def test_a_short_table_by_hand_is_read() -> None:
    table = HEAD + PLAN + "activity,a,,5\nactivity,b,2,3,4,,a SS+2; a\n"

    plan = read(table.encode("utf-8-sig"))

    assert plan.dependencies == (Dependency("a", "b", Link.SS, 2), Dependency("a", "b"))
    assert [each.duration and each.duration.high for each in plan.activities] == [5, 4]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("", "0 rows of the kind “plan”"),
        (PLAN + "activity,a,a\x07b,5\n", "Line 3, low: it holds the character U+0007"),
        (PLAN + PLAN, "2 rows of the kind “plan”"),
        ("plan,,,,,soon\n", "Line 2, start: “soon” is no date"),
        (PLAN + "task,a,,5\n", "Line 3 is a “task”"),
        (PLAN + "activity,a,,five\n", "Line 3, likely: “five” is no number"),
        (PLAN + "activity,a,,5" + "," * 20 + "x\n", "Line 3 has more cells"),
        (PLAN + 'activity,a,,5,,,,soon\n', "Line 3, constraints: “soon”"),
        (PLAN + 'activity,a,,5,,,,,crane\n', "Line 3, needs: “crane”"),
        (PLAN + "gate,g,,2026-04-01\n", "Line 3 has nothing under “earliest”"),
        (PLAN + 'activity,"a\n', "is no CSV"),
    ],
)  # fmt: skip
def test_the_line_that_cannot_be_read_is_named(rows: str, words: str) -> None:
    with pytest.raises(NotAPlanTable, match=re.escape(words)):
        read((HEAD + rows).encode())


def test_an_unknown_column_is_named() -> None:
    with pytest.raises(NotAPlanTable, match="“duration” is none of them"):
        read(b"row,id,duration\n")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\n"])
def test_an_empty_table_says_so(data: bytes) -> None:
    with pytest.raises(NotAPlanTable, match="is empty"):
        read(data)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotAPlanTable, match="not UTF-8"):
        read(b"row,id\n\xff\xfe")


def test_a_semicolon_in_an_id_is_refused() -> None:
    odd = replace(FULL, dependencies=(Dependency("a;b", "build"),))

    with pytest.raises(NotAPlanTable, match="semicolon"):
        write(odd)
