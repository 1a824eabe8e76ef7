"""Takes the plan of a file in the place of a roadmap's own, all of it or nothing.

Rows are known by their keys. What a file cannot say of a row (its name in Azerbaijani, its gate,
its commitment, its source) stays as it is. Rows that the person does not see stay too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.projects.models import (
    Gate,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)
from servanda.desk.projects.plan_building import built
from servanda.desk.projects.roadmap_exchange import read
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.desk.projects.services.roadmaps import held, own_id, parts_seen
from servanda.desk.record import services as record
from servanda.desk.record.policy import may_see
from servanda.desk.record.services import Actor
from servanda.scheduling.calendars import ALWAYS, Calendar
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.model import Activity, Kind, Plan
from servanda.scheduling.network import network

MOST = 10_000
LONGEST_KEY = 60
KEY = re.compile(r"[\w.-]{1,60}\Z")
"""What stands in an address, and in a line that says what a row waits for."""
TAKEN = frozenset({"add", ".", ".."})
"""What means something else in an address."""
Links = dict[tuple[str, str, str], int]
"""Lags by the keys of both rows and the kind of the link."""


@transaction.atomic
def take(roadmap_id: str, file: File[bytes], *, by: Person) -> Roadmap:
    """Take the plan of a file; NotAPlan names the row or element that cannot be."""
    roadmap, actor = held(roadmap_id, by)
    plan = read(file.read(), file.name or "")
    if len(plan.activities) > MOST:
        raise Refused(
            _("The file has %(number)s rows, more than 10,000, and was not taken. Divide it.")
            % {"number": len(plan.activities)}
        )
    critical_path(network(plan))  # raises where it cannot be
    parts = parts_seen(roadmap, by)
    _check_keys(plan, roadmap, parts)
    reason = _("from the file %(name)s") % {"name": file.name}
    change = _Change(roadmap, actor, reason)
    links = {(each.before, each.after, each.link.value): each.lag for each in plan.dependencies}
    change.drop_links(parts, links)
    change.parts(RoadmapCalendar, parts.calendars, _calendars(plan, parts, built(parts)))
    change.parts(
        RoadmapResource,
        parts.resources,
        {
            each.id: {"name": each.name or each.id, "capacity": each.capacity}
            for each in plan.resources
        },
    )
    change.parts(RiskDriver, parts.drivers, _drivers(plan))
    change.parts(RoadmapRow, parts.rows, _rows(plan, parts, roadmap, by))
    change.add_links(links)
    record.change(
        roadmap,
        by=actor,
        action="roadmap.imported",
        reason=reason,
        start=plan.start,
        status_on=plan.status,
    )
    return roadmap


def _check_keys(plan: Plan, roadmap: Roadmap, parts: Parts) -> None:
    hidden = set(roadmap.roadmaprows.values_list("key", flat=True))
    hidden -= {row.key for row in parts.rows}
    for row, each in enumerate(plan.activities, start=1):
        if not KEY.match(each.id) or each.id in {*hidden, *TAKEN}:
            raise Refused(
                _(
                    "Row %(row)s of the file: its id “%(key)s” cannot be used here, and nothing "
                    "was stored. Give it another one, of at most 60 letters, figures, points, "
                    "underlines and hyphens."
                )
                % {"row": row, "key": each.id[:LONGEST_KEY]}
            )


@contextmanager
def _naming(parts: Iterable[Any]) -> Iterator[None]:
    """Say which part of the file it is whose field cannot be stored."""
    try:
        yield
    except ValidationError:
        for each in parts:
            try:
                each.clean_fields()
            except ValidationError as error:
                raise Refused(
                    _("“%(key)s” of the file cannot be stored, and nothing was: %(why)s")
                    % {"key": each.key[:LONGEST_KEY], "why": " ".join(error.messages)}
                ) from error
        raise


class _Change:
    """Makes the stored parts of a roadmap equal to what is wanted."""

    def __init__(self, roadmap: Roadmap, actor: Actor, reason: str) -> None:
        self.roadmap, self.actor, self.reason = roadmap, actor, reason

    def parts(
        self, model: Any, stored: Iterable[Any], wanted: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Add, change and remove parts of a kind, by key."""
        kind, left = model.ledger_kind, dict(wanted)
        for each in stored:
            fields = left.pop(each.key, None)
            if fields is None:
                record.remove(each, by=self.actor, action=f"{kind}.removed", reason=self.reason)
            else:
                with _naming([each]):
                    record.change(
                        each, by=self.actor, action=f"{kind}.changed", reason=self.reason, **fields
                    )
        new = [
            model(id=own_id(self.roadmap, model), roadmap=self.roadmap, key=key, **fields)
            for key, fields in left.items()
        ]
        with _naming(new):
            record.create_many(new, by=self.actor, action=f"{kind}.added", reason=self.reason)

    def drop_links(self, parts: Parts, wanted: Links) -> None:
        """Remove links that are not wanted, and change lags; take what is there off the wanted."""
        for link in parts.links:
            lag = wanted.pop((link.before, link.after, link.kind), None)
            if lag is None:
                action = "roadmap_link.removed"
                record.remove(link, by=self.actor, action=action, reason=self.reason)
            elif lag != link.lag:
                action = "roadmap_link.changed"
                record.change(link, by=self.actor, action=action, reason=self.reason, lag=lag)

    def add_links(self, wanted: Links) -> None:
        """Add the links that are left of the wanted."""
        rows = {row.key: row for row in self.roadmap.roadmaprows.all()}
        first = self.roadmap.roadmaplinks.count()
        new = [
            RoadmapLink(
                id=own_id(self.roadmap, RoadmapLink),
                roadmap=self.roadmap,
                before=before,
                after=after,
                before_row=rows[before],
                after_row=rows[after],
                kind=kind,
                lag=lag,
                ordinal=number,
            )
            for number, ((before, after, kind), lag) in enumerate(wanted.items(), start=first)
        ]
        record.create_many(new, by=self.actor, action="roadmap_link.added", reason=self.reason)


