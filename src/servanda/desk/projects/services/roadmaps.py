"""Changes of a roadmap: its rows with what they wait for. No change makes a plan impossible.

A plan that could be scheduled before a change can be scheduled after it, or the change is refused
with the sentence that names the row. One that could not be is changed until it can.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import missing, permit, unchanged
from servanda.desk.projects.models import (
    Roadmap,
    RoadmapLink,
    RoadmapRow,
)
from servanda.desk.projects.plan_building import built
from servanda.desk.projects.selectors.roadmaps import Parts, read_parts
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.policy import may_see
from servanda.desk.record.services import Actor
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.network import network


@dataclass(frozen=True, slots=True)
class Wait:
    """What a row waits for."""

    before: str
    kind: str = "FS"
    lag: int = 0


@transaction.atomic
def add_row(
    roadmap_id: str, fields: Mapping[str, Any], waits: Sequence[Wait], *, by: Person
) -> RoadmapRow:
    """Add a row to a roadmap, at its end."""
    roadmap, actor = held(roadmap_id, by)
    last = roadmap.roadmaprows.aggregate(last=Max("ordinal"))["last"] or 0
    with still_a_plan(roadmap, by):
        row = RoadmapRow(
            id=own_id(roadmap, RoadmapRow),
            roadmap=roadmap,
            key=_new_key(roadmap),
            ordinal=last + 1,
            **_checked(fields, by),
        )
        record.create(row, by=actor, action="roadmap_row.added")
        _wait(roadmap, row.key, waits, by, actor)
    return row


@transaction.atomic
def change_row(
    roadmap_id: str,
    key: str,
    fields: Mapping[str, Any],
    waits: Sequence[Wait],
    *,
    by: Person,
    expected: str = "",
) -> RoadmapRow:
    """Change a row, and what it waits for; `expected` is its fingerprint as the form showed it."""
    roadmap, actor = held(roadmap_id, by)
    row = seen_row(roadmap, key, by)
    if expected:
        unchanged(row, expected)
    with still_a_plan(roadmap, by):
        record.change(row, by=actor, action="roadmap_row.changed", **_checked(fields, by))
        _wait(roadmap, key, waits, by, actor)
    return row


@transaction.atomic
def remove_row(roadmap_id: str, key: str, *, by: Person, reason: str = "") -> Roadmap:
    """Remove a row with its links; what waited for it waits for it no longer."""
    roadmap, actor = held(roadmap_id, by)
    row = seen_row(roadmap, key, by)
    with still_a_plan(roadmap, by):
        for link in roadmap.roadmaplinks.all():
            if key in {link.before, link.after}:
                record.remove(link, by=actor, action="roadmap_link.removed", reason=reason)
        record.remove(row, by=actor, action="roadmap_row.removed", reason=reason)
    return roadmap


@transaction.atomic
def change_roadmap(
    roadmap_id: str, fields: Mapping[str, Any], *, by: Person, expected: str = ""
) -> Roadmap:
    """Change when a roadmap begins, as of when its progress is told, and its seed."""
    roadmap, actor = held(roadmap_id, by)
    if expected:
        unchanged(roadmap, expected)
    with still_a_plan(roadmap, by):
        record.change(roadmap, by=actor, action="roadmap.changed", **fields)
    return roadmap


def held(roadmap_id: str, by: Person, action: str = "roadmap.change") -> tuple[Roadmap, Actor]:
    """Return a roadmap, held until the transaction ends, and who changes it."""
    record.wait_for_the_ledger()
    roadmap = Roadmap.objects.select_for_update().filter(id=roadmap_id).first()
    if roadmap is None:
        raise missing()
    return roadmap, permit(by, action, roadmap.partnership_id, roadmap)


def seen_row(roadmap: Roadmap, key: str, by: Person) -> RoadmapRow:
    """Return a row that the person sees; what is hidden does not exist."""
    row = roadmap.roadmaprows.filter(key=key).first()
    if row is None or not may_see(viewer_for(by), row):
        raise missing()
    return row


def parts_seen(roadmap: Roadmap, by: Person) -> Parts:
    """Return the stored parts of a roadmap that a person sees, read again."""
    roadmap.refresh_from_db()
    return read_parts(Viewpoint(viewer_for(by), on=timezone.localdate()), roadmap)


def fault_of(roadmap: Roadmap, by: Person) -> NotAPlan | None:
    """Return why what a person sees of a roadmap cannot be scheduled; None where it can."""
    parts = parts_seen(roadmap, by)
    if not parts.rows:
        return None
    try:
        critical_path(network(built(parts)))
    except NotAPlan as error:
        return error
    return None


@contextmanager
def still_a_plan(roadmap: Roadmap, by: Person) -> Iterator[None]:
    """Refuse what is changed within where it makes a plan impossible that was not."""
    before = fault_of(roadmap, by)
    yield
    after = fault_of(roadmap, by)
    if after is not None and before is None:
        raise after


def own_id(roadmap: Roadmap, model: Any) -> str:
    """Make the id of a new part of a roadmap."""
    return f"{roadmap.partnership_id}.{new_id(model.id_prefix)}"


def _new_key(roadmap: Roadmap) -> str:
    """Make a key that says nothing: everybody who sees the roadmap may see it."""
    keys = set(roadmap.roadmaprows.values_list("key", flat=True))
    number = len(keys) + 1
    while f"row-{number}" in keys:
        number += 1
    return f"row-{number}"


def _checked(fields: Mapping[str, Any], by: Person) -> dict[str, Any]:
    """Refuse a gate or commitment that the person does not see, as if there were none."""
    viewer = viewer_for(by)
    for name in ("gate", "commitment"):
        thing = fields.get(name)
        if thing is not None and not may_see(viewer, thing):
            raise missing()
    return dict(fields)


def _wait(roadmap: Roadmap, key: str, waits: Iterable[Wait], by: Person, actor: Actor) -> None:
    """Let a row wait for exactly these others; links with rows out of sight stay."""
    rows = {row.key: row for row in parts_seen(roadmap, by).rows}
    wanted = {(each.before, each.kind): each for each in waits}
    for link in roadmap.roadmaplinks.filter(after=key, before__in=rows.keys()):
        each = wanted.pop((link.before, link.kind), None)
        if each is None:
            record.remove(link, by=actor, action="roadmap_link.removed")
        elif each.lag != link.lag:
            record.change(link, by=actor, action="roadmap_link.changed", lag=each.lag)
    for each in wanted.values():
        if each.before not in rows:
            raise Refused(
                _("There is no row “%(key)s” to wait for, and nothing was saved. Correct it.")
                % {"key": each.before}
            )
        link = RoadmapLink(
            id=own_id(roadmap, RoadmapLink),
            roadmap=roadmap,
            before=each.before,
            after=key,
            before_row=rows[each.before],
            after_row=rows[key],
            kind=each.kind,
            lag=each.lag,
            ordinal=roadmap.roadmaplinks.count(),
        )
        record.create(link, by=actor, action="roadmap_link.added")
