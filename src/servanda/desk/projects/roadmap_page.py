"""The page of a roadmap: the chart, the same as a table, and a sentence that says what it shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.projects.gantt import Line, Scale, Sheet, lines, scale, sheets
from servanda.desk.projects.gantt.rows import Beside
from servanda.desk.projects.models import RoadmapRow
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.desk.record.models import Source
from servanda.scheduling.critical_path import Schedule, Scheduled, is_done

NEAR_TODAY = 366
SHOWN_OF_PATH = 8


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the plan in words and dates."""

    row: RoadmapRow
    placed: Scheduled
    driven_by: tuple[RoadmapRow, ...]
    due: DueCommitment | None
    p80: date | None
    words: str
    source: Source | None = None

    @property
    def late(self) -> int | None:
        """Return how many days after its due date it comes about; below 0, before it."""
        on = self.due.date if self.due else None
        return (self.placed.last_day - on).days if on else None

    @property
    def done(self) -> bool:
        """Tell whether it is finished or has come about."""
        return is_done(self.placed.activity)

    @property
    def chance(self) -> int:
        """Return the chance that a gate opens, in percent."""
        gate = self.placed.activity.gate
        return round(100 * gate.probability) if gate else 100

    @property
    def shut(self) -> int:
        """Return in how many of a hundred cases a gate does not open."""
        return 100 - self.chance

    @property
    def percent(self) -> int:
        """Return the share done, in percent."""
        return round(100 * self.placed.activity.complete)


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the column of names."""

    line: Line
    row: TableRow | None  # None for a group
    toggled: str = ""  # the groups closed once this one is turned


@dataclass(frozen=True, slots=True)
class Piece:
    """A sheet of the chart with the names beside it."""

    sheet: Sheet
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the page draws."""

    pieces: tuple[Piece, ...]
    scale: Scale
    rows: int


def table(
    parts: Parts,
    schedule: Schedule,
    dues: Mapping[str, DueCommitment],
    p80: Mapping[str, date],
    sources: Mapping[str, Source] | None = None,
    *,
    shown: Sequence[RoadmapRow] | None = None,
) -> list[TableRow]:
    """Return rows of a roadmap in their own order, each with its dates, words and source.

    Without `shown` these are all rows.
    """
    seen = sources or {}
    by_key = {row.key: row for row in parts.rows}
    found = []
    for row in parts.rows if shown is None else shown:
        placed = schedule[row.key]
        causes = tuple(by_key[who] for who in placed.driven_by)
        due = dues.get(row.key)
        late = p80.get(row.key)
        words = in_words(row, placed, causes, due)
        source = seen.get(row.source_id or "") or seen.get((row.gate and row.gate.source_id) or "")
        found.append(TableRow(row, placed, causes, due, late, words, source))
    return found


def draw(
    rows: list[TableRow],
    schedule: Schedule,
    beside: Beside,
    *,
    today: date,
    zoom: str = "",
    closed: Collection[int] = (),
    printed: bool = False,
) -> Chart:
    """Draw the chart of a roadmap."""
    order = [(each.row.key, each.row.group) for each in rows]
    drawn = lines(schedule, order, beside, closed=closed)
    by_key = {each.row.key: each for each in rows}
    days = [day for line in drawn for day in line.dates]
    if min(abs((today - day).days) for day in (min(days), max(days))) < NEAR_TODAY:
        days.append(today)
    across = scale(days, zoom)
    said = {line.key: (beside_bar(line, by_key.get(line.key)), at_due(line)) for line in drawn}
    cut = sheets(drawn, across, tick_word, said, today=today, printed=printed)
    return Chart(
        tuple(
            Piece(sheet, tuple(_name(line, by_key.get(line.key), closed) for line in sheet.lines))
            for sheet in cut
        ),
        across,
        len(rows),
    )


def _name(line: Line, row: TableRow | None, closed: Collection[int]) -> Name:
    turned = set(closed) ^ {line.number}
    return Name(line, row, ",".join(str(number) for number in sorted(turned)) or "none")


def beside_bar(line: Line, row: TableRow | None) -> str:
    """Return the word that stands beside a bar or mark."""
    if row is None:
        return line.group if line.closed else ""
    said = [day_word(line.last)]
    if line.complete and not line.done:
        said.append(_("%(percent)s %% done") % {"percent": row.percent})
    if line.done and line.kind == "gate":
        said = [_("opened %(date)s") % {"date": day_word(line.last)}]
    return " · ".join(said)


