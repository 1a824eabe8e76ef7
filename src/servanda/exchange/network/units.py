"""Units of a network: what may be turned into what, and what never mixes.

Tonnes, containers (TEU), cubic metres of gas, barrels, power and bits are each a dimension of
their own. A figure passes from one to another only through an assumption that carries both, such
as tonnes for each train or barrels for each tonne.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint

YEARLY = {
    "t": "t/year",
    "TEU": "TEU/year",
    "bcm": "bcm/year",
    "MWh": "MW*h/year",
    "bbl": "bbl/year",
    "Tbit/s": "Tbit/s",
}
"""What a year's amount is, for each unit of flows."""

_DEFINITIONS = (
    "t = [cargo]",
    "kt = 1e3 * t",
    "Mt = 1e6 * t",
    "TEU = [boxes]",
    "FEU = 2 * TEU",
    "bcm = [gas]",
    "mcm = 1e-3 * bcm",
    "bbl = [oil]",
    "kb = 1e3 * bbl",
    "mb = 1e6 * bbl",
    "h = [time]",
    "day = 24 * h",
    "year = 365 * day = yr",
    "s = h / 3600",
    "MWh = [energy]",
    "MW = MWh / h",
    "GW = 1e3 * MW",
    "GWh = 1e3 * MWh",
    "TWh = 1e6 * MWh",
    "Tbit = [data]",
    "Gbit = 1e-3 * Tbit",
    "USD = [money]",
    "MUSD = 1e6 * USD",
    "km = [length]",
    "train = [trains]",
    "train_pair = 2 * train",
    "truck = [trucks]",
    "percent = 0.01",
)
_SHAPE = re.compile(r"[A-Za-z0-9_ ().*/]{1,60}")


class BadUnit(ValueError):  # noqa: N818 - a sentence
    """A unit that is not known, or that cannot become the one that is needed."""


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint  # noqa: PLC0415 - loaded once a network is read, not with every dossier

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(None, cache_folder=None)
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


@lru_cache(maxsize=4096)
def measure(unit: str) -> pint.Quantity[float]:
    """Return one of a unit; the empty word is a plain number.

    >>> measure("train_pair/day").to("train/year").magnitude
    730.0
    """
    registry = _registry()
    if not unit:
        return registry.Quantity(1.0, "")
    if not _SHAPE.fullmatch(unit) or "**" in unit:
        raise BadUnit(_unknown(unit))
    try:
        found = registry.parse_expression(unit)
    except Exception:  # noqa: BLE001 - whatever pint's parser makes of it, it is no unit
        raise BadUnit(_unknown(unit)) from None
    if not isinstance(found, registry.Quantity):
        raise BadUnit(_unknown(unit))
    return found


@lru_cache(maxsize=4096)
def factor(target: str, *units: str) -> float:
    """Return what the product of units is in another unit.

    >>> factor("t/year", "Mt/year")
    1000000.0
    >>> factor("t/year", "train_pair/day", "t/train")
    730.0
    """
    product = measure("")
    for unit in units:
        product = product * measure(unit)
    wanted = measure(target)
    if product.dimensionality != wanted.dimensionality:
        said = " times ".join(f"“{unit or 'a plain number'}”" for unit in units)
        raise BadUnit(
            f"{said} cannot become “{target or 'a plain number'}”: they count different things. "
            "Correct the unit, or name an assumption that turns one into the other."
        )
    return float((product / wanted).to("").magnitude)


def carried(*units: str) -> str:
    """Tell which unit of flows a capacity counts, from what it is written in.

    >>> carried("Mt/yr"), carried("mb/day"), carried("MW")
    ('t', 'bbl', 'MWh')
    """
    for unit, yearly in YEARLY.items():
        try:
            factor(yearly, *units)
        except BadUnit:
            continue
        return unit
    for unit in units:
        measure(unit)
    raise BadUnit(
        f"“{' times '.join(units)}” counts nothing that flows. Write one like {', '.join(YEARLY)} "
        "with what it is a part of: “Mt/yr”, “TEU/yr”, “bcm/yr”, “MW”, “mb/day”, “Tbit/s”."
    )


def _unknown(unit: str) -> str:
    return (
        f"“{unit[:60]}” is no known unit. Write units such as Mt/yr, TEU/yr, bcm/yr, MW, mb/day, "
        "Tbit/s, USD/t/km, km/h, h, day, t/train."
    )
