"""Reckons the figures of rows in the units of the engine, and keeps what is wrong with them.

Every figure is read once and remembered with its origin; every assumption, with the rows that name
it. Lengths and years of completion are settled here, at their central values, because the engine
draws neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from servanda.exchange.mistakes import Mistake
from servanda.exchange.network.figures import ANYTHING, Assumed, Reading, Readings, Spec, Wrong
from servanda.exchange.network.files import Line, Lines, key_of
from servanda.exchange.network.schema import MORE_FIELDS, SHEET
from servanda.exchange.network.units import BadUnit, carried

EARTH_RADIUS_KM = 6371.0088


@dataclass(slots=True)
class Uses:
    """What an assumption is used for: rows of the engine, or only here where there are none."""

    scale: float
    unit: str
    rows: list[str] = field(default_factory=list)


class Reckoner:
    """Turns cells into figures of the engine."""

    def __init__(self, lines: Lines) -> None:
        self.mistakes: list[Mistake] = []
        self.uses: dict[str, Uses] = {}
        self.assumed = assumed_of(lines["assumptions"])
        sources = frozenset(line.cells["id"] for line in lines["sources"])
        self._readings = Readings(self.assumed, sources)
        self._nodes = {line.cells["id"]: line.cells for line in lines["nodes"]}

    def value(
        self, spec: Spec, line: Line, target: str, length: float | None = None
    ) -> float | None:
        """Return a figure in the unit of the engine, before its factors; None is for no figure.

        Where an assumption stands in, it is the central one: the engine sets it anew.
        """
        reading = self._read(spec, line, target)
        if reading is None:
            return None
        for each in reading.factors:
            self.use(each, line, spec)
        if reading.stands_in is not None:
            return self._stand_in(reading.stands_in, reading, spec, line, length)
        return self._given(spec, line, reading, length)

    def central(self, spec: Spec, line: Line, target: str) -> float | None:
        """Return a figure that no assumption of the engine reaches, all factors reckoned in."""
        reading = self._read(spec, line, target)
        if reading is None:
            return None
        if reading.stands_in is not None:
            self._settle(reading.stands_in)
            return reading.stands_in.central * reading.stand_in_scale
        value = self._given(spec, line, reading, None)
        for each in reading.factors:
            self._settle(each)
            value = None if value is None else value * each.central
        return value

    def length(self, spec: Spec, line: Line) -> float | None:
        """Return the length of a link: its figure, an assumed one, or the great circle detoured."""
        reading = self._read(spec, line, "km")
        if reading is None or reading.stands_in is None:
            return None if reading is None else self._given(spec, line, reading, None)
        self._settle(reading.stands_in)
        if reading.stands_in.how == "value":
            return reading.stands_in.central * reading.stand_in_scale
        named = [line.cells[end] for end in ("tail", "head")]
        if not all(name in self._nodes for name in named):  # named already, as unknown places
            return 1.0
        ends = [self._position(name) for name in named]
        if ends[0] is None or ends[1] is None:
            why = "Its ends have no position to reckon a length from. Give lat and lon of both."
            self.note("links", line, "length_km_from", why)
            return None
        return round(great_circle(ends[0], ends[1]) * reading.stands_in.central, 1)

    def unit(self, spec: Spec, line: Line) -> str:
        """Return which unit of flows a capacity counts, "" where there is none."""
        try:
            reading = self._readings.read(spec, line.cells, ANYTHING)
            units = [line.cells["capacity_unit"], *(each.unit for each in reading.factors)]
            if reading.stands_in is not None:
                units = [reading.stands_in.unit]
            return carried(*units) if any(units) else ""
        except (Wrong, BadUnit):  # the cell itself is named already
            return ""

    def reading(self, spec: Spec, line: Line, target: str) -> Reading:
        """Tell how a figure is read, or raise Wrong; nothing is noted."""
        return self._readings.read(spec, line.cells, target)

    def use(self, assumed: Assumed, line: Line, spec: Spec, scale: float = 1.0) -> None:
        """Note that a row's figure goes through an assumption."""
        uses = self.uses.setdefault(assumed.id, Uses(scale, assumed.unit))
        uses.rows.append(key_of(spec.sheet, line.cells))

    def note(self, sheet: str, line: Line, column: str, message: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(SHEET[sheet].file, line.number, column, message))

    def _read(self, spec: Spec, line: Line, target: str) -> Reading | None:
        try:
            return self._readings.read(spec, line.cells, target)
        except Wrong as error:
            self.note(spec.sheet, line, error.column, str(error))
            return None

    def _given(
        self, spec: Spec, line: Line, reading: Reading, length: float | None
    ) -> float | None:
        cell = line.cells[spec.column]
        if not cell:
            return None
        value = float(cell) * reading.scale
        if value < 0 or (spec.positive and value == 0):
            cure = "a figure above 0" if spec.positive else "a figure from 0 up"
            self.note(spec.sheet, line, spec.column, f"It is {cell}. Give {cure}, or none.")
        if reading.per_km:
            if length is None:
                why = "It is given for each km, and the link has no length_km. Give it."
                self.note(spec.sheet, line, spec.column, why)
            value *= length or 0.0
        if spec.below_one and value >= 1:
            why = f"It is {cell}: nothing would arrive. Give a share below 1."
            self.note(spec.sheet, line, spec.column, why)
        return value

    def _stand_in(
        self, given: Assumed, reading: Reading, spec: Spec, line: Line, length: float | None
    ) -> float | None:
        if given.field in MORE_FIELDS:
            self._settle(given)
            return given.central
        self.use(given, line, spec, reading.stand_in_scale)
        self.uses[given.id].unit = reading.stand_in_unit
        central = given.central * reading.stand_in_scale
        if given.how not in {"per km", "speed"}:
            return central
        if length is None:
            why = f"“{given.id}” needs the length of the link, and there is none. Give length_km."
            self.note(spec.sheet, line, f"{spec.column}_from", why)
            return None
        return central * length if given.how == "per km" else length / (central or 1.0)

    def _settle(self, assumed: Assumed) -> None:
        """Note that an assumption is used here and not by the engine."""
        self.uses.setdefault(assumed.id, Uses(1.0, assumed.unit))

    def _position(self, node: str) -> tuple[float, float] | None:
        cells = self._nodes[node]
        if not cells["lat"] or not cells["lon"]:
            return None
        return float(cells["lat"]), float(cells["lon"])


def assumed_of(lines: Sequence[Line]) -> dict[str, Assumed]:
    """Return the assumptions by their ids."""
    return {
        line.cells["id"]: Assumed(
            line.cells["id"],
            line.cells["field"],
            line.cells["how"],
            float(line.cells["low"]),
            float(line.cells["central"]),
            float(line.cells["high"]),
            line.cells["unit"],
        )
        for line in lines
    }


def great_circle(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the distance between two positions (degrees north, east) in kilometres.

    >>> round(great_circle((39.95, 49.42), (43.62, 51.17)))
    433
    """
    north, east = (radians(second[axis] - first[axis]) for axis in (0, 1))
    across = cos(radians(first[0])) * cos(radians(second[0])) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(sin(north / 2) ** 2 + across))
