"""`servanda schedule`: when a plan will be done, what is critical, and how sure that is."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.answers import Refused, say
from servanda.cli.documents import contents, name_of

if TYPE_CHECKING:
    from servanda.scheduling.critical_path import Schedule, Scheduled
    from servanda.scheduling.model import Plan
    from servanda.scheduling.risk import Risk

_LARGEST = 64 * 1024 * 1024
_NEAR = 5


@click.command(no_args_is_help=False)
@click.argument("plan")
@click.option("--json", "as_json", is_flag=True, help="Print every activity as JSON.")
@click.option(
    "--risk",
    "samples",
    type=click.IntRange(1, 10_000_000),
    help="Draw the durations and gates so many times.",
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, help="The seed of the draws.")
def schedule(*, plan: str, as_json: bool, samples: int | None, seed: int) -> None:
    """Schedule PLAN: its critical path, the float of each activity, and its risk.

    PLAN is Microsoft Project's XML or a table of a plan (CSV).
    """
    from servanda.scheduling.critical_path import critical_path
    from servanda.scheduling.model import NotAPlan
    from servanda.scheduling.network import network

    try:
        found = critical_path(network(_plan(plan)))
        risk = _risk(found, samples, seed) if samples else None
    except NotAPlan as error:
        raise Refused(f"{name_of(plan)}: {error}") from None
    if as_json:
        say(json.dumps(_held(found, risk), ensure_ascii=False, indent=2) + "\n")
    else:
        say("\n".join([*_written(found), *(_risk_written(risk) if risk else ())]) + "\n")


def _plan(file: str) -> Plan:
    """Read a plan by the ending of its name, or of standard input by how it begins."""
    from servanda.exchange import mspdi, plan_csv

    data = contents(file, _LARGEST)
    ending = Path(file).suffix.lower()
    begins = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if ending == ".xml" or (ending != ".csv" and begins.startswith(b"<")):
        return mspdi.read(data)
    return plan_csv.read(data)


def _risk(found: Schedule, samples: int, seed: int) -> Risk:
    from servanda.scheduling.risk import simulate

    return simulate(found.network, samples=samples, seed=seed)


def _written(found: Schedule) -> list[str]:
    rows = found.rows
    width = min(40, max(len(_name(row)) for row in rows))
    near = [row for row in found.critical(within=_NEAR) if not row.critical]
    lines = [
        (
            f"{len(rows)} activities, done by {max(row.last_day for row in rows)}; "
            f"critical: {len(found.critical())}, nearly so (up to {_NEAR} days): {len(near)}."
        ),
        "",
        f"  {'activity':{width}}  first day   last day    float  free",
    ]
    lines += [
        f"{'*' if row.critical else ' '} {_name(row)[:width]:{width}}  {row.first_day}  "
        f"{row.last_day}  {row.total_float:5}  {row.free_float:4}"
        for row in rows
    ]
    late = [row for row in rows if row.total_float < 0]
    if late:
        lines += ["", f"{len(late)} activities are too late for a date that is set."]
    return [*lines, "", "* critical: any slip of it moves the end, or breaks a date that is set."]


def _name(row: Scheduled) -> str:
    return row.activity.name or row.activity.id


def _risk_written(risk: Risk) -> list[str]:
    names = {each.id: each.name or each.id for each in risk.network.activities}
    lines = ["", f"Risk, from {risk.samples:,} samples (seed {risk.seed}):"]
    for row in risk.finishes:
        dates = "  ".join(f"{key} {day or 'never'}" for key, day in risk.quantiles(row).items())
        reached = "" if risk.reached(row) >= 1 else f"  reached in {risk.reached(row):.0%}"
        lines.append(f"  {names.get(row, 'the end')}: {dates}{reached}")
    lines.append("What moves the end most, from its best tenth to its worst:")
    lines += [
        f"  {bar.kind} {names.get(bar.id, bar.id)}: {bar.low or 'never'} to {bar.high or 'never'}"
        for bar in risk.tornado[:8]
    ]
    return lines


def _held(found: Schedule, risk: Risk | None) -> dict[str, Any]:
    held: dict[str, Any] = {
        "start": str(min(row.first_day for row in found.rows)),
        "finish": str(max(row.last_day for row in found.rows)),
        "activities": [
            {
                "id": row.activity.id,
                "name": row.activity.name,
                "start": str(row.first_day),
                "finish": str(row.last_day),
                "float": row.total_float,
                "free_float": row.free_float,
                "critical": row.critical,
                "driven_by": list(row.driven_by),
            }
            for row in found.rows
        ],
    }
    if risk:
        held["risk"] = _risk_held(risk)
    return held


def _risk_held(risk: Risk) -> dict[str, Any]:
    def dates(row: str) -> dict[str, str | None]:
        return {key: str(day) if day else None for key, day in risk.quantiles(row).items()}

    return {
        "samples": risk.samples,
        "seed": risk.seed,
        "end": dates("") | {"reached": risk.reached()},
        "watched": {
            row: dates(row) | {"reached": risk.reached(row)} for row in risk.finishes if row
        },
        "activities": [
            {"id": each.id, "criticality": each.criticality, "cruciality": each.cruciality}
            for each in risk.exposures
        ],
        "tornado": [
            {
                "kind": bar.kind,
                "id": bar.id,
                "low": str(bar.low) if bar.low else None,
                "high": str(bar.high) if bar.high else None,
            }
            for bar in risk.tornado
        ],
    }
