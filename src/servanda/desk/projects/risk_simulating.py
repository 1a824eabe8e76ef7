"""Simulates a plan and puts what was found into plain values.

Importing this loads the compiled simulation, which takes a while: `risk_runs` waits for it apart.
"""

from collections.abc import Callable, Mapping
from datetime import date

from servanda.desk.projects.risk_results import Outcome, Spread, Swing, Weight
from servanda.scheduling.model import Kind, Plan
from servanda.scheduling.network import Network, network
from servanda.scheduling.risk import Risk, simulate
from servanda.scheduling.risk.model import END, SHARES

ALL_WATCHED = 400
"""Rows up to which the dates of every row are kept, not of milestones and gates alone."""


def computed(
    plan: Plan,
    dues: Mapping[str, date],
    inputs: str,
    *,
    seed: int,
    samples: int,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Return the risk of a plan; the same plan, seed and samples give the same to the bit."""
    laid_out = network(plan)
    found = simulate(
        laid_out,
        samples=samples,
        seed=seed,
        workers=workers,
        watched=_watched(laid_out, dues),
        progress=progress,
    )
    return outcome_of(found, dues, inputs)


def outcome_of(found: Risk, dues: Mapping[str, date], inputs: str) -> Outcome:
    """Put what a simulation found into plain values."""
    return Outcome(
        inputs,
        found.seed,
        found.samples,
        _spread(found, END, None),
        _where_reached(found),
        tuple(_spread(found, key, dues.get(key)) for key in found.finishes if key != END),
        tuple(
            Weight(each.id, round(each.criticality, 6), round(each.cruciality, 6))
            for each in found.exposures
        ),
        tuple(
            Swing(bar.id, bar.kind, bar.low, bar.high)
            for bar in found.tornado
            if bar.low and bar.high and bar.swing
        ),
    )


def _spread(found: Risk, key: str, due: date | None) -> Spread:
    days = found.quantiles(key)
    return Spread(
        key,
        days["P10"],
        days["P50"],
        days["P80"],
        days["P90"],
        round(1 - found.reached(key), 6),
        due,
        round(found.chance_by(key, due), 6) if due else None,
    )


def _where_reached(found: Risk) -> Spread:
    """Return the range of the end over the samples in which every gate that matters opens."""
    share = found.reached()
    p10, p50, p80, p90 = (found.quantile(each * share) if share else None for each in SHARES)
    return Spread(END, p10, p50, p80, p90)


def _watched(laid_out: Network, dues: Mapping[str, date]) -> list[str]:
    small = len(laid_out.activities) <= ALL_WATCHED
    return [
        each.id
        for each in laid_out.activities
        if small or each.kind is not Kind.ACTIVITY or each.id in dues
    ]