def _calendars(plan: Plan, parts: Parts, before: Plan) -> dict[str, dict[str, Any]]:
    """Return the calendars of a plan; a country's holidays are written out as days off."""
    kept = {each.key: each for each in parts.calendars}
    same = {each.id for each in plan.calendars if each in before.calendars}
    found: dict[str, dict[str, Any]] = {}
    for number, each in enumerate(plan.calendars):
        stored = kept.get(each.id)
        if each.id in same:
            found[each.id] = {"ordinal": number}  # its holidays stay those of its country
        elif each.id != ALWAYS.id:
            name = stored.name if stored else each.id
            found[each.id] = {"name": name, "ordinal": number, **_days(each)}
    return found


def _days(calendar: Calendar) -> dict[str, Any]:
    return {
        "weekdays": sorted(calendar.weekdays),
        "country": "",
        "off": [day.isoformat() for day in sorted(calendar.off)],
        "worked": [day.isoformat() for day in sorted(calendar.worked)],
    }


def _drivers(plan: Plan) -> dict[str, dict[str, Any]]:
    return {
        each.id: {
            "name_en": each.name or each.id,
            "probability": each.probability,
            "low": each.low,
            "likely": each.likely,
            "high": each.high,
            "basis": each.basis or _("Not said in the file."),
        }
        for each in plan.drivers
    }


def _rows(plan: Plan, parts: Parts, roadmap: Roadmap, by: Person) -> dict[str, dict[str, Any]]:
    stored = {row.key: row for row in parts.rows}
    found = {
        each.id: _row(number, each, stored.get(each.id), roadmap, by)
        for number, each in enumerate(plan.activities)
    }
    for row in parts.without_calendar:  # whoever wrote the file could not name its calendar
        if row.key in found and found[row.key]["calendar"] == ALWAYS.id:
            found[row.key]["calendar"] = row.calendar
    return found


def _row(
    number: int, each: Activity, stored: RoadmapRow | None, roadmap: Roadmap, by: Person
) -> dict[str, Any]:
    length, bound = each.duration, next(iter(each.constraints), None)
    if len(each.constraints) > 1:
        raise Refused(
            _("Row “%(key)s” has more than one constraint, and a row keeps one. Leave one out.")
            % {"key": each.id}
        )
    fields: dict[str, Any] = {
        "ordinal": number,
        "kind": each.kind.value,
        "name_en": each.name or each.id,
        "calendar": each.calendar,
        "low": length.low if length else None,
        "likely": length.likely if length else None,
        "high": length.high if length else None,
        "basis": (length.basis if length else "") or (stored.basis if stored else ""),
        "reference_class": each.reference_class,
        "bound": bound.bound.value if bound else "",
        "bound_on": bound.on if bound else None,
        "needs": dict(each.needs),
        "drivers": dict(each.drivers),
        "started": each.started,
        "finished": each.finished,
        "complete": each.complete,
    }
    if each.kind is Kind.GATE:
        fields["gate"] = _gate(each.id, stored, roadmap, by)
        fields["started"] = fields["finished"] = None  # a gate's own page says when it opened
    return fields


def _gate(key: str, stored: RoadmapRow | None, roadmap: Roadmap, by: Person) -> Gate:
    """Return the gate of a row: the one it has, or one of that name; a file makes none."""
    if stored is not None and stored.gate is not None:
        return stored.gate
    found = Gate.objects.filter(id=f"{roadmap.partnership_id}.{key}").first()
    if found is None or not may_see(viewer_for(by), found):
        raise Refused(
            _(
                "Row “%(key)s” of the file is a gate, and there is no gate of this name. Record "
                "the gate first, with its chance and dates, and give the row its name as its id."
            )
            % {"key": key}
        )
    return found
