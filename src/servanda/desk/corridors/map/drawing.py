"""The map as SVG, drawn on the server: land, borders, lines by flow, mode and use, and words.

Flow is width, mode is the pattern of the line, use is a second pattern of ticks on it as well as a
colour. What cannot be seen stands in the table beside the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sqrt

from servanda.desk.corridors.map.basemap import Basemap, Box, Ring, basemap, within
from servanda.flows.model import Link, Node

WIDTH = 960
TALLEST, FLATTEST = 720, 320
EDGE = 0.06
"""Share of the box that is left free around the places."""
THIN, THICK = 1.5, 14.0
APART = 5.0
FULL, BUSY = 0.95, 0.7
LABELS = 6
LETTER = 6.2
"""Pixels that a letter of a name takes, about."""
Frame = tuple[float, float, float, float]
STEP = 0.6
"""Pixels below which a bend of the land is not drawn."""
DASHES = {
    "rail": "",
    "road": "9 4",
    "ferry": "2 5",
    "sea": "1 6",
    "oil": "14 4 2 4",
    "gas": "14 4",
    "power": "5 3",
    "fibre": "1 3",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A link as it is drawn."""

    id: str
    path: str
    width: str
    dash: str
    state: str
    """"full", "busy", "used", "idle" or "shut"."""
    title: str


@dataclass(frozen=True, slots=True)
class Word:
    """Words at a place."""

    x: str
    y: str
    text: str
    anchor: str = "start"
    node: str = ""
    """The place that is named; nothing for a figure."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is drawn."""

    x: str
    y: str
    name: str
    shut: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything of a map."""

    width: int
    height: int
    land: str
    borders: str
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    words: tuple[Word, ...]
    figures: tuple[Word, ...]


class View:
    """Degrees to pixels, for a box: as wide as it is at its middle latitude."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        self.box = box
        self.across = cos(radians((south + north) / 2))
        self.scale = WIDTH / max((east - west) * self.across, 1e-6)
        self.height = round((north - south) * self.scale)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a position is drawn."""
        west, _, _, north = self.box
        return (lon - west) * self.across * self.scale, (north - lat) * self.scale


def box_around(nodes: Iterable[Node]) -> Box:
    """Return the box of some places, with room around them, neither too tall nor too flat."""
    placed = [(n.lon, n.lat) for n in nodes if n.lon is not None and n.lat is not None]
    if not placed:
        return (-180.0, -60.0, 180.0, 75.0)
    west, east = min(x for x, _ in placed), max(x for x, _ in placed)
    south, north = min(y for _, y in placed), max(y for _, y in placed)
    wide, high = max(east - west, 2.0), max(north - south, 1.0)
    west, east = west - EDGE * wide, east + EDGE * wide
    south, north = south - EDGE * high, north + EDGE * high
    across = cos(radians((south + north) / 2))
    wanted = (north - south) / ((east - west) * across) * WIDTH
    if wanted < FLATTEST:
        more = (FLATTEST / wanted - 1) * (north - south) / 2
        south, north = south - more, north + more
    elif wanted > TALLEST:
        more = (wanted / TALLEST - 1) * (east - west) / 2
        west, east = west - more, east + more
    return west, max(south, -85.0), east, min(north, 85.0)


@lru_cache(maxsize=32)
def _ground(found: Basemap, box: Box) -> tuple[str, str]:
    """Draw land and borders of a box, once."""
    view = View(box)
    land = "".join(
        _trace(ring, view, closed=True)
        for each in found.land
        for polygon in each.polygons
        if within(polygon[0], box)
        for ring in polygon
    )
    borders = "".join(
        _trace(line, view, closed=False) for line in found.borders if within(line, box)
    )
    return land, borders


def _trace(line: Ring, view: View, *, closed: bool) -> str:
    """Write a line as a path, without bends too small to see."""
    kept: list[tuple[float, float]] = []
    for lon, lat in line:
        x, y = view.at(lon, lat)
        x, y = min(max(x, -WIDTH), 2 * WIDTH), min(max(y, -WIDTH), 2 * WIDTH)
        if not kept or hypot(x - kept[-1][0], y - kept[-1][1]) >= STEP:
            kept.append((x, y))
    if len(kept) < 2 + closed:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + ("Z" if closed else "")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map is told of a link."""

    link: Link
    amount: float
    use: float | None
    shut: bool
    title: str
    figure: str = ""
    """Written beside it, where it is a bottleneck."""


def picture(
    drawn: Sequence[Drawn], nodes: Mapping[str, Node], box: Box, closed: Iterable[str] = ()
) -> Picture:
    """Draw a map of some links."""
    view = View(box)
    land, borders = _ground(basemap(), box)
    most = max((abs(each.amount) for each in drawn), default=0.0)
    ways = _beside(drawn)
    shown = [each for each in drawn if _placed(each.link, nodes)]
    lines = [_line(each, nodes, view, most, ways[each.link.id]) for each in shown]
    ends = {end for each in shown for end in (each.link.tail, each.link.head)}
    shut = set(closed)
    places = [nodes[name] for name in sorted(ends) if _inside(nodes[name], box)]
    busy = [each for each in shown if each.figure][:LABELS]
    taken: list[tuple[float, float]] = []
    figures = [word for each in busy if (word := _figure(each, nodes, view, taken))]
    words = _names(places, shown, view, taken)
    return Picture(
        WIDTH,
        view.height,
        land,
        borders,
        tuple(sorted(lines, key=lambda each: float(each.width))),
        tuple(_place(each, view, shut) for each in places),
        tuple(words),
        tuple(figures),
    )