def at_due(line: Line) -> str:
    """Return the word that stands beside the mark of a due date."""
    return _("due %(date)s") % {"date": day_word(line.due)} if line.due else ""


def day_word(day: date) -> str:
    """Write a day shortly."""
    return date_format(day, "SHORT_DATE_FORMAT")


def tick_word(day: date, pattern: str) -> str:
    """Write the word of a tick; only English begins the short names of months with a capital."""
    small = pattern == "M" and get_language() != "en"
    return date_format(day, "b" if small else pattern)


def in_words(
    row: RoadmapRow,
    placed: Scheduled,
    causes: Collection[RoadmapRow],
    due: DueCommitment | None = None,
) -> str:
    """Say in words what a line of the chart shows."""
    last, done = day_word(placed.last_day), is_done(placed.activity)
    said = [_when(row.kind, day_word(placed.first_day), last, done=done)]
    if not done:
        said.append(_slack(placed))
        if causes:
            names = ", ".join(cause.name for cause in causes)
            said.append(_("waits for %(names)s") % {"names": names})
    if 0 < placed.activity.complete < 1:
        said.append(_("%(percent)s %% done") % {"percent": round(100 * placed.activity.complete)})
    if due is not None and due.date is not None:
        said.append(_("due %(date)s") % {"date": day_word(due.date)})
    return "; ".join(said)


def _when(kind: str, first: str, last: str, *, done: bool) -> str:
    dates = {"first": first, "last": last}
    if kind == "gate":
        pattern = _("gate, opened %(last)s") if done else _("gate, most likely opens %(last)s")
    elif kind == "milestone":
        pattern = _("milestone, reached %(last)s") if done else _("milestone, %(last)s")
    else:
        pattern = _("done from %(first)s to %(last)s") if done else _("%(first)s to %(last)s")
    return pattern % dates


def _slack(placed: Scheduled) -> str:
    if placed.total_float < 0:
        return ngettext(
            "%(days)s working day too late for a date that is set",
            "%(days)s working days too late for a date that is set",
            -placed.total_float,
        ) % {"days": -placed.total_float}
    if placed.critical:
        return _("critical")
    return ngettext(
        "%(days)s working day of float", "%(days)s working days of float", placed.total_float
    ) % {"days": placed.total_float}


def summary(schedule: Schedule) -> str:
    """Say in a sentence what the chart shows: when it ends, and how many rows that hangs on."""
    end = _end(schedule)
    critical = len(schedule.critical())
    said = [
        _("If every duration and gate comes as most likely, the last row ends on %(date)s.")
        % {"date": date_format(end.last_day, "DATE_FORMAT")}
    ]
    if critical:
        said.append(
            ngettext(
                "%(critical)s of %(all)s row is critical: a slip of it moves the end.",
                "%(critical)s of %(all)s rows are critical: a slip of any of them moves the end.",
                critical,
            )
            % {"critical": critical, "all": len(schedule.rows)}
        )
    return " ".join(said)


def way(parts: Parts, schedule: Schedule) -> str:
    """Say by what way the end is reached: the rows that hold one another up, first to last."""
    if not schedule.critical():
        return ""
    by_key = {row.key: row for row in parts.rows}
    path = [by_key[each.activity.id].name for each in schedule.path_to(_end(schedule).activity.id)]
    if len(path) > SHOWN_OF_PATH:
        half = SHOWN_OF_PATH // 2
        path = [*path[:half], "…", *path[-half:]]
    return _("The way to the end: %(path)s.") % {"path": " → ".join(path)}


def _end(schedule: Schedule) -> Scheduled:
    return max(schedule.rows, key=lambda each: (each.finish, each.activity.id))


def gates_behind(parts: Parts, schedule: Schedule) -> list[RoadmapRow]:
    """Return the gates that should have opened before the day of the status and have not."""
    status = schedule.network.plan.status
    return [
        row
        for row in parts.rows
        if status is not None
        and row.gate_id
        and row.gate is not None
        and not is_done(schedule[row.key].activity)
        and row.gate.latest < status
    ]
