"""Figures: from what a row says to what flows are computed with, and what is wrong with it.

A figure has a value with a unit and at least one source, or is empty and names the assumption
that stands in for it. Assumptions that are factors may stand beside either: they turn what a source
counts (train pairs a day) into what the network counts (tonnes a year).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.exchange.network.columns import Origin, origin
from servanda.exchange.network.units import YEARLY, BadUnit, carried, factor

AMOUNT = {unit: unit for unit in YEARLY} | {"Tbit/s": "(Tbit/s)"}
"""How an amount is written under a fraction line."""

ANYTHING = "anything that flows in a year"


@dataclass(frozen=True, slots=True)
class Spec:
    """A figure of a kind of row: its column, what it becomes, and what it must be."""

    sheet: str
    column: str
    field: str
    """As assumptions name it: "link.hours"."""
    hows: tuple[str, ...] = ("value",)
    unit: str | None = None
    """The unit, where the column has none of its own."""
    positive: bool = False
    below_one: bool = False
    may_be_unlimited: bool = False
    needed: bool = False

    @property
    def engine_field(self) -> str:
        """The name of the field of the model that it becomes."""
        return self.field.partition(".")[2]


SPECS = (
    Spec("nodes", "capacity", "node.capacity", positive=True, may_be_unlimited=True),
    Spec("links", "length_km", "link.length_km", ("value", "detour"), unit="km", positive=True),
    Spec("links", "capacity", "link.capacity", positive=True, may_be_unlimited=True),
    Spec("links", "time", "link.hours", ("value", "speed", "per km"), needed=True),
    Spec("links", "cost", "link.cost", ("value", "per km"), needed=True),
    Spec("links", "loss", "link.loss", ("value", "per km"), below_one=True),
    Spec("transfers", "time", "transfer.hours", needed=True),
    Spec("transfers", "cost", "transfer.cost", needed=True),
    Spec("transfers", "capacity", "transfer.capacity", positive=True, may_be_unlimited=True),
    Spec("corridors", "capacity", "corridor.capacity", positive=True, may_be_unlimited=True),
    Spec("commodities", "value_of_time", "commodity.value_of_time", needed=True),
    Spec("demands", "volume", "demand.volume", ("value",)),
    Spec("demands", "minimum", "demand.minimum"),
    Spec("demands", "unmet_price", "demand.unmet_price", positive=True, needed=True),
    Spec("totals", "volume", "demand.volume", needed=True),
    Spec("projects", "completes", "project.completes", unit=""),
    Spec("projects", "cost", "project.cost"),
    Spec("changes", "capacity", "link.capacity", positive=True),
    Spec("changes", "time", "link.hours"),
    Spec("changes", "cost", "link.cost"),
)
SPECS_OF: dict[str, tuple[Spec, ...]] = {
    sheet: tuple(spec for spec in SPECS if spec.sheet == sheet)
    for sheet in {spec.sheet for spec in SPECS}
}


class Wrong(ValueError):  # noqa: N818 - a sentence
    """Something wrong with a figure: in which column, and the sentence."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption as its file has it."""

    id: str
    field: str
    how: str
    low: float
    central: float
    high: float
    unit: str


