"""Places every bar, mark and word of a Gantt chart; the template only writes them down.

A chart is cut into sheets of so many rows, each with a scale of its own, so that it can be read
while scrolling; for print it is cut across time too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.desk.projects.gantt.rows import Line, takes_no_time
from servanda.desk.projects.gantt.scale import FITS, Scale, Words

ROW = 28
HEAD = 40
"""Height of the scale over each sheet."""
FOOT = 18
"""Room under the rows for the word at the line of today."""
ROWS = 28
"""Rows of a sheet at most: made smaller by a fifth, as many fit a landscape page."""
ROWS_IN_PRINT = 17
MIDDLE = 14
THICK, THIN = 14, 8
MARK = 7
WHISKER, GHOST = 4, 24
"""Where in a row the whisker and the baseline stand."""
LETTER = 6.6
GAP = 6
Said = tuple[str, str]
"""The word beside a line, and the one beside the mark of its due date."""
SHORTEST = 2.0
ROOM = 80
"""Pixels for the word at the line of today."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One line of the chart, placed; what is empty is not drawn."""

    line: Line
    top: str
    middle: str
    bar: tuple[str, str, str, str] | None  # x, y, width, height
    done: str  # width of what is done
    mark: str  # path of a diamond or triangle
    slack: tuple[str, str] | None  # from, to
    ghost: tuple[str, str] | None  # from, width
    whisker: tuple[str, str] | None
    opens: tuple[str, str] | None
    due: str
    due_word: str
    due_x: str
    due_anchor: str
    word: str
    word_x: str
    word_y: str
    anchor: str
    whisker_y: str
    ghost_y: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link that drives a date."""

    path: str
    critical: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick of the scale, placed."""

    x: str
    word_x: str
    word: str
    head: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of the chart: some rows over some stretch of time."""

    number: int
    view: str  # the window as a viewBox
    width: str
    height: str
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    ticks: tuple[Mark, ...]
    left: str
    right: str
    now: str
    now_word: str
    now_anchor: str
    bottom: str
    lines: tuple[Line, ...]
    first: date
    last: date


def sheets(
    lines: Sequence[Line],
    scale: Scale,
    words: Words,
    said: Mapping[str, Said],
    *,
    today: date,
    printed: bool = False,
) -> list[Sheet]:
    """Cut a chart into sheets; `said` are the words beside each line and its due date."""
    most = ROWS_IN_PRINT if printed else ROWS
    count = -(-len(lines) // most)
    each = -(-len(lines) // max(count, 1))  # sheets of one height, not a full one and a rest
    cuts = [lines[start : start + each] for start in range(0, len(lines), max(each, 1))]
    windows = list(_windows(scale)) if printed else [(0.0, scale.width)]
    pieces = [(own, window) for own in cuts for window in windows]
    ticks = tuple(_marks(scale, words))
    return [
        _sheet(number, own, scale, said, today, window, ticks)
        for number, (own, window) in enumerate(pieces, start=1)
    ]


def _windows(scale: Scale) -> Iterator[tuple[float, float]]:
    start = 0.0
    while start < scale.width - 1:
        yield start, float(FITS)
        start += FITS


def _sheet(
    number: int,
    lines: Sequence[Line],
    scale: Scale,
    said: Mapping[str, Said],
    today: date,
    window: tuple[float, float],
    ticks: tuple[Mark, ...],
) -> Sheet:
    left, width = window
    height = HEAD + ROW * len(lines) + FOOT
    shapes = [
        _shape(line, scale, said.get(line.key, ("", "")), HEAD + ROW * place)
        for place, line in enumerate(lines)
    ]
    now = scale.x(today)
    shown = left <= now <= left + width
    late = now > left + width - ROOM
    return Sheet(
        number,
        f"{_n(left)} 0 {_n(width)} {height}",
        _n(width),
        str(height),
        tuple(shapes),
        tuple(_arrows(lines, scale)),
        ticks,
        _n(left),
        _n(left + width),
        _n(now) if shown else "",
        _n(now - 4 if late else now + 4),
        "end" if late else "start",
        str(height),
        tuple(lines),
        date.fromordinal(scale.first.toordinal() + round(left / scale.per_day)),
        date.fromordinal(scale.first.toordinal() + round((left + width) / scale.per_day) - 1),
    )


def _shape(line: Line, scale: Scale, said: Said, top: float) -> Shape:
    word, words = said
    x, end = _ends(line, scale)
    width = max(end - x, SHORTEST)
    high = THICK if line.critical else THIN
    moment = takes_no_time(line)
    slack = (end, scale.end(line.latest)) if line.latest else None
    whisker = (end, scale.end(line.p80)) if line.p80 and scale.end(line.p80) > end else None
    opens = (scale.x(line.opens[0]), scale.end(line.opens[1])) if line.opens else None
    due = scale.end(line.due) if line.due else None
    reach = x + width  # words stand on the line of the float, not at its end, which is another day
    word_x, anchor = _beside(word, x, reach, scale, wide=MARK if moment else 0)
    due_word, due_x, due_anchor = _at_due(line, words, due, x, reach + _long(word))
    return Shape(
        line,
        _n(top),
        _n(top + MIDDLE),
        None if moment else (_n(x), _n(top + MIDDLE - high / 2), _n(width), str(high)),
        _n(width * line.complete) if line.complete and not moment else "",
        _mark(line, end, top + MIDDLE) if moment else "",
        _pair(slack),
        _ghost(line, scale),
        _pair(whisker),
        _pair(opens),
        _n(due) if due is not None else "",
        due_word,
        due_x,
        due_anchor,
        word,
        word_x,
        _n(top + MIDDLE + 4),
        anchor,
        _n(top + WHISKER),
        _n(top + GHOST),
        _n(top + ROW),
    )


def _at_due(
    line: Line, word: str, due: float | None, start: float, reach: float
) -> tuple[str, str, str]:
    """Return the word at a due date and its place, on the side where it has room."""
    if due is None or not line.due:
        return "", "", "start"
    if due < start and start - due < _long(word) + MARK and due > _long(word):
        return word, _n(due - GAP), "end"
    if due < start or due > reach:
        return word, _n(due + GAP), "start"
    return word, _n(reach + GAP), "start"


def _long(word: str) -> float:
    return len(word) * LETTER + 2 * GAP if word else 0.0


def _ends(line: Line, scale: Scale) -> tuple[float, float]:
    """Return where a line begins and ends; a moment comes about as its day ends."""
    end = scale.end(line.last)
    return (end, end) if takes_no_time(line) else (scale.x(line.first), end)


def _ghost(line: Line, scale: Scale) -> tuple[str, str] | None:
    if not line.baseline:
        return None
    first, last = line.baseline
    x = scale.end(last) - 3 if takes_no_time(line) else scale.x(first)
    return _n(x), _n(max(scale.end(last) - x, 3))


def _mark(line: Line, x: float, y: float) -> str:
    """Return a diamond for a gate, a triangle on its point for a milestone."""
    if line.kind == "gate":
        return f"M{_n(x)} {_n(y - MARK)}l{MARK} {MARK}l-{MARK} {MARK}l-{MARK} -{MARK}z"
    return f"M{_n(x - MARK)} {_n(y - MARK + 1)}h{2 * MARK}l-{MARK} {2 * MARK - 2}z"


def _beside(word: str, left: float, right: float, scale: Scale, *, wide: int) -> tuple[str, str]:
    """Return where a word stands: after all that is drawn, or before it where there is no room."""
    needed = len(word) * LETTER
    after, before = right + wide + GAP, left - wide - GAP
    if after + needed <= scale.width or before - needed < 0:
        return _n(min(after, max(0.0, scale.width - needed))), "start"
    return _n(before), "end"


def _arrows(lines: Sequence[Line], scale: Scale) -> Iterator[Arrow]:
    """Yield the links that drive a date, where both ends are on the sheet."""
    places = {line.key: (place, line) for place, line in enumerate(lines)}
    for place, line in enumerate(lines):
        for who in line.driven_by:
            if who in places:
                above, cause = places[who]
                critical = line.critical and cause.critical
                yield Arrow(_path(cause, above, line, place, scale), critical)


def _path(cause: Line, above: int, line: Line, place: int, scale: Scale) -> str:
    from_, to = _ends(cause, scale)[1], _ends(line, scale)[0]
    y, aim = HEAD + ROW * above + MIDDLE, HEAD + ROW * place + MIDDLE
    down = 1 if aim > y else -1
    if to - from_ < 2 * GAP:
        high = MARK if takes_no_time(line) else THICK / 2
        return f"M{_n(from_)} {y}V{_n(aim - down * high)}"
    return f"M{_n(from_)} {y}h4V{aim}H{_n(to - (MARK if takes_no_time(line) else 0))}"


def _marks(scale: Scale, words: Words) -> Iterator[Mark]:
    for tick in scale.ticks(words):
        fits = tick.x + 4 + len(tick.word) * LETTER < scale.width
        yield Mark(_n(tick.x), _n(tick.x + 4), tick.word if fits else "", tick.head)


def _pair(found: tuple[float, float] | None) -> tuple[str, str] | None:
    return (_n(found[0]), _n(found[1])) if found else None


def _n(number: float) -> str:
    return f"{number:.1f}"  # a decimal point in every language: SVG knows no other
