"""Baselines of a roadmap: what was frozen of it, and the dates it had then."""

from collections.abc import Mapping
from datetime import date

from servanda.desk.agreements.selectors.shelf import last_day, shelf
from servanda.desk.projects.models import Baseline, Roadmap
from servanda.desk.record.viewpoint import Viewpoint


def baselines(viewpoint: Viewpoint, roadmap: Roadmap) -> list[Baseline]:
    """Return the baselines of a roadmap that had been taken by then, the latest first."""
    found = shelf(viewpoint, roadmap.partnership_id).all(Baseline, roadmap_id=roadmap.id)
    last = last_day(viewpoint)
    return sorted(
        (each for each in found if last is None or each.taken.date() <= last),
        key=lambda each: -each.number,
    )


def dates_of(baseline: Baseline) -> Mapping[str, tuple[date, date]]:
    """Return the first and last day of each row, as they were computed when it was taken."""
    return {
        row["key"]: (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in baseline.content["dates"]
    }
