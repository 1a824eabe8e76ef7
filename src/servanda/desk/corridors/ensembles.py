"""Years to come as a band: assumptions, completions and shut borders drawn together.

When projects are done is drawn from the risk of their roadmaps where there is one; the others work
from the year that their source names. What may be shut, how likely and for how long is asked by
whoever looks: no figure for it is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from servanda.desk.corridors.results import SEED, Plain, Range, part_of
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Progress
from servanda.flows.bands import Band, YearBands
from servanda.flows.chances import Completion, Disruption
from servanda.flows.ensembles import Ensemble, run_ensemble
from servanda.flows.model import Scenario

YEARS = 15
SAMPLES = 128
WORKERS = 1
"""Threads of one run: others may wait for the machine too."""
NONE: Range = [0.0, 0.0, 0.0]


def asked_of(
    completions: Sequence[Completion], disruptions: Sequence[Disruption] = (), project: str = ""
) -> Plain:
    """Return what an ensemble is asked beside its scenario, as plain values."""
    return {
        "completions": [asdict(each) for each in completions],
        "disruptions": [asdict(each) for each in disruptions],
        "project": project,
    }


def years(
    laid: Laid, scenario: Scenario, unit: str, about: Plain, progress: Progress | None = None
) -> Plain:
    """Return what is asked for and arrives in the years from the scenario's on."""
    span = range(scenario.year, scenario.year + YEARS)
    found = run_ensemble(
        part_of(laid, unit),
        _ensemble(scenario, span, unit, about),
        workers=WORKERS,
        progress=progress,
    )
    return {"draws": SAMPLES, "years": [_year(each, unit) for each in found.years]}


def likely(
    laid: Laid, scenario: Scenario, unit: str, about: Plain, progress: Progress | None = None
) -> Plain:
    """Return what one project is worth in the scenario's year, times how likely it is there."""
    found = run_ensemble(
        part_of(laid, unit),
        _ensemble(scenario, [scenario.year], unit, about),
        workers=WORKERS,
        progress=progress,
    )
    effect = found.years[0].effect(about["project"])
    return {
        "draws": SAMPLES,
        "probability": effect.probability,
        "saves": [-each for each in reversed(_three(effect.objective))],
        "expected": -effect.expected_objective,
        "expected_arrives": effect.expected_delivered,
    }


def _ensemble(scenario: Scenario, span: Iterable[int], unit: str, about: Plain) -> Ensemble:
    project = about.get("project", "")
    return Ensemble(
        scenario,
        list(span),
        SAMPLES,
        seed=SEED,
        completions=[_completion(each) for each in about["completions"]],
        disruptions=[_disruption(each) for each in about["disruptions"]],
        projects=[project] if project else [],
        units=[unit],
    )


def _completion(plain: Mapping[str, Any]) -> Completion:
    by = tuple((int(year), float(share)) for year, share in plain["by"])
    return Completion(plain["project"], by, plain["together"], plain["reason"])


def _disruption(plain: Mapping[str, Any]) -> Disruption:
    low, likely_, high = plain["weeks"]
    return Disruption(
        plain["id"],
        plain["name"],
        tuple(plain["rows"]),
        plain["probability"],
        (low, likely_, high),
    )


def _year(bands: YearBands, unit: str) -> Plain:
    whole = bands.unit(unit)
    return {
        "year": bands.year,
        "asked": _three(whole.asked),
        "arrives": _three(whole.delivered),
        "worth": _three(whole.objective),
        "days": _three(whole.days) if whole.days else NONE,
    }


def _three(band: Band) -> Range:
    return [band.p10, band.p50, band.p90]
