"""Units: what becomes what, and that tonnes, boxes, gas, oil, energy and data never mix."""

from itertools import permutations

import pytest

from servanda.exchange.network.units import YEARLY, BadUnit, carried, factor, measure
from servanda.flows.model import UNITS


@pytest.mark.parametrize(("one", "other"), list(permutations(UNITS, 2)))
def test_no_unit_of_flows_becomes_another(one: str, other: str) -> None:
    with pytest.raises(BadUnit, match="they count different things"):
        factor(YEARLY[other], YEARLY[one])


@pytest.mark.parametrize(
    ("target", "units", "result"),
    [
        ("t/year", ("Mt/yr",), 1e6),
        ("t/year", ("train_pair/day", "t/train"), 730),
        ("t/year", ("truck/day", "t/truck"), 365),
        ("bbl/year", ("mb/day",), 365e6),
        ("bbl/year", ("Mt/yr", "bbl/t"), 1e6),
        ("MW*h/year", ("MW",), 8760),
        ("MW*h/year", ("TWh/yr",), 1e6),
        ("bcm/year", ("mcm/day",), 0.365),
        ("USD/TEU", ("USD/FEU",), 0.5),
        ("h", ("day",), 24),
        ("", ("percent",), 0.01),
    ],
)
def test_a_unit_becomes_another_of_its_kind(
    target: str, units: tuple[str, ...], result: float
) -> None:
    assert factor(target, *units) == pytest.approx(result, rel=1e-12)


def test_trains_are_no_tonnes_without_an_assumption() -> None:
    with pytest.raises(BadUnit, match="name an assumption"):
        factor("t/year", "train_pair/day")


@pytest.mark.parametrize(
    "unit", ["cow", "t/0", "9**9**9", "t(", "__import__('os')", "t" * 61, "t;t", "t^2"]
)
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(BadUnit):
        measure(unit)


def test_what_a_capacity_counts_is_told_from_its_unit() -> None:
    found = [carried("Mt/yr"), carried("kb/day"), carried("GW"), carried("Gbit/s")]

    assert found == ["t", "bbl", "MWh", "Tbit/s"]
