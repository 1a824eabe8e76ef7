"""A scenario as a file: JSON or YAML, with what differs from the tables and what may happen.

Untrusted input: no tags, anchors or repeated names; every mistake names its field and what exists.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from servanda.exchange.mistakes import nearest
from servanda.flows.chances import Completion, Disruption, Spread, from_quantiles
from servanda.flows.checks import LARGEST as LARGEST_FIGURE
from servanda.flows.model import BadNetwork, Network, Scenario

LARGEST = 1024 * 1024
EARLIEST, LATEST = 1900, 2200
MONTHS = 12
SHOWN = 8
QUANTILES = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
FIELDS = (
    "name",
    "year",
    "month",
    "projects",
    "closed",
    "factors",
    "assumptions",
    "demand_factors",
    "disruptions",
    "completions",
)
OF_DISRUPTION = ("id", "name", "rows", "probability", "weeks", "left", "lasting", "reason")
OF_COMPLETION = ("project", "year", "by", *QUANTILES, "delivered", "together", "reason")


class NotAScenario(ValueError):  # noqa: N818 - it says what the file is not
    """A file that cannot be a scenario; its message names the field and the cure."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What a file says: a scenario, and what may happen in an ensemble of it."""

    scenario: Scenario
    has_year: bool
    disruptions: tuple[Disruption, ...] = ()
    completions: tuple[Completion, ...] = ()


def read_scenario(text: str, network: Network, year: int) -> ScenarioFile:
    """Read a scenario of a network; `year` is that of a file which names none."""
    return _Reader(_loaded(text), network).scenario(year)


