"""How the plan of now differs from a baseline, and what moved it, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

from servanda.desk.projects.models import Baseline, Roadmap, RoadmapRow
from servanda.desk.projects.plan_content import plan_from
from servanda.desk.projects.plans import schedule_of
from servanda.desk.projects.selectors.baselines import dates_of
from servanda.desk.projects.selectors.roadmaps import parts_of
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.critical_path import Schedule, critical_path
from servanda.scheduling.explaining import Move, compare, sentence
from servanda.scheduling.model import Kind
from servanda.scheduling.network import network


@dataclass(frozen=True, slots=True)
class Difference:
    """A row then and now."""

    name: str
    before: date | None
    after: date | None

    @property
    def days(self) -> int:
        """Return by how many days it ends later than in the baseline."""
        return (self.after - self.before).days if self.before and self.after else 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A baseline beside the plan of now."""

    baseline: Baseline
    rows: tuple[Difference, ...]  # that moved, came or went
    sentences: tuple[str, ...]
    same: int  # rows that did not move
    before: date | None
    after: date | None

    @property
    def days(self) -> int:
        """Return by how many days the end moved."""
        return (self.after - self.before).days if self.before and self.after else 0


def comparison(viewpoint: Viewpoint, roadmap: Roadmap, baseline: Baseline) -> Comparison:
    """Compare a baseline with the plan of now, and say what moved it."""
    now = schedule_of(viewpoint, roadmap)
    then = dates_of(baseline)
    rows = {row.key: row for row in parts_of(viewpoint, roadmap).rows}
    found = [
        Difference(
            _name(key, rows.get(key), baseline),
            then[key][1] if key in then else None,
            now[key].last_day if key in rows else None,
        )
        for key in dict.fromkeys([*rows, *then])
    ]
    moved = tuple(each for each in found if each.days or None in (each.before, each.after))
    return Comparison(
        baseline,
        moved,
        _explained(baseline, now, rows),
        len(found) - len(moved),
        max((last for _first, last in then.values()), default=None),
        date.fromordinal(now.finish - 1),
    )


def _name(key: str, row: RoadmapRow | None, baseline: Baseline) -> str:
    if row is not None:
        return row.name
    kept = baseline.content.get("names", {}).get(key, {})
    return str(kept.get("en") or kept.get("az") or key)


def _explained(
    baseline: Baseline, now: Schedule, rows: Mapping[str, RoadmapRow]
) -> tuple[str, ...]:
    """Say of every milestone that moved, and of the end, what moved it."""
    then = critical_path(network(plan_from(baseline.content["plan"])))
    last = max(now.rows, key=lambda each: (each.finish, each.activity.id)).activity.id
    told = [
        each
        for each in compare(then, now).moves
        if each.id == last or rows[each.id].kind != Kind.ACTIVITY or each.reason.id == each.id
    ]
    language = get_language() or "en"
    return tuple(sentence(_named(each, rows), language, written=date_format) for each in told)


def _named(move: Move, rows: Mapping[str, RoadmapRow]) -> Move:
    """Return a move with names in the language of the page."""
    root = rows.get(move.reason.id)
    reason = replace(move.reason, name=root.name if root else move.reason.name)
    return replace(move, name=rows[move.id].name, reason=reason)
