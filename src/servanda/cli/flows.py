"""`servanda flows`: what a network carries in a scenario, and in an ensemble of drawn worlds."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda.cli.answers import OneSentenceGroup, Refused, say
from servanda.cli.documents import contents, name_of
from servanda.cli.network import network_in

if TYPE_CHECKING:
    from servanda.exchange.network.scenarios import ScenarioFile
    from servanda.flows.ensembles import Ensemble
    from servanda.flows.model import Network

Found = TypeVar("Found")
LAYERS = {
    "freight": "t",
    "containers": "TEU",
    "oil": "bbl",
    "gas": "bcm",
    "power": "MWh",
    "data": "Tbit/s",
}
EARLIEST, LATEST = 1900, 2200
MOST_YEARS = 100
PATIENCE = 0.2
"""Seconds between looks at the keyboard."""
_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_ALL = "all"


@click.group(cls=OneSentenceGroup)
def flows() -> None:
    """Compute what a network carries: in one scenario, or in many drawn worlds."""


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Add what both commands take."""
    for add in reversed(
        (
            click.argument("network"),
            click.option(
                "--scenario",
                "file",
                help="What differs from the network's tables: a JSON or YAML file.",
            ),
            click.option(
                "--unit",
                "units",
                multiple=True,
                type=click.Choice(list(LAYERS.values())),
                help="Only what is counted in this unit. May be repeated.",
            ),
            click.option(
                "--layer",
                "layers",
                multiple=True,
                type=click.Choice(list(LAYERS)),
                help="The same by a word. May be repeated.",
            ),
            click.option(
                "--seconds",
                type=click.FloatRange(min=0, min_open=True),
                help="End after so many seconds, and say so.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Print everything as JSON."),
        )
    ):
        command = add(command)
    return command


@flows.command("run", no_args_is_help=False)
@_shared
@click.option(
    "--year",
    type=click.IntRange(EARLIEST, LATEST),
    help="The year; else the scenario's, else this one.",
)
def run_scenario(
    *,
    network: str,
    file: str | None,
    year: int | None,
    units: tuple[str, ...],
    layers: tuple[str, ...],
    seconds: float | None,
    as_json: bool,
) -> None:
    """Print the flows of least cost in NETWORK, a folder or a GeoJSON file, in one scenario."""
    from servanda.cli.flows_told import told
    from servanda.flows.some_units import solve_units

    with _sentences(network):
        whole = network_in(Path(network)).network
        asked = _scenario(file, whole, year)
        if asked.disruptions or asked.completions:
            click.echo(
                "servanda: disruptions and completions are drawn by servanda flows ensemble only; "
                "they were left out here.",
                err=True,
            )
        wanted = _units(whole, units, layers)
        found = _patiently(lambda: solve_units(whole, asked.scenario, wanted), seconds)
    if as_json:
        say(_json({"units": wanted, "scenario": _plain(asked), **found.as_json()}, whole))
    else:
        say(told(found, whole))


@flows.command("ensemble", no_args_is_help=False)
@_shared
@click.option(
    "--samples", type=click.IntRange(1, 10_000_000), default=1000, show_default=True, help="Draws."
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, help="The seed of the draws.")
@click.option("--years", help="A year or a range of years, such as 2026-2040.")
@click.option(
    "--project",
    "projects",
    multiple=True,
    metavar="ID",
    help="Tell what this project changes, times its chance; “all” for every one. May be repeated.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Threads; else one a processor.")
@click.option(
    "--gigabytes",
    type=click.FloatRange(min=0, min_open=True),
    default=4.0,
    show_default=True,
    help="The memory that it may take.",
)
def run_samples(
    *,
    network: str,
    file: str | None,
    units: tuple[str, ...],
    layers: tuple[str, ...],
    seconds: float | None,
    as_json: bool,
    samples: int,
    seed: int,
    years: str | None,
    projects: tuple[str, ...],
    workers: int | None,
    gigabytes: float,
) -> None:
    """Draw assumptions, disruptions and completions of NETWORK, and print each result as P10–P90.

    It runs on this machine, or on the cluster of the Dask scheduler at SERVANDA_DASK_SCHEDULER.
    """
    from servanda.cli.flows_told import told_ensemble
    from servanda.flows.batch import Budget
    from servanda.flows.ensembles import Ensemble, run_ensemble

    span = _span(years)
    with _sentences(network):
        whole = network_in(Path(network)).network
        asked = _scenario(file, whole, span[0] if span else None)
        wanted = _units(whole, units, layers)
        question = Ensemble(
            asked.scenario,
            span or [asked.scenario.year],
            samples,
            seed,
            asked.disruptions,
            asked.completions,
            _projects(whole, projects, wanted),
            wanted,
        )
        with _bar() as progress:
            found = run_ensemble(
                whole,
                question,
                workers=workers,
                scheduler=os.environ.get("SERVANDA_DASK_SCHEDULER", "").strip(),
                progress=progress,
                budget=Budget(seconds, gigabytes),
            )
    if as_json:
        say(_json({**_asked(question, asked), **found.as_json()}, whole))
    else:
        say(told_ensemble(found, whole, question))


