"""Flows as plain tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.flows.bands import Band, EnsembleResult, YearBands
    from servanda.flows.ensembles import Ensemble
    from servanda.flows.model import Network
    from servanda.flows.outcome import Result, Served

SHOWN = 10
"""Rows of a table at most, where it says how many more there are."""
WIDEST = 44
MILLION = 1e6
HOURS_A_DAY = 24
WHOLE = 1000
"""From here on digits behind the point say nothing."""
Rows = list[tuple[str, ...]]


def told(found: Result, network: Network) -> str:
    """Write one scenario."""
    lines = [f"{found.year}{f', {found.name}' if found.name else ''}"]
    for unit in dict.fromkeys(each.unit for each in found.demands):
        served = [each for each in found.demands if each.unit == unit]
        lines += ["", *_unit(found, unit, served, _names(network))]
    return "\n".join([*lines, "", _rests_on(network)]) + "\n"


def _unit(
    found: Result, unit: str, served: Sequence[Served], names: dict[str, str]
) -> Iterator[str]:
    asked, came = (sum(getattr(each, what) for each in served) for what in ("volume", "delivered"))
    money = sum((each.cost or 0) * each.delivered for each in served) / MILLION
    yield f"{unit}: {_number(came)} of {_number(asked)} arrive, for {_number(money)} million USD"
    yield ""
    yield from _table(
        ("demand", "asked for", "arrives", "days", f"USD/{unit}", "why not all"),
        [
            (
                _named(each.demand, names),
                _number(each.volume),
                _number(each.delivered),
                _number(None if each.hours is None else each.hours / HOURS_A_DAY),
                _number(each.cost),
                str(each.why or ""),
            )
            for each in sorted(served, key=lambda one: one.why is None)
        ],
        left=(0, 5),
        most=2 * SHOWN,
    )
    tight = [each for each in found.bottlenecks() if each.unit == unit]
    if tight:
        yield ""
        yield from _table(
            ("bottleneck", "is", "flow", "capacity", f"one {unit} more saves USD"),
            [
                (
                    _named(each.id, names),
                    each.kind,
                    _number(each.flow),
                    _number(each.capacity),
                    _number(each.price),
                )
                for each in tight
            ],
            left=(0, 1),
        )
    used = sorted(
        (each for each in found.links if each.unit == unit and each.flow > 0),
        key=lambda each: (-(each.utilisation or 0), -each.flow, each.link),
    )
    if used:
        yield ""
        yield from _table(
            ("link", "flow", "capacity", "used"),
            [
                (
                    _named(each.link, names),
                    _number(each.flow),
                    _number(each.capacity),
                    _share(each.utilisation),
                )
                for each in used
            ],
        )


def told_ensemble(found: EnsembleResult, network: Network, asked: Ensemble) -> str:
    """Write an ensemble."""
    years = [each.year for each in found.years]
    span = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    name = f", {asked.scenario.name}" if asked.scenario.name else ""
    lines = [f"{found.samples:,} samples (seed {found.seed}) of {span}{name}: P10, P50 and P90"]
    names = _names(network)
    for unit in (each.unit for each in found.years[0].units):
        lines += ["", *_by_year(found, unit), *_last(found.years[-1], unit, names)]
        lines += [*_effects(found, unit, names)]
    return "\n".join([*lines, "", _rests_on(network)]) + "\n"


def _by_year(found: EnsembleResult, unit: str) -> Iterator[str]:
    yield from _table(
        (unit, "asked for", "arrives", "does not", "million USD", "days"),
        [
            (
                str(each.year),
                _number(each.unit(unit).asked.p50),
                _band(each.unit(unit).delivered),
                _band(each.unit(unit).unmet),
                _band(each.unit(unit).transport, MILLION),
                _band(each.unit(unit).days),
            )
            for each in found.years
        ],
        most=len(found.years),
    )


def _last(year: YearBands, unit: str, names: dict[str, str]) -> Iterator[str]:
    """Write who goes without, and what is used most, in one year."""
    without = [each for each in year.demands if each.unit == unit and each.unmet.p90 > 0]
    if without:
        yield ""
        yield from _table(
            (f"goes without in {year.year}", "asked for", "does not arrive"),
            [
                (_named(each.demand, names), _number(each.asked.p50), _band(each.unmet))
                for each in sorted(without, key=lambda one: (-one.unmet.p90, one.demand))
            ],
        )
    used = [
        (each.utilisation.p90, each)
        for each in year.links
        if each.unit == unit and each.utilisation is not None and each.utilisation.p90 > 0
    ]
    if used:
        yield ""
        yield from _table(
            (f"link in {year.year}", "flow", "share of capacity"),
            [
                (_named(each.link, names), _band(each.flow), _shares(each.utilisation))
                for _, each in sorted(used, key=lambda pair: (-pair[0], pair[1].link))
            ],
        )


def _effects(found: EnsembleResult, unit: str, names: dict[str, str]) -> Iterator[str]:
    rows = [
        (
            _named(each.project, names),
            str(year.year),
            _share(each.probability),
            _band(each.delivered),
            _band(each.objective, -MILLION),
            _number(each.expected_delivered),
            _number(-each.expected_objective / MILLION),
        )
        for year in found.years
        for each in year.projects
        if each.unit == unit
    ]
    if rows:
        yield ""
        yield from _table(
            (
                "what a project changes",
                "year",
                "works",
                f"{unit} more arrive",
                "million USD saved",
                f"times its chance: {unit}",
                "million USD",
            ),
            sorted(rows, key=lambda row: (row[0], row[1])),
            most=len(rows),
        )


def _rests_on(network: Network) -> str:
    ranges = sum(each.low < each.high for each in network.assumptions)
    return (
        f"Rests on {len(network.assumptions)} assumptions, {ranges} of them ranges; --json lists "
        "each with its reason."
    )


def _names(network: Network) -> dict[str, str]:
    rows = (network.nodes, network.links, network.corridors, network.demands, network.projects)
    return {each.id: each.name for table in rows for each in table}


def _named(name: str, names: dict[str, str]) -> str:
    words = names.get(name, "")
    full = f"{name} {words}" if words and words != name else name
    return full if len(full) <= WIDEST else f"{full[: WIDEST - 1]}…"


def _table(
    heads: Sequence[str], rows: Rows, *, left: Sequence[int] = (0,), most: int = SHOWN
) -> Iterator[str]:
    """Write columns side by side, numbers to the right."""
    shown = [tuple(heads), *rows[:most]]
    widths = [max(len(row[at]) for row in shown) for at in range(len(heads))]
    for row in shown:
        cells = [
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    if len(rows) > most:
        yield f"and {len(rows) - most:,} more: see --json"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    text = f"{value:,.0f}" if abs(value) >= WHOLE else f"{value:.3g}"
    return "0" if text == "-0" else text


def _band(band: Band | None, per: float = 1.0) -> str:
    """Write a band in a multiple of its unit; a negative one turns it round."""
    if band is None:
        return "–"
    low, high = (band.p10, band.p90) if per > 0 else (band.p90, band.p10)
    return f"{_number(low / per)} · {_number(band.p50 / per)} · {_number(high / per)}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _shares(band: Band | None) -> str:
    return "–" if band is None else f"{band.p10:.0%} · {band.p50:.0%} · {band.p90:.0%}"
