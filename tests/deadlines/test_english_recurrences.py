"""English recurrences against rules worked out by hand."""

import pytest

from deadlines.cases import the_recurrence
from servanda.deadlines import Bound, find_recurrences

CASES = [
    ("annually", "P1Y", 1, "FREQ=YEARLY"),
    ("once a year", "P1Y", 1, "FREQ=YEARLY"),
    ("every year thereafter", "P1Y", 1, "FREQ=YEARLY"),
    ("each year", "P1Y", 1, "FREQ=YEARLY"),
    ("yearly", "P1Y", 1, "FREQ=YEARLY"),
    ("on an annual basis", "P1Y", 1, "FREQ=YEARLY"),
    ("at yearly intervals", "P1Y", 1, "FREQ=YEARLY"),
    ("twice a year", "P1Y", 2, "FREQ=MONTHLY;INTERVAL=6"),
    ("biannually", "P1Y", 2, "FREQ=MONTHLY;INTERVAL=6"),
    ("one joint seminar a year", "P1Y", 1, "FREQ=YEARLY"),
    ("in each academic year", "P1Y", 1, "FREQ=YEARLY"),
    ("two meetings per calendar year", "P1Y", 2, "FREQ=MONTHLY;INTERVAL=6"),
    ("semi-annually", "P6M", 1, "FREQ=MONTHLY;INTERVAL=6"),
    ("every six months", "P6M", 1, "FREQ=MONTHLY;INTERVAL=6"),
    ("three times per year", "P1Y", 3, "FREQ=MONTHLY;INTERVAL=4"),
    ("five times a year", "P1Y", 5, "FREQ=DAILY;INTERVAL=73"),
    ("quarterly", "P3M", 1, "FREQ=MONTHLY;INTERVAL=3"),
    ("quarterly thereafter", "P3M", 1, "FREQ=MONTHLY;INTERVAL=3"),
    ("on a quarterly basis", "P3M", 1, "FREQ=MONTHLY;INTERVAL=3"),
    ("once each quarter", "P3M", 1, "FREQ=MONTHLY;INTERVAL=3"),
    ("monthly", "P1M", 1, "FREQ=MONTHLY"),
    ("every week", "P1W", 1, "FREQ=WEEKLY"),
    ("once every 12-18 months", "P18M", 1, "FREQ=MONTHLY;INTERVAL=18"),
    ("every two (2) years", "P2Y", 1, "FREQ=YEARLY;INTERVAL=2"),
    ("every other year", "P2Y", 1, "FREQ=YEARLY;INTERVAL=2"),
    ("every second year", "P2Y", 1, "FREQ=YEARLY;INTERVAL=2"),
    ("once in two years", "P2Y", 1, "FREQ=YEARLY;INTERVAL=2"),
    ("biennially", "P2Y", 1, "FREQ=YEARLY;INTERVAL=2"),
    ("at two-year intervals", "P2Y", 1, "FREQ=YEARLY;INTERVAL=2"),
    ("every fifth year", "P5Y", 1, "FREQ=YEARLY;INTERVAL=5"),
    ("by 31 March of each year", "P1Y", 1, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
    ("every year by 1 July", "P1Y", 1, "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1"),
    ("by the end of each year", "P1Y", 1, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("each January", "P1Y", 1, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1"),
]

NONE = [
    "on a regular basis",
    "at regular intervals",
    "from time to time",
    "every country and each Party",
    "every effort",
    "once each side has achieved its goals",
    "24 hours a day",
    "the annual budget",
    "NATO adapted Annual National Program priorities",
    "building on the $2 million annually that is already given",
    "not more than twice a year",
    "no more than once every two years",
    "at most three times a year",
]


@pytest.mark.parametrize(("words", "every", "times", "rrule"), CASES)
def test_recurrence_has_its_period_its_count_and_its_rule(
    words: str, every: str, times: int, rrule: str
) -> None:
    found = the_recurrence(f"The Parties shall meet {words}.")

    assert (found.expression, found.every, found.times, found.rrule) == (words, every, times, rrule)


@pytest.mark.parametrize("words", NONE)
def test_words_without_a_period_or_with_a_ceiling_give_no_recurrence(words: str) -> None:
    assert find_recurrences(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "at least twice a year",
        "no less than annually",
        "not less than once a year",
        "no less frequently than once every six months",
        "on at least a quarterly basis",
        "at intervals of not more than two years",
        "a minimum of two times a year",
    ],
)
def test_floor_is_at_least_every(words: str) -> None:
    found = the_recurrence(words)

    assert (found.expression, found.bound) == (words, Bound.AT_LEAST_EVERY)


def test_annual_is_a_recurrence_only_before_something_that_happens() -> None:
    found = the_recurrence("shall submit an annual report on its annual income")

    assert found.start == len("shall submit an ")
