"""Rows are numbered in their order, and as few as possible change their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from servanda.desk.agreements.services.ordering import renumbered

OLD = st.lists(st.one_of(st.none(), st.integers(min_value=-5, max_value=40)), max_size=30)


@given(OLD)
def test_the_numbers_always_rise(old: list[int | None]) -> None:
    new = renumbered(old)

    assert new == sorted(set(new))


@given(OLD)
def test_the_numbers_are_positive(old: list[int | None]) -> None:
    assert all(number > 0 for number in renumbered(old))


@given(OLD)
def test_every_row_has_a_number(old: list[int | None]) -> None:
    assert len(renumbered(old)) == len(old)


@given(OLD)
def test_numbering_twice_changes_nothing(old: list[int | None]) -> None:
    once = renumbered(old)

    assert renumbered(list(once)) == once


def test_one_row_moved_to_the_front_is_the_only_one_renumbered() -> None:
    new = renumbered([3000, 1000, 2000, 4000])

    assert new == [500, 1000, 2000, 4000]


def test_where_there_is_no_gap_all_are_renumbered() -> None:
    assert renumbered([1, None, 2]) == [1000, 2000, 3000]
