"""Baselines: the plan of a roadmap frozen, with the dates that it had."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.projects.models import Baseline, Roadmap
from servanda.desk.projects.plan_building import built
from servanda.desk.projects.plan_content import content_of, sha256_of_content
from servanda.desk.projects.selectors.roadmaps import Parts, read_parts, shared
from servanda.desk.projects.services.roadmaps import held, own_id
from servanda.desk.record import services as record
from servanda.desk.record.models import Json
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.network import network


@transaction.atomic
def take(roadmap_id: str, *, by: Person, title: str = "") -> Baseline:
    """Freeze the plan as everybody sees it who sees the roadmap; NotAPlan where it is none."""
    roadmap, actor = held(roadmap_id, by, "roadmap.freeze")
    content = frozen(common(roadmap, by))
    last = roadmap.baselines.aggregate(last=Max("number"))["last"] or 0
    baseline = Baseline(
        id=own_id(roadmap, Baseline),
        roadmap=roadmap,
        number=last + 1,
        taken=timezone.now(),
        title=title.strip(),
        content=content,
        sha256=sha256_of_content(content),
    )
    return record.create(baseline, by=actor, action="baseline.taken")


def common(roadmap: Roadmap, by: Person) -> Parts:
    """Return the parts that a person shares with everybody who sees the roadmap."""
    view = Viewpoint(viewer_for(by), on=timezone.localdate())
    return shared(read_parts(view, roadmap))


def frozen(parts: Parts) -> dict[str, Json]:
    """Return a plan with its computed dates, and what its rows and gates are called."""
    plan = built(parts)
    schedule = critical_path(network(plan))
    names: dict[str, Any] = {
        row.key: {"en": row.name_en, "az": row.name_az, "gate": row.gate_id or ""}
        for row in parts.rows
    }
    dates = [
        {
            "key": row.key,
            "first": schedule[row.key].first_day.isoformat(),
            "last": schedule[row.key].last_day.isoformat(),
            "critical": schedule[row.key].critical,
        }
        for row in parts.rows
    ]
    return {"plan": content_of(plan), "names": names, "dates": dates}
