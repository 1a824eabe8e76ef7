"""Moves are traced to the row that began them."""

from dataclasses import replace

from scheduling.plans import activity, day, no_earlier, plan
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.explaining import Cause, Comparison, compare, sentence
from servanda.scheduling.model import Activity, GateRange, Kind, Plan
from servanda.scheduling.network import network


def gate(opens: int) -> Activity:
    range_ = GateRange(0.8, day(1), day(opens), day(31))
    return Activity("w", "yearly waiver", kind=Kind.GATE, gate=range_)


def compared(one: Plan, other: Plan) -> Comparison:
    return compare(critical_path(network(one)), critical_path(network(other)))


ROAD = (activity("a", 3), activity("b", 2, name="bridge"), activity("c", 4, name="opening"))


def test_a_gate_that_moved_explains_what_waits_for_it() -> None:
    rest = (activity("b", 2), activity("o", 1, name="opening"))

    found = compared(
        plan(gate(5), *rest, links="w b, b o"), plan(gate(15), *rest, links="w b, b o")
    )

    opening = found.moves[-1]
    assert (opening.path, opening.days) == (("w", "b", "o"), 10)
    assert sentence(opening) == (
        "The gate “yearly waiver” moved 10 days later, so that “opening” moved 10 days later, "
        "to 2026-03-18."
    )


def test_a_longer_activity_explains_itself() -> None:
    longer = (replace(ROAD[0], duration=activity("a", 8).duration), *ROAD[1:])

    found = compared(plan(*ROAD, links="a b, b c"), plan(*longer, links="a b, b c"))

    assert [(move.id, move.reason.id, move.reason.cause) for move in found.moves] == [
        ("a", "a", Cause.DURATION),
        ("b", "a", Cause.DURATION),
        ("c", "a", Cause.DURATION),
    ]


def test_what_did_not_move_is_not_told() -> None:
    side = activity("d", 1)

    found = compared(plan(*ROAD, side, links="a c"), plan(*ROAD, side, links="a c"))

    assert found == Comparison((), (), ())


def test_a_new_date_is_the_reason() -> None:
    held = (replace(ROAD[0], constraints=(no_earlier(day(10)),)), *ROAD[1:])

    found = compared(plan(*ROAD, links="a b"), plan(*held, links="a b"))

    assert {move.reason.cause for move in found.moves} == {Cause.CONSTRAINT}


def test_time_that_passed_is_the_reason() -> None:
    found = compared(plan(*ROAD, links="a b"), plan(*ROAD, links="a b", status=day(9)))

    assert {move.reason.cause for move in found.moves} == {Cause.STATUS}


def test_a_new_link_is_the_reason() -> None:
    found = compared(plan(*ROAD), plan(*ROAD, links="a b"))

    assert [(move.id, move.reason.cause) for move in found.moves] == [("b", Cause.LINKS)]


def test_a_date_that_came_nearer_is_traced_along_what_held_it() -> None:
    longer = (replace(ROAD[0], duration=activity("a", 8).duration), *ROAD[1:])

    found = compared(plan(*longer, links="a b"), plan(*ROAD, links="a b"))

    assert [(move.path, move.days) for move in found.moves] == [(("a",), -5), (("a", "b"), -5)]


def test_what_is_new_and_what_is_gone_is_listed() -> None:
    found = compared(plan(ROAD[0], ROAD[1]), plan(ROAD[0], ROAD[2]))

    assert (found.added, found.removed) == (("c",), ("b",))


def test_the_sentence_is_there_in_azerbaijani() -> None:
    found = compared(plan(gate(5), ROAD[1], links="w b"), plan(gate(6), ROAD[1], links="w b"))

    assert sentence(found.moves[-1], "az") == (
        "“yearly waiver” şərti 1 gün sonraya keçdi, buna görə “bridge” 1 gün sonraya keçdi: "
        "2026-03-08."
    )
