"""Figures as pages show them: a central figure with its range, in one unit that stands above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Unit:
    """How amounts of a unit of the engine are shown."""

    words: str | Promise
    factor: float
    decimals: int


UNITS: Mapping[str, Unit] = {
    "t": Unit(_("million tonnes a year"), 1e-6, 2),
    "TEU": Unit(_("thousand TEU a year"), 1e-3, 1),
    "bbl": Unit(_("thousand barrels a day"), 1e-3 / 365, 0),
    "bcm": Unit(_("bcm a year"), 1.0, 2),
    "MWh": Unit(_("TWh a year"), 1e-6, 2),
    "Tbit/s": Unit(_("Tbit/s"), 1.0, 2),
}
PER_UNIT: Mapping[str, str | Promise] = {
    "t": _("USD a tonne"),
    "TEU": _("USD a TEU"),
    "bbl": _("USD a barrel"),
    "bcm": _("million USD a bcm"),
    "MWh": _("USD a MWh"),
    "Tbit/s": _("million USD a Tbit/s"),
}
MILLIONS = frozenset({"bcm", "Tbit/s"})
LAYER_WORDS: Mapping[str, str | Promise] = {
    "freight": _("Freight"),
    "containers": _("Containers"),
    "oil": _("Oil"),
    "gas": _("Gas"),
    "power": _("Power"),
    "data": _("Data"),
}
MODE_WORDS: Mapping[str, str | Promise] = {
    "rail": _("rail"),
    "road": _("road"),
    "ferry": _("ferry"),
    "sea": _("sea"),
    "oil": _("oil pipeline"),
    "gas": _("gas pipeline"),
    "power": _("power line"),
    "fibre": _("fibre"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its range, as words."""

    middle: str
    low: str
    high: str
    nothing: bool

    @property
    def ranges(self) -> bool:
        """Tell whether the range says more than the figure."""
        return not self.low == self.middle == self.high

    @property
    def between(self) -> str:
        """The range in words: P10 and P90."""
        if "\N{MINUS SIGN}" in self.low + self.high:
            return gettext("%(low)s to %(high)s") % {"low": self.low, "high": self.high}
        return f"{self.low}\N{EN DASH}{self.high}"

    @property
    def spoken(self) -> str:
        """The figure as it stands in a sentence."""
        return f"{self.middle} ({self.between})" if self.ranges else self.middle


def amount(values: Sequence[float], unit: str) -> Shown:
    """Show an amount of a unit."""
    how = UNITS[unit]
    return shown(values, how.factor, how.decimals)


def price(values: Sequence[float], unit: str) -> Shown:
    """Show what a unit costs."""
    return shown(values, 1e-6 if unit in MILLIONS else 1.0, 2)


def share(values: Sequence[float]) -> Shown:
    """Show a share in percent."""
    return shown(values, 100.0, 0)


def shown(values: Sequence[float], factor: float = 1.0, decimals: int = 1) -> Shown:
    """Show a range: low, central, high."""
    low, middle, high = (_written(each * factor, decimals) for each in values)
    zero = _written(0.0, decimals)
    return Shown(middle, low, high, low == middle == high == zero)


def _written(value: float, decimals: int) -> str:
    whole = round(value, decimals) + 0.0  # no minus before a zero
    return str(number_format(whole, decimals)).replace("-", "\N{MINUS SIGN}")
