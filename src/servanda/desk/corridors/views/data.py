"""What the browser's own map draws: the same flows and land as the drawing, as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.corridors.looking import box_of, looking, ready
from servanda.desk.corridors.map.basemap import Ring, basemap
from servanda.desk.corridors.map.drawing import Drawn, Picture, picture
from servanda.desk.corridors.runs import run_or_central
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import drawn_links

PLACES = 3
"""Decimals of degrees: about a hundred metres."""


@require_safe
def flows(request: Request, partnership: str) -> HttpResponse:
    """Give links with flow, use and title, and places, as GeoJSON."""
    _found, laid, one = ready(request, partnership)
    answer, _drawn_too = run_or_central(laid, one)
    if answer.result is None:
        return JsonResponse({"fault": answer.fault, "percent": answer.percent}, status=503)
    drawn = drawn_links(laid, answer.result, one.scenario, one.unit)
    box = box_of(looking(request, partnership))
    whole = picture(drawn, laid.nodes, box, one.scenario.closed)
    lines = {each.id: each for each in whole.lines}
    features = [
        _feature(
            "LineString",
            [_at(laid, each.link.tail), _at(laid, each.link.head)],
            {
                "id": each.link.id,
                "mode": each.link.mode,
                "title": each.title,
                "figure": each.figure,
                "width": float(lines[each.link.id].width),
                "state": lines[each.link.id].state,
            },
        )
        for each in drawn
        if each.link.id in lines
    ]
    features += _points(laid, drawn, whole)
    return JsonResponse({"type": "FeatureCollection", "bbox": list(box), "features": features})


def _points(laid: Laid, drawn: Iterable[Drawn], whole: Picture) -> list[dict[str, Any]]:
    """Return the places; those that the drawing names carry its words and how much they matter."""
    named = {each.node: (rank, each.text) for rank, each in enumerate(whole.words)}
    ends = {end for each in drawn for end in (each.link.tail, each.link.head)}
    found = []
    for name in sorted(end for end in ends if laid.nodes[end].lat is not None):
        properties: dict[str, Any] = {"name": laid.nodes[name].name}
        if name in named:
            properties["rank"], properties["label"] = named[name]
        found.append(_feature("Point", _at(laid, name), properties))
    return found


@require_safe
@cache_control(max_age=3600, private=True)
def land(request: Request, partnership: str) -> HttpResponse:
    """Give land and borders as GeoJSON, from the file that the operator chose."""
    looking(request, partnership)
    found = basemap()
    shapes = [[[_rounded(ring) for ring in p] for p in each.polygons] for each in found.land]
    features = [_feature("MultiPolygon", each, {"kind": "land"}) for each in shapes]
    borders = [_rounded(each) for each in found.borders]
    features.append(_feature("MultiLineString", borders, {"kind": "border"}))
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _rounded(line: Ring) -> list[list[float]]:
    return [[round(x, PLACES), round(y, PLACES)] for x, y in line]


def _at(laid: Laid, name: str) -> list[float]:
    node = laid.nodes[name]
    return [node.lon or 0.0, node.lat or 0.0]


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }
