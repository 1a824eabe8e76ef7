"""A saved scenario as files: its table as CSV and JSON, its map as SVG for reports."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.corridors.asking import UNIT_OF, Asked, inputs_of, scenario_of
from servanda.desk.corridors.figures import LAYER_WORDS
from servanda.desk.corridors.looking import Looking, box_of
from servanda.desk.corridors.map.drawing import picture
from servanda.desk.corridors.models import Scenario
from servanda.desk.corridors.results import SEED, Plain
from servanda.desk.corridors.runs import Question, answer
from servanda.desk.corridors.selectors import networks
from servanda.desk.corridors.selectors.networks import Laid, laid_out
from servanda.desk.corridors.solving import ENGINE
from servanda.desk.corridors.tables import drawn_links

COLUMNS = ("kind", "id", "name", "unit", "figure", "p10", "p50", "p90")


def asked_by(one: Scenario) -> Asked:
    """Return the question that a saved scenario asks."""
    inputs = {name: value for name, value in one.inputs.items() if name != "layer"}
    return Asked(scenario_of(inputs), str(one.inputs.get("layer", "freight")))


@require_safe
def table(request: Request, partnership: str, local: str, form: str) -> HttpResponse:
    """Give every figure of a saved scenario, in the units of the network, as CSV or JSON."""
    one, laid, asked, result = _solved(request, partnership, local)
    rows = list(_rows(laid, result, UNIT_OF[asked.layer]))
    if form == "json":
        response: HttpResponse = JsonResponse(_document(one, asked, result, rows))
    else:
        response = HttpResponse(_written(one, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{one.sha256[:16]}.{form}"'
    return response


@require_safe
def drawing(request: Request, partnership: str, local: str) -> HttpResponse:
    """Give the map of a saved scenario as SVG that stands by itself."""
    one, laid, asked, result = _solved(request, partnership, local)
    found = partnership_or_404(request, partnership)
    seen = Looking(request, found, one.network, laid, asked)
    drawn = drawn_links(laid, result, asked.scenario, asked.unit)
    shown = {
        "scenario": one,
        "picture": picture(drawn, laid.nodes, box_of(seen), asked.scenario.closed),
        "layer": LAYER_WORDS[asked.layer],
        "year": asked.scenario.year,
    }
    response = render(
        request, "corridors/drawing.svg", shown, content_type="image/svg+xml; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{one.sha256[:16]}.svg"'
    return response


def _solved(request: Request, partnership: str, local: str) -> tuple[Scenario, Laid, Asked, Plain]:
    """Return a saved scenario with what it came to; 404 where the viewer does not see it."""
    found = partnership_or_404(request, partnership)
    one = networks.scenario(request.viewpoint, found.id, local)
    if one is None:
        raise Http404
    laid, asked = laid_out(one.network), asked_by(one)
    result = answer(laid, Question("solve", asked.scenario, asked.unit)).result
    if result is None:
        raise Http404(_("This scenario is still being computed. Ask again in a minute."))
    return one, laid, asked, result


def _rows(laid: Laid, result: Plain, unit: str) -> Iterator[tuple[str, ...]]:
    demands = {each.id: each.name for each in laid.network.demands}
    for figure, values in result["total"].items():
        yield _row("total", "", "", _unit(figure, unit), figure, values)
    for name, figures in result["links"].items():
        link = laid.links[name]
        said = f"{laid.nodes[link.tail].name} – {laid.nodes[link.head].name}"
        for figure, values in figures.items():
            if values is not None:
                yield _row("link", name, said, _unit(figure, unit), figure, values)
    for name, figures in result["demands"].items():
        for figure, values in figures.items():
            yield _row("demand", name, demands[name], _unit(figure, unit), figure, values)


def _row(
    kind: str, name: str, said: str, unit: str, figure: str, values: Sequence[float]
) -> tuple[str, ...]:
    return (kind, name, said, unit, figure, *(repr(each) for each in values))


def _unit(figure: str, unit: str) -> str:
    """Return the unit of a figure; amounts are in the unit of the layer, a year.

    >>> _unit("price", "bcm"), _unit("flow", "bcm"), _unit("use", "bcm")
    ('USD/bcm', 'bcm/yr', '1')
    """
    own = {"use": "1", "days": "d", "cost": "USD/yr", "worth": "USD/yr"}
    return own.get(figure) or (f"USD/{unit}" if figure in {"price", "pays"} else f"{unit}/yr")


def _document(one: Scenario, asked: Asked, result: Plain, rows: list[tuple[str, ...]]) -> Plain:
    lines: list[dict[str, Any]] = []
    for row in rows:
        figures = {name: float(value) for name, value in zip(COLUMNS[5:], row[5:], strict=True)}
        lines.append(dict(zip(COLUMNS[:5], row[:5], strict=True)) | figures)
    return {
        "title": one.title,
        "sha256": one.sha256,
        "network_sha256": one.network.sha256,
        "inputs": inputs_of(asked.scenario),
        "layer": asked.layer,
        "engine": ENGINE,
        "seed": SEED,
        "draws": result["draws"],
        "figures": lines,
    }


def _written(one: Scenario, rows: list[tuple[str, ...]]) -> str:
    """Write rows as CSV; each carries the hash of its question, so that it can be cited alone."""
    place = StringIO(newline="")
    writer = csv.writer(place, lineterminator="\r\n")
    writer.writerow([*COLUMNS, "scenario_sha256"])
    writer.writerows([*row, one.sha256] for row in rows)
    return place.getvalue()
