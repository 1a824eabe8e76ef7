"""What a Gantt chart shows of each row, in the order of its groups."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from servanda.scheduling.critical_path import Schedule, Scheduled, is_done
from servanda.scheduling.model import Kind


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the schedule: the baseline, the risk and what is due."""

    baseline: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    p80: Mapping[str, date] = field(default_factory=dict)
    due: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: a row of the plan, or a group drawn together."""

    key: str
    kind: str  # of the row; "group" for a group
    first: date
    last: date
    critical: bool = False
    latest: date | None = None  # as late as it may be without moving the end
    complete: float = 0.0
    done: bool = False
    opens: tuple[date, date] | None = None  # the earliest and latest day of a gate
    baseline: tuple[date, date] | None = None
    p80: date | None = None
    due: date | None = None
    driven_by: tuple[str, ...] = ()
    group: str = ""
    number: int = 0  # of the group, to close or open it
    closed: bool = False

    @property
    def dates(self) -> Iterable[date]:
        """List every day that the line shows."""
        yield from (self.first, self.last)
        yield from (day for day in (self.latest, self.p80, self.due) if day)
        yield from self.opens or ()
        yield from self.baseline or ()


def lines(
    schedule: Schedule,
    order: Sequence[tuple[str, str]],
    beside: Beside,
    *,
    closed: Collection[int] = (),
) -> list[Line]:
    """Return the lines of a chart: `order` names each row and its group, `closed` the groups shut.

    Rows of a group stand together, where the first of them stands; rows of no group come as given.
    """
    groups: dict[str, list[str]] = {}
    for key, group in order:
        groups.setdefault(group, []).append(key)
    found: list[Line] = []
    for number, (group, keys) in enumerate(groups.items(), start=1):
        own = [_line(schedule[key], beside, group, number) for key in keys]
        if group:
            found.append(_together(group, number, own, closed=number in closed))
        if not group or number not in closed:
            found += own
    return found


def _line(row: Scheduled, beside: Beside, group: str, number: int) -> Line:
    activity, key = row.activity, row.activity.id
    done = is_done(activity)
    gate = None if done else activity.gate
    # Float is drawn to the day on which the row may end at the latest.
    late = date.fromordinal(max(row.late_finish, row.finish) - 1)
    return Line(
        key,
        activity.kind.value,
        row.first_day,
        row.last_day,
        row.critical,
        late if row.total_float > 0 and not done and late > row.last_day else None,
        1.0 if done else activity.complete,
        done,
        (gate.earliest, gate.latest) if gate else None,
        beside.baseline.get(key),
        None if done else beside.p80.get(key),
        beside.due.get(key),
        row.driven_by,
        group,
        number,
    )


def _together(group: str, number: int, own: Sequence[Line], *, closed: bool) -> Line:
    return Line(
        f"group-{number}",
        "group",
        min(line.first for line in own),
        max(line.last for line in own),
        any(line.critical for line in own),
        done=all(line.done for line in own),
        p80=max((line.p80 for line in own if line.p80), default=None) if closed else None,
        group=group,
        number=number,
        closed=closed,
    )


def takes_no_time(line: Line) -> bool:
    """Tell whether a line is a moment, not a stretch."""
    return line.kind in {Kind.MILESTONE, Kind.GATE}
