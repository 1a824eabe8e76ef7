"""Forecasts: stored as they were made, and later told what came of them."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.projects.models import Forecast, Roadmap, RoadmapRow
from servanda.desk.projects.plan_building import built
from servanda.desk.projects.plans import dues_of
from servanda.desk.projects.risk_results import Outcome, Spread
from servanda.desk.projects.risk_runs import risk_of
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.desk.projects.services.baselines import common
from servanda.desk.projects.services.roadmaps import held, own_id
from servanda.desk.record import services as record
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.critical_path import is_done

LONGEST = 60.0
"""Seconds that may pass until a forecast is computed."""


def make(roadmap_id: str, *, by: Person) -> list[Forecast]:
    """Store when each milestone and gate is expected, and the chances of due dates.

    It is made of what everybody sees who sees the roadmap, so that everybody can compute it again.
    """
    roadmap = Roadmap.objects.filter(id=roadmap_id).first()
    if roadmap is None:
        raise missing()
    permit(by, "forecast.make", roadmap.partnership_id, roadmap)
    parts = common(roadmap, by)
    outcome = _outcome(parts, by)
    return _stored(roadmap_id, parts, outcome, by)


def _outcome(parts: Parts, by: Person) -> Outcome:
    view = Viewpoint(viewer_for(by), on=timezone.localdate())
    shown = {row.key for row in parts.rows}
    dues = {
        key: due.date
        for key, due in dues_of(view, parts.roadmap).items()
        if due.date and key in shown
    }
    answer = risk_of(built(parts), dues, seed=parts.roadmap.seed, patience=LONGEST)
    if answer.fault:
        raise NotAPlan(answer.fault)
    if answer.outcome is None:
        raise Refused(
            _("The risk is still being computed, and no forecast was stored. Try again shortly.")
        )
    return answer.outcome


@transaction.atomic
def _stored(roadmap_id: str, parts: Parts, outcome: Outcome, by: Person) -> list[Forecast]:
    roadmap, actor = held(roadmap_id, by, "forecast.make")
    today = timezone.localdate()
    if roadmap.forecasts.filter(inputs_sha256=outcome.inputs, made_on=today).exists():
        raise Refused(
            _("This forecast was stored today already: nothing that it rests on has changed.")
        )
    plan = {each.id: each for each in built(parts).activities}
    rows = [row for row in parts.rows if row.key in outcome.by_key and not is_done(plan[row.key])]
    found = [
        _forecast(roadmap, row, outcome.by_key[row.key], outcome, today)
        for row in rows
        if row.kind != "activity" or row.commitment_id
    ]
    if not found:
        raise Refused(
            _("There is nothing to forecast: no milestone or gate is still ahead. Add one.")
        )
    return list(record.create_many(found, by=actor, action="forecast.made"))


def _forecast(
    roadmap: Roadmap, row: RoadmapRow, spread: Spread, outcome: Outcome, today: date
) -> Forecast:
    return Forecast(
        id=own_id(roadmap, Forecast),
        roadmap=roadmap,
        key=row.key,
        gate=row.gate,
        commitment=row.commitment,
        made_on=today,
        seed=outcome.seed,
        samples=outcome.samples,
        p10=spread.p10,
        p50=spread.p50,
        p80=spread.p80,
        p90=spread.p90,
        due=spread.due,
        chance=spread.chance,
        inputs_sha256=outcome.inputs,
    )


@transaction.atomic
def settle(partnership_id: str, *, by: Person) -> int:
    """Tell every open forecast what came of it; return how many were told."""
    record.wait_for_the_ledger()
    actor = permit(by, "forecast.settle", partnership_id)
    today = timezone.localdate()
    things = shelf(Viewpoint(viewer_for(by), on=today), partnership_id)
    told = 0
    for forecast in things.all(Forecast, "gate"):
        if forecast.came_on is None:
            told += _told(forecast, today, actor)
    return told


def _told(forecast: Forecast, today: date, actor: record.Actor) -> bool:
    came = came_about(forecast)
    passed = forecast.due is not None and forecast.due < today
    if came is None and (not passed or forecast.settled_on):
        return False
    record.change(forecast, by=actor, action="forecast.settled", came_on=came, settled_on=today)
    return True


def came_about(forecast: Forecast) -> date | None:
    """Return the day on which what was forecast came about, as its row or gate records it."""
    if forecast.gate is not None:
        return forecast.gate.opened
    row = RoadmapRow.objects.filter(roadmap_id=forecast.roadmap_id, key=forecast.key).first()
    if row is None:
        return None
    return row.finished if row.kind == "activity" else row.started
