"""Counts by section and force."""

from collections.abc import Iterable

import pytest

from scoring.files import HAPPENED, assessed, ended, searched, subject, suspended
from servanda.reading import Force
from servanda.scoring import Assessment, EndState, NotWhole, Outcome, Timing, assess_all
from servanda.scoring.aggregates import Cell, by_force, distribution


def item(
    name: str, answers: str, force: Force = Force.OBLIGATION, section: str = "I"
) -> Assessment:
    return assessed(answers, subject=subject(name, section, force), searches=(searched(),))


def only(cells: Iterable[Cell]) -> Cell:
    [cell] = cells
    return cell


SOME = [
    item("a", "r+"),
    item("b", "a+ r-"),
    item("c", "r-"),
    assessed("r+", subject=subject("d"), unassessable=assessed().standing.said),
]


def test_any_progress_and_fully_done_stand_side_by_side() -> None:
    cell = only(by_force(SOME))

    assert (cell.any_progress.count, cell.fully_done.count) == (2, 1)


def test_a_share_is_taken_of_what_somebody_looked_into() -> None:
    cell = only(by_force(SOME))

    assert (cell.any_progress.of, cell.total) == (3, 4)


def test_every_commitment_is_counted_once_among_the_outcomes() -> None:
    cell = only(by_force(SOME))

    assert [cell.count(name) for name in Outcome] == [0, 1, 0, 1, 1, 1, 0, 0]


def test_timeliness_is_counted_on_its_own() -> None:
    cell = only(by_force(SOME))

    assert [cell.count(name) for name in Timing] == [1, 0, 2, 0, 1]


def test_a_permission_never_dilutes_an_obligation() -> None:
    powers = [item(f"p{i}", "r-", Force.PERMISSION) for i in range(20)]

    shall, may = by_force(SOME + powers)

    assert (shall, may.force) == (only(by_force(SOME)), Force.PERMISSION)


def test_sections_and_forces_are_told_apart_in_a_fixed_order() -> None:
    some = [
        item("a", "r+", section="II"),
        item("b", "r+", Force.PERMISSION),
        item("c", "r+"),
    ]

    places = [(cell.section, cell.force.value, cell.commitments) for cell in distribution(some)]

    assert places == [
        ("I", "obligation", ("c",)),
        ("I", "permission", ("b",)),
        ("II", "obligation", ("a",)),
    ]


def test_unclear_criteria_show_as_the_most_that_a_share_may_be() -> None:
    cell = only(by_force([item("a", "a+ r?"), item("b", "r+")]))

    assert (cell.fully_done.count, cell.fully_done.at_most) == (1, 2)


def test_ends_and_suspensions_are_counted() -> None:
    some = [
        assessed(subject=subject("a"), ending=ended(EndState.BROKEN, HAPPENED)),
        assessed(subject=subject("b"), suspension=suspended()),
    ]

    cell = only(by_force(some))

    assert (cell.count(EndState.BROKEN), cell.suspended) == (1, 1)


def test_declarations_are_counted_and_not_scored() -> None:
    cell = only(by_force([item("a", "r+", Force.DECLARATION)]))

    assert (cell.count(Outcome.NOT_SCORED), cell.any_progress.of) == (1, 0)


def test_a_commitment_given_twice_is_refused() -> None:
    file = assessed().file

    with pytest.raises(NotWhole, match="one: the commitment is there twice"):
        assess_all([file, file], today=HAPPENED)


def test_intermediate_is_progress_and_not_fully_done() -> None:
    cell = only(by_force([item("a", "a+ a+ r-")]))

    assert (cell.any_progress.count, cell.fully_done.count) == (1, 0)


def test_a_cell_lists_its_commitments_in_order() -> None:
    cell = only(by_force([item("b", "r+"), item("a", "r+")]))

    assert cell.commitments == ("a", "b")