class _PlainLoader(yaml.SafeLoader):
    """Reads YAML without aliases, and without one name twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise NotAScenario("It uses an alias (*name). Write the value out.")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - as PyYAML has it
        _refuse_twice(self.construct_object(key, deep=True) for key, _ in node.value)
        return super().construct_mapping(node, deep)


def _loaded(text: str) -> Mapping[str, Any]:
    """Read JSON, or else YAML, of which JSON is nearly a part."""
    try:
        if text.lstrip().startswith("{"):
            found = json.loads(text, object_pairs_hook=_once)
        else:
            found = yaml.load(text, _PlainLoader)  # noqa: S506 - a safe loader, made safer
    except json.JSONDecodeError as error:
        raise NotAScenario(
            f"Line {error.lineno}: it is not JSON ({error.msg}). Correct it there."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"Line {mark.line + 1}: " if mark else ""
        why = getattr(error, "problem", None) or "it cannot be parsed"
        raise NotAScenario(f"{where}It is not YAML ({why}). Correct it there.") from None
    except NotAScenario:
        raise
    except RecursionError:
        raise NotAScenario("It is nested too deep. Make it flat.") from None
    except (TypeError, ValueError) as error:
        why = " ".join(str(error).split())[:80]
        raise NotAScenario(f"It holds what cannot be read ({why}). Correct it.") from None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        raise NotAScenario(f"It is no list of names and values. Give any of {', '.join(FIELDS)}.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _refuse_twice(name for name, _ in pairs)
    return dict(pairs)


def _refuse_twice(names: Iterable[Any]) -> None:
    seen = set()
    for name in names:
        if name in seen:
            raise NotAScenario(f"“{_shown(name)}” is there twice. Give it once.")
        seen.add(name)


class _Reader:
    """Reads the fields of a file against what the network has."""

    def __init__(self, given: Mapping[str, Any], network: Network) -> None:
        _refuse_others("", given, FIELDS)
        self.given = given
        self.projects = _ids(network.projects)
        self.places = [*_ids(network.nodes), *_ids(network.links)]
        self.limited = [*self.places, *_ids(network.corridors), *_ids(network.transfers)]
        self.assumptions = _ids(network.assumptions)
        self.demanded = [*_ids(network.demands), *_ids(network.commodities)]

    def scenario(self, year: int) -> ScenarioFile:
        given = self.given
        month = given.get("month")
        scenario = Scenario(
            _whole("year", given["year"], EARLIEST, LATEST) if "year" in given else year,
            _text("name", given.get("name", "")),
            self._by_id("projects", self.projects, _switch),
            frozenset(self._closed()),
            self._by_id("factors", self.limited, _amount),
            self._by_id("assumptions", self.assumptions, _amount),
            self._by_id("demand_factors", self.demanded, _amount),
            None if month is None else _whole("month", month, 1, MONTHS),
        )
        return ScenarioFile(
            scenario,
            "year" in given,
            tuple(self._disruption(*row) for row in self._rows("disruptions", OF_DISRUPTION)),
            tuple(self._completion(*row) for row in self._rows("completions", OF_COMPLETION)),
        )

    def _by_id(
        self, field: str, known: Sequence[str], read: Callable[[str, Any], Any]
    ) -> dict[str, Any]:
        found = self.given.get(field) or {}
        if not isinstance(found, dict):
            raise NotAScenario(f"{field}: it is {_shown(found)}. Give names with their values.")
        for name in found:
            _known(field, name, known)
        return {name: read(f"{field}, “{name}”", value) for name, value in found.items()}

    def _closed(self) -> list[str]:
        found = self.given.get("closed") or []
        for name in _list("closed", found):
            _known("closed", name, self.places)
        return list(found)

    def _rows(self, field: str, names: Sequence[str]) -> list[tuple[str, Mapping[str, Any]]]:
        rows: list[tuple[str, Mapping[str, Any]]] = []
        for at, row in enumerate(_list(field, self.given.get(field) or []), start=1):
            where = f"{field}, row {at}"
            if not isinstance(row, dict):
                raise NotAScenario(f"{where}: it is {_shown(row)}. Give {', '.join(names)}.")
            _refuse_others(f"{where}: ", row, names)
            rows.append((where, row))
        return rows

    def _disruption(self, where: str, row: Mapping[str, Any]) -> Disruption:
        name = _text(f"{where}, id", _needed(where, row, "id"))
        rows = _list(f"{where}, rows", _needed(where, row, "rows"))
        for each in rows:
            _known(f"{where}, rows", each, self.limited)
        return Disruption(
            name,
            _text(f"{where}, name", row.get("name", name)),
            tuple(rows),
            _amount(f"{where}, probability", _needed(where, row, "probability"), 1.0),
            _spread(f"{where}, weeks", _needed(where, row, "weeks")),
            _spread(f"{where}, left", row.get("left", 0)),
            _switch(f"{where}, lasting", row.get("lasting", False)),
            _text(f"{where}, reason", row.get("reason", "")),
        )

    def _completion(self, where: str, row: Mapping[str, Any]) -> Completion:
        project = _needed(where, row, "project")
        _known(f"{where}, project", project, self.projects)
        words = {name: _text(f"{where}, {name}", row.get(name, "")) for name in _WORDS}
        delivered = _amount(f"{where}, delivered", row.get("delivered", 1), 1.0)
        quantiles = {name: row[name] for name in QUANTILES if name in row}
        if ("year" in row) + ("by" in row) + bool(quantiles) != 1:
            raise NotAScenario(
                f"{where}: it says when “{project}” is done in no way or in more than one. Give "
                "year, or by, or two at least of p10, p50, p80 and p90."
            )
        if "year" in row:
            year = _whole(f"{where}, year", row["year"], EARLIEST, LATEST)
            return Completion(project, ((year, delivered),), **words)
        if "by" in row:
            return Completion(project, tuple(_chances(f"{where}, by", row["by"])), **words)
        years = {QUANTILES[name]: _year(f"{where}, {name}", quantiles[name]) for name in quantiles}
        try:
            return from_quantiles(project, years, delivered=delivered, **words)
        except BadNetwork as error:
            raise NotAScenario(f"{where}: {error}") from None


_WORDS = ("together", "reason")


def _chances(where: str, given: Any) -> list[tuple[int, float]]:
    if not isinstance(given, dict) or not given:
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give years with their chances.")
    found = []
    for year, share in given.items():
        plain = int(year) if isinstance(year, str) and year.isdecimal() else year
        at = _whole(where, plain, EARLIEST, LATEST)
        found.append((at, _amount(f"{where}, {at}", share, 1.0)))
    return sorted(found)


def _ids(rows: Iterable[Any]) -> list[str]:
    return [each.id for each in rows]


def _known(where: str, name: Any, known: Sequence[str]) -> None:
    """Refuse a name that does not exist; tell what does."""
    if isinstance(name, str) and name in known:
        return
    hint = nearest(name, known) if isinstance(name, str) else ""
    more = f" and {len(known) - SHOWN:,} more" if len(known) > SHOWN else ""
    there = f"there are {', '.join(known[:SHOWN])}{more}" if known else "it has none"
    raise NotAScenario(
        f"{where}: “{_shown(name)}” does not exist in the network; {there}.{hint} Correct or "
        "remove it."
    )


def _refuse_others(where: str, given: Mapping[Any, Any], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            hint = nearest(str(name), known)
            raise NotAScenario(
                f"{where}there is no field “{_shown(name)}”.{hint} Give any of {', '.join(known)}."
            )


def _needed(where: str, row: Mapping[str, Any], name: str) -> Any:
    if name not in row:
        raise NotAScenario(f"{where}, {name}: there is none. Give it.")
    return row[name]


def _list(where: str, given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give a list.")
    return given


def _text(where: str, given: Any) -> str:
    if not isinstance(given, str):
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give words, in quotation marks.")
    return given


def _switch(where: str, given: Any) -> bool:
    if not isinstance(given, bool):
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give true or false.")
    return given


def _amount(where: str, given: Any, most: float | None = None) -> float:
    plain = isinstance(given, int | float) and not isinstance(given, bool)
    if not plain or not 0 <= given <= (LARGEST_FIGURE if most is None else most):
        cure = "from 0 up" if most is None else f"from 0 to {most:g}"
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give a number {cure}.")
    return float(given)


def _whole(where: str, given: Any, least: int, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
        raise NotAScenario(
            f"{where}: it is {_shown(given)}. Give a whole number from {least} to {most}."
        )
    return given


def _year(where: str, given: Any) -> float:
    value = _amount(where, given, LATEST)
    if value < EARLIEST:
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give a year from {EARLIEST} on.")
    return value


def _spread(where: str, given: Any) -> Spread:
    """Read low, likely and high, or one number for all three."""
    if not isinstance(given, list):
        value = _amount(where, given)
        return value, value, value
    if len(given) != len(("low", "likely", "high")):
        raise NotAScenario(f"{where}: it is {_shown(given)}. Give lowest, likeliest and highest.")
    low, likely, high = (_amount(where, each) for each in given)
    return low, likely, high


def _shown(value: Any) -> str:
    """Return a value as the file has it, cut short."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return " ".join(text.split())[:60] or "empty"