def _placed(link: Link, nodes: Mapping[str, Node]) -> bool:
    ends = nodes[link.tail], nodes[link.head]
    return all(each.lat is not None and each.lon is not None for each in ends)


def _inside(node: Node, box: Box) -> bool:
    west, south, east, north = box
    return west <= (node.lon or 0) <= east and south <= (node.lat or 0) <= north


def _ends(link: Link, nodes: Mapping[str, Node], view: View) -> tuple[float, float, float, float]:
    tail, head = nodes[link.tail], nodes[link.head]
    x1, y1 = view.at(tail.lon or 0.0, tail.lat or 0.0)
    x2, y2 = view.at(head.lon or 0.0, head.lat or 0.0)
    return x1, y1, x2, y2


def _beside(drawn: Sequence[Drawn]) -> dict[str, float]:
    """Give links between the same two places a place beside each other."""
    groups: dict[frozenset[str], list[str]] = {}
    for each in drawn:
        groups.setdefault(frozenset({each.link.tail, each.link.head}), []).append(each.link.id)
    return {
        name: (at - (len(group) - 1) / 2) * APART * 2
        for group in groups.values()
        for at, name in enumerate(group)
    }


def _line(each: Drawn, nodes: Mapping[str, Node], view: View, most: float, aside: float) -> Line:
    x1, y1, x2, y2 = _ends(each.link, nodes, view)
    length = hypot(x2 - x1, y2 - y1) or 1.0
    mx, my = (x1 + x2) / 2 - (y2 - y1) / length * aside, (y1 + y2) / 2 + (x2 - x1) / length * aside
    share = abs(each.amount) / most if most > 0 else 0.0
    width = THIN + (THICK - THIN) * sqrt(share) if share > 0 else THIN
    bend = f"M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}"
    dash = DASHES.get(each.link.mode, "6 3")
    return Line(each.link.id, bend, f"{width:.1f}", dash, _state(each), each.title)


def _state(each: Drawn) -> str:
    if each.shut:
        return "shut"
    if not each.amount:
        return "idle"
    if each.use is not None and each.use >= FULL:
        return "full"
    return "busy" if each.use is not None and each.use >= BUSY else "used"


def _place(node: Node, view: View, shut: set[str]) -> Place:
    x, y = view.at(node.lon or 0.0, node.lat or 0.0)
    return Place(f"{x:.1f}", f"{y:.1f}", node.name, node.id in shut)


def _figure(
    each: Drawn, nodes: Mapping[str, Node], view: View, taken: list[tuple[float, float]]
) -> Word | None:
    x1, y1, x2, y2 = _ends(each.link, nodes, view)
    x, y = (x1 + x2) / 2, (y1 + y2) / 2 - 8
    if not 0 < x < WIDTH or not 0 < y < view.height or _near(x, y, taken, 26):
        return None
    taken.append((x, y))
    anchor = "end" if x > WIDTH * 0.8 else "start"
    return Word(f"{x:.1f}", f"{y:.1f}", each.figure, anchor)


def _names(
    places: Sequence[Node], drawn: Sequence[Drawn], view: View, taken: list[tuple[float, float]]
) -> list[Word]:
    """Name places, those first through which most flows, where there is room."""
    through: dict[str, float] = {}
    for each in drawn:
        for end in (each.link.tail, each.link.head):
            through[end] = through.get(end, 0.0) + abs(each.amount)
    found = []
    boxes = [(x - 10, y - 10, x + 60, y + 4) for x, y in taken]
    for node in sorted(places, key=lambda each: (-through.get(each.id, 0.0), each.id)):
        x, y = view.at(node.lon or 0.0, node.lat or 0.0)
        text = node.name.partition(" (")[0]
        wide = LETTER * len(text)
        left = x + 6 + wide > WIDTH
        box = (x - 6 - wide if left else x + 6, y - 6, x - 6 if left else x + 6 + wide, y + 8)
        if any(_overlap(box, other) for other in boxes):
            continue
        boxes.append(box)
        found.append(
            Word(
                f"{x - 6 if left else x + 6:.1f}",
                f"{y + 4:.1f}",
                text,
                "end" if left else "start",
                node.id,
            )
        )
    return found


def _overlap(one: Frame, other: Frame) -> bool:
    """Tell whether two frames (left, top, right, bottom) have something in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _near(x: float, y: float, taken: Sequence[tuple[float, float]], least: float) -> bool:
    return any(abs(x - one) < least * 4 and abs(y - other) < least for one, other in taken)
