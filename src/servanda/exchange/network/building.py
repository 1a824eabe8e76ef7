"""From the rows of a network's files to the network that flows are computed from.

An assumption becomes an assumption of the engine: its values in the unit of the engine, its rows
those that name it.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.exchange.network.columns import listed, origin
from servanda.exchange.network.figures import AMOUNT, ANYTHING, SPECS_OF, Spec, Wrong
from servanda.exchange.network.files import Line, Lines
from servanda.exchange.network.reckoning import Reckoner
from servanda.exchange.network.schema import MORE_FIELDS
from servanda.exchange.network.units import YEARLY
from servanda.flows.model import (
    Assumption,
    Commodity,
    Corridor,
    Demand,
    Group,
    How,
    Link,
    LinkChange,
    Network,
    Node,
    Project,
    Transfer,
)


class Builder:
    """Builds the rows of a network, one kind after the other."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.reckoner = Reckoner(lines)
        self._unit = {
            sheet: {line.cells["id"]: line.cells["unit"] for line in lines[sheet]}
            for sheet in ("commodities", "links")
        }
        self._totals: dict[str, list[Line]] = {}
        for line in lines["totals"]:
            self._totals.setdefault(line.cells["total"], []).append(line)

    def network(self) -> Network:
        """Build the network; it is of use only where the reckoner noted no mistake."""
        for line in self.lines["totals"]:
            self.reckoner.central(SPECS_OF["totals"][0], line, ANYTHING)
        rows = {
            "nodes": tuple(map(self._node, self.lines["nodes"])),
            "links": tuple(map(self._link, self.lines["links"])),
            "transfers": tuple(map(self._transfer, self.lines["transfers"])),
            "corridors": tuple(map(self._corridor, self.lines["corridors"])),
            "commodities": tuple(map(self._commodity, self.lines["commodities"])),
            "demands": tuple(map(self._demand, self.lines["demands"])),
            "projects": tuple(self._projects()),
        }
        return Network(**rows, assumptions=tuple(self._assumptions()))  # type: ignore[arg-type]

    def _node(self, line: Line) -> Node:
        cells = line.cells
        spec = SPECS_OF["nodes"][0]
        return Node(
            cells["id"],
            cells["name"],
            cells["country"],
            cells["kind"],
            float(cells["lat"]) if cells["lat"] else None,
            float(cells["lon"]) if cells["lon"] else None,
            self.reckoner.value(spec, line, ANYTHING),
            self.reckoner.unit(spec, line),
        )

    def _link(self, line: Line) -> Link:
        cells = line.cells
        unit = cells["unit"]
        length_spec, capacity, time, cost, loss = SPECS_OF["links"]
        value = self.reckoner.value
        length = self.reckoner.length(length_spec, line)
        return Link(
            cells["id"],
            cells["tail"],
            cells["head"],
            cells["mode"],
            unit,
            length_km=length,
            capacity=value(capacity, line, YEARLY[unit]),
            hours=value(time, line, "h", length) or 0.0,
            cost=value(cost, line, f"USD/{AMOUNT[unit]}", length) or 0.0,
            loss=value(loss, line, "", length) or 0.0,
            both_ways=cells["both_ways"] == "true",
            opens=int(cells["opens"]) if cells["opens"] else None,
            closed=cells["closed"] == "true",
            corridors=listed(cells["corridors"]),
            season=tuple(float(each) for each in listed(cells["season"])) or None,
            name=cells["name"],
        )

    def _transfer(self, line: Line) -> Transfer:
        cells = line.cells
        unit = cells["unit"]
        time, cost, capacity = SPECS_OF["transfers"]
        value = self.reckoner.value
        return Transfer(
            cells["node"],
            cells["from_mode"],
            cells["to_mode"],
            unit,
            value(time, line, "h") or 0.0,
            value(cost, line, f"USD/{AMOUNT[unit]}") or 0.0,
            value(capacity, line, YEARLY[unit]),
        )

    def _corridor(self, line: Line) -> Corridor:
        spec = SPECS_OF["corridors"][0]
        capacity = self.reckoner.value(spec, line, ANYTHING)
        return Corridor(
            line.cells["id"], line.cells["name"], capacity, self.reckoner.unit(spec, line)
        )

    def _commodity(self, line: Line) -> Commodity:
        cells = line.cells
        target = f"USD/{AMOUNT[cells['unit']]}/h"
        return Commodity(
            cells["id"],
            Group(cells["group"]),
            cells["unit"],
            self.reckoner.value(SPECS_OF["commodities"][0], line, target) or 0.0,
            listed(cells["modes"]),
            cells["name"],
        )

    def _demand(self, line: Line) -> Demand:
        cells = line.cells
        unit = self._unit["commodities"].get(cells["commodity"], "t")
        volume_spec, minimum, unmet = SPECS_OF["demands"]
        by_year: tuple[tuple[int, float], ...] = ()
        if cells["total"]:
            by_year = tuple(self._by_year(line, YEARLY[unit]))
            self._share(volume_spec, line)
            volume = by_year[0][1] if by_year else 0.0
        else:
            volume = self._volume(volume_spec, line, YEARLY[unit])
        return Demand(
            cells["id"],
            cells["commodity"],
            cells["origin"],
            cells["destination"],
            volume,
            self.reckoner.value(unmet, line, f"USD/{AMOUNT[unit]}") or 0.0,
            self.reckoner.value(minimum, line, YEARLY[unit]) or 0.0,
            by_year,
            cells["name"],
        )

    def _volume(self, spec: Spec, line: Line, target: str) -> float:
        if not line.cells["volume"] and not origin(line.cells["volume_from"]).assumptions:
            why = "There is neither a volume nor a total nor an assumption. Give one of them."
            self.reckoner.note("demands", line, "volume", why)
        return self.reckoner.value(spec, line, target) or 0.0

    def _by_year(self, line: Line, target: str) -> Iterator[tuple[int, float]]:
        """Turn the years of a total into what this demand counts, before its share."""
        spec = SPECS_OF["totals"][0]
        for each in sorted(self._totals.get(line.cells["total"], []), key=_year):
            try:
                reading = self.reckoner.reading(spec, each, target)
            except Wrong as error:
                why = f"Of “{line.cells['total']}”: {error}"
                self.reckoner.note("demands", line, "total", why)
                return
            volume = float(each.cells["volume"] or 0) * reading.scale
            for factor in reading.factors:
                volume *= factor.central
            yield int(each.cells["year"]), volume

    def _share(self, spec: Spec, line: Line) -> None:
        """Note the shares that a demand takes of its total: assumptions that are plain factors."""
        cells = line.cells
        if cells["total"] not in self._totals:
            why = f"“{cells['total']}” is no total of totals.csv. Add it there or correct the id."
            self.reckoner.note("demands", line, "total", why)
        if cells["volume"] or cells["volume_unit"]:
            why = "It is a share of a total. Leave this empty, or empty the total."
            self.reckoner.note("demands", line, "volume", why)
        said = origin(cells["volume_from"])
        for name in said.assumptions:
            each = self.reckoner.assumed.get(name)
            if each is None or each.how != "factor" or each.field != spec.field or each.unit:
                why = (
                    f"“{name}” is no share: it must be in assumptions.csv, of the field "
                    f"{spec.field}, a “factor”, and without a unit. Correct it or the id."
                )
                self.reckoner.note("demands", line, "volume_from", why)
            else:
                self.reckoner.use(each, line, spec)

    def _projects(self) -> Iterator[Project]:
        changes: dict[str, list[LinkChange]] = {}
        for line in self.lines["changes"]:
            changes.setdefault(line.cells["project"], []).append(self._change(line))
        completes, cost = SPECS_OF["projects"]
        for line in self.lines["projects"]:
            self.reckoner.value(cost, line, "USD")
            year = self.reckoner.value(completes, line, "")
            yield Project(
                line.cells["id"],
                line.cells["name"],
                tuple(changes.get(line.cells["id"], [])),
                None if year is None else round(year),
            )

    def _change(self, line: Line) -> LinkChange:
        cells = line.cells
        unit = self._unit["links"].get(cells["link"], "t")
        capacity, time, cost = SPECS_OF["changes"]
        central = self.reckoner.central
        return LinkChange(
            cells["link"],
            central(capacity, line, YEARLY[unit]),
            central(time, line, "h"),
            central(cost, line, f"USD/{AMOUNT[unit]}"),
            opens=cells["opens"] == "true",
            closes=cells["closes"] == "true",
        )

    def _assumptions(self) -> Iterator[Assumption]:
        for line in self.lines["assumptions"]:
            assumed = self.reckoner.assumed[line.cells["id"]]
            uses = self.reckoner.uses.get(assumed.id)
            if uses is None or assumed.field in MORE_FIELDS or not uses.rows:
                continue
            yield Assumption(
                assumed.id,
                assumed.field,
                tuple(dict.fromkeys(uses.rows)),
                assumed.low * uses.scale,
                assumed.central * uses.scale,
                assumed.high * uses.scale,
                uses.unit,
                line.cells["reason"],
                How(assumed.how),
                line.cells["name"],
            )


def _year(line: Line) -> int:
    return int(line.cells["year"])