PLAIN = Origin()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a cell of a certain unit and origin is read, whatever its value."""

    scale: float = 1.0
    """What the figure is multiplied by to be in the unit of the engine."""
    per_km: bool = False
    origin: Origin = PLAIN
    factors: tuple[Assumed, ...] = ()
    stands_in: Assumed | None = None
    stand_in_scale: float = 1.0
    """What the values of the assumption are multiplied by to be in the unit of the engine."""
    stand_in_unit: str = ""
    """That unit."""


class Readings:
    """Reads figures; what differs only in its value is worked out once."""

    def __init__(self, assumptions: Mapping[str, Assumed], sources: frozenset[str]) -> None:
        self._assumptions = assumptions
        self._sources = sources
        self._known: dict[tuple[str, ...], Reading | Wrong] = {}

    def read(self, spec: Spec, cells: Mapping[str, str], target: str) -> Reading:
        """Return how a figure is read, or raise Wrong."""
        filled = bool(cells[spec.column])
        unit = cells[f"{spec.column}_unit"] if spec.unit is None else spec.unit
        said = cells[f"{spec.column}_from"]
        key = (spec.sheet, spec.column, "1" if filled else "", unit, said, target)
        found = self._known.get(key)
        if found is None:
            try:
                found = self._work_out(spec, unit, origin(said), target, filled=filled)
            except Wrong as error:
                found = error
            self._known[key] = found
        if isinstance(found, Wrong):
            raise found
        return found

    def _work_out(
        self, spec: Spec, unit: str, said: Origin, target: str, *, filled: bool
    ) -> Reading:
        assumed = [self._named(spec, name) for name in said.assumptions]
        for source in said.sources:
            if source not in self._sources:
                raise Wrong(
                    f"{spec.column}_from",
                    f"“{source}” is no source of sources.csv. Add it there or correct the id.",
                )
        factors = tuple(each for each in assumed if each.how == "factor")
        others = [each for each in assumed if each.how != "factor"]
        if filled:
            _check_filled(spec, unit, said, others)
            return self._filled(spec, unit, said, factors, target)
        _check_empty(spec, unit, said, factors, others)
        if not others:
            return Reading(origin=said)
        return _standing_in(spec, said, others[0], target)

    def _named(self, spec: Spec, name: str) -> Assumed:
        found = self._assumptions.get(name)
        column = f"{spec.column}_from"
        if found is None:
            raise Wrong(
                column,
                f"“{name}” is no assumption of assumptions.csv. Add it there or correct the id.",
            )
        if found.field != spec.field:
            raise Wrong(
                column,
                f"“{name}” stands for {found.field}, not for {spec.field}. Name one that does.",
            )
        if found.how not in {*spec.hows, "factor"}:
            raise Wrong(
                column,
                f"“{name}” is given as “{found.how}”, which this figure cannot be."
                " Correct how it is given.",
            )
        return found

    @staticmethod
    def _filled(
        spec: Spec, unit: str, said: Origin, factors: tuple[Assumed, ...], target: str
    ) -> Reading:
        column = spec.column if spec.unit is not None else f"{spec.column}_unit"
        units = (unit, *(each.unit for each in factors))
        try:
            if target == ANYTHING:
                target = YEARLY[carried(*units)]
            return Reading(factor(target, *units), origin=said, factors=factors)
        except BadUnit as error:
            if "per km" in spec.hows:
                try:
                    per_km = factor(_per_km(target), *units)
                    return Reading(per_km, per_km=True, origin=said, factors=factors)
                except BadUnit:
                    pass
            raise Wrong(column, str(error)) from None


def _check_filled(spec: Spec, unit: str, said: Origin, others: list[Assumed]) -> None:
    if not said.sources:
        raise Wrong(
            f"{spec.column}_from",
            "The figure has no source. Name who gives it; what nobody gives belongs in "
            "assumptions.csv, and this cell stays empty.",
        )
    if others:
        raise Wrong(
            f"{spec.column}_from",
            f"“{others[0].id}” stands in where no figure is, and here is one. Remove one of them.",
        )
    if said.unlimited:
        raise Wrong(f"{spec.column}_from", "It is unlimited and has a figure. Remove one of them.")
    if not unit and spec.unit is None and spec.column != "loss":
        raise Wrong(f"{spec.column}_unit", "The figure has no unit. Write the one of its source.")


def _check_empty(
    spec: Spec, unit: str, said: Origin, factors: tuple[Assumed, ...], others: list[Assumed]
) -> None:
    column = f"{spec.column}_from"
    if unit and spec.unit is None:
        raise Wrong(f"{spec.column}_unit", "There is a unit and no figure. Remove it.")
    if said.sources:
        raise Wrong(
            column, f"There is a source and no figure. Write what “{said.sources[0]}” says."
        )
    if factors and not others:
        raise Wrong(column, f"“{factors[0].id}” is a factor, and there is no figure. Give one.")
    if len(others) + said.unlimited > 1 or factors:
        raise Wrong(column, "More than one assumption stands in for the figure. Keep one.")
    if said.unlimited and not spec.may_be_unlimited:
        raise Wrong(column, "Only a capacity is unlimited. Name an assumption.")
    if spec.needed and not others:
        raise Wrong(
            spec.column,
            "There is neither a figure nor an assumption. Give one with its source, or write "
            f"“assumed: …” in {column}.",
        )


def _standing_in(spec: Spec, said: Origin, assumed: Assumed, target: str) -> Reading:
    targets = {"per km": _per_km(target), "speed": "km/h", "detour": ""}
    try:
        if target == ANYTHING:
            target = YEARLY[carried(assumed.unit)]
        wanted = targets.get(assumed.how, target)
        scale = factor(wanted, assumed.unit)
    except BadUnit as error:
        raise Wrong(f"{spec.column}_from", f"“{assumed.id}” in assumptions.csv: {error}") from None
    return Reading(origin=said, stands_in=assumed, stand_in_scale=scale, stand_in_unit=wanted)


def _per_km(target: str) -> str:
    return f"{target}/km" if target else "1/km"