@contextmanager
def _sentences(network: str) -> Iterator[None]:
    """Turn what may go wrong into a sentence."""
    from servanda.flows.batch import OutOfBudget
    from servanda.flows.model import BadNetwork

    try:
        yield
    except BadNetwork as error:
        raise Refused(f"{name_of(network)}: {error}") from None
    except (OutOfBudget, ConnectionError) as error:
        raise Refused(str(error)) from None
    except MemoryError:
        raise Refused(
            "The run needs more memory than there is. Ask for fewer samples, or for one unit."
        ) from None


def _scenario(file: str | None, network: Network, year: int | None) -> ScenarioFile:
    """Read what is asked; a year that the command names goes before the file's."""
    from servanda.exchange.network.scenarios import (
        LARGEST,
        NotAScenario,
        ScenarioFile,
        read_scenario,
    )
    from servanda.flows.model import Scenario

    this = date.today().year if year is None else year  # noqa: DTZ011 - the reader's own year
    if file is None:
        return ScenarioFile(Scenario(this), has_year=False)
    if Path(file).is_dir():
        raise Refused(f"{file} cannot be read: it is a folder; name a JSON or YAML file.")
    data = contents(file, LARGEST)
    if len(data) > LARGEST:
        raise Refused(f"{name_of(file)} is larger than {LARGEST // 1024} kB. Shorten it.")
    try:
        found = read_scenario(data.decode("utf-8-sig"), network, this)
    except UnicodeDecodeError:
        raise Refused(f"{name_of(file)} is not UTF-8. Save it as UTF-8.") from None
    except NotAScenario as error:
        raise Refused(f"{name_of(file)}: {error}") from None
    if year is not None:
        found = replace(found, scenario=replace(found.scenario, year=year))
    return found


def _units(network: Network, units: Sequence[str], layers: Sequence[str]) -> list[str]:
    """Return the units asked for that the network has; all where none was named."""
    carried = {each.unit for each in network.commodities}
    asked = [*units, *(LAYERS[layer] for layer in layers)]
    for unit in asked:
        if unit not in carried:
            has = ", ".join(each for each in LAYERS.values() if each in carried)
            raise Refused(f"The network carries nothing in {unit}; it has {has}. Name one of them.")
    return [unit for unit in LAYERS.values() if unit in (asked or carried)]


def _projects(network: Network, named: Sequence[str], units: Sequence[str]) -> list[str]:
    if _ALL not in named:
        return list(named)
    of = {each.id: each.unit for each in network.links}
    return [
        each.id
        for each in network.projects
        if any(of[change.link] in units for change in each.changes)
    ]


def _span(years: str | None) -> list[int]:
    if years is None:
        return []
    found = _YEARS.fullmatch(years.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not EARLIEST <= first <= last <= LATEST or last - first >= MOST_YEARS:
        raise click.BadParameter(
            f"“{years[:40]}” is no year and no range of up to {MOST_YEARS} years, such as "
            "2026-2040",
            param_hint="--years",
        )
    return list(range(first, last + 1))


def _patiently(work: Callable[[], Found], seconds: float | None) -> Found:
    """Work beside the keyboard: an interrupt ends it at once, and so does its budget of time."""
    answers: SimpleQueue[tuple[Found | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - raised again where somebody waits
            answers.put((None, error))

    Thread(target=run, daemon=True).start()
    waited = 0.0
    while seconds is None or waited < seconds:
        try:
            found, error = answers.get(timeout=PATIENCE)
        except Empty:
            waited += PATIENCE
            continue
        if error is not None:
            raise error
        return found  # type: ignore[return-value]
    raise Refused(
        f"The run ended after {seconds:g} seconds, its budget of time, without an answer. Give it "
        "more time, or ask for one unit."
    )


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Solving samples", total=None)

        def progress(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield progress


def _asked(question: Ensemble, asked: ScenarioFile) -> dict[str, Any]:
    return {"units": list(question.units), "scenario": _plain(asked)}


def _plain(asked: ScenarioFile) -> dict[str, Any]:
    """Return a scenario as a file would have it."""
    one = asdict(asked.scenario)
    one["closed"] = sorted(one["closed"])
    one["factors"] = one.pop("capacity_factors")
    one["disruptions"] = [asdict(each) for each in asked.disruptions]
    one["completions"] = [
        {**asdict(each), "by": {str(year): share for year, share in each.by}}
        for each in asked.completions
    ]
    return one


def _json(held: dict[str, Any], network: Network) -> str:
    """Write an answer with every assumption that it rests on."""
    held["assumptions"] = [asdict(each) for each in network.assumptions]
    return json.dumps(held, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
