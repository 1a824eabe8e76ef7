"""Bodies, seats, meetings and what stands in them: added and changed, each with its entry."""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import (
    keep_in_sight,
    missing,
    permit,
    unchanged,
)
from servanda.desk.bodies.models import (
    Action,
    AgendaItem,
    Attendance,
    Body,
    Decision,
    Mandate,
    Meeting,
    Seat,
)
from servanda.desk.bodies.words import MeetingState
from servanda.desk.record import services as record
from servanda.desk.record.models import Classification, Classified, Recorded, new_id
from servanda.desk.record.policy import may_see

Thing = TypeVar("Thing", bound=Recorded)
STEP = 1000
NOUNS: dict[type[Recorded], str] = {
    Body: "body",
    Seat: "seat",
    Meeting: "meeting",
    AgendaItem: "meeting",
    Attendance: "meeting",
    Decision: "meeting",
    Action: "meeting",
}
NUMBERED: dict[type[Recorded], str] = {Meeting: "body", Decision: "meeting"}


@transaction.atomic
def add(
    model: type[Thing],
    partnership_id: str,
    *,
    by: Person,
    inside: Recorded | None = None,
    **fields: Any,
) -> Thing:
    """Add a thing, as open as what it lies inside unless said otherwise."""
    record.wait_for_the_ledger()
    actor = permit(by, f"{NOUNS[model]}.add", partnership_id, inside)
    _check_seen(by, partnership_id, fields)
    _check_parent(fields, fields.get("classification", ""), fields.get("held_by"))
    _check_came(model, fields)
    around = {model.inside[0]: inside} if inside is not None else {}
    thing: Any = model(
        id=f"{partnership_id}.{new_id(model.id_prefix)}",
        ordinal=_after_last(model, partnership_id),
        **around,
        **_openness(model, partnership_id, inside, fields),
    )
    if model in NUMBERED and not fields.get("number"):
        thing.number = _next_number(model, NUMBERED[model], inside)
    for name, value in fields.items():
        if value is not None or name != "number":
            setattr(thing, name, value)
    made: Thing = record.create(thing, by=actor, action=f"{model.ledger_kind}.added")
    keep_in_sight(by, made)
    return made


@transaction.atomic
def amend(thing: Thing, *, by: Person, seen: str, **fields: Any) -> Thing:
    """Change a thing as a form asks; `seen` is the fingerprint that the form was given."""
    record.wait_for_the_ledger()
    model: Any = type(thing)
    stored: Thing | None = model._default_manager.filter(pk=thing.pk).first()
    if stored is None:
        raise missing()
    partnership_id = stored.ledger_partnership()
    actor = permit(by, f"{NOUNS[model]}.change", partnership_id, stored)
    _check_seen(by, partnership_id, fields)
    unchanged(stored, seen)
    _check_came(model, fields)
    if isinstance(stored, Body):
        _check_parent(fields, stored.classification, stored.held_by)
    return record.change(stored, by=actor, action=f"{model.ledger_kind}.changed", **fields)


@transaction.atomic
def remove(thing: Recorded, *, by: Person, seen: str) -> None:
    """Remove a point, name, decision or action that was entered by mistake; the ledger keeps it."""
    record.wait_for_the_ledger()
    model: Any = type(thing)
    stored = model._default_manager.filter(pk=thing.pk).first()
    if stored is None:
        raise missing()
    actor = permit(by, f"{NOUNS[model]}.remove", stored.ledger_partnership(), stored)
    unchanged(stored, seen)
    used = any(
        each.related_model._default_manager.filter(**{each.field.name: stored}).exists()
        for each in stored._meta.related_objects
    )
    if used:
        raise Refused(_("Nothing was removed: something else rests on it. Remove that first."))
    record.remove(stored, by=actor, action=f"{model.ledger_kind}.removed")


@transaction.atomic
def rest_on(body_id: str, provisions: list[Any], *, by: Person) -> None:
    """Name the provisions that a body rests on, in the place of those named before.

    Provisions that the person does not see stay as they are.
    """
    record.wait_for_the_ledger()
    body = Body.objects.filter(id=body_id).first()
    if body is None:
        raise missing()
    actor = permit(by, "body.change", body.partnership_id, body)
    _check_seen(by, body.partnership_id, dict(enumerate(provisions)))
    wanted, viewer = {each.id for each in provisions}, viewer_for(by)
    stand = {each.provision_id: each for each in body.mandates.select_related("provision")}
    for key, mandate in stand.items():
        if key not in wanted and may_see(viewer, mandate):
            record.remove(mandate, by=actor, action="mandate.removed")
    for place, provision in enumerate(provisions):
        if provision.id not in stand:
            new = Mandate(
                id=f"{body.partnership_id}.{new_id(Mandate.id_prefix)}",
                body=body,
                provision=provision,
                ordinal=(place + 1) * STEP,
            )
            record.create(new, by=actor, action="mandate.added")


def _check_seen(by: Person, partnership_id: str, fields: dict[Any, Any]) -> None:
    """Refuse to name what the person does not see, or what belongs to another partnership."""
    viewer = viewer_for(by)
    for value in fields.values():
        if not isinstance(value, Recorded) or isinstance(value, Person):
            continue
        if value.ledger_partnership() != partnership_id or not may_see(viewer, value):
            raise missing()


def _check_came(model: type[Recorded], fields: dict[str, Any]) -> None:
    """Refuse to say that what lies ahead has happened."""
    today = timezone.localdate()
    on, settled = fields.get("on"), fields.get("settled")
    if model is Meeting and fields.get("state") == MeetingState.HELD and on and on > today:
        raise Refused(
            _(
                "Nothing was saved: the day of this meeting has not come, so that it was not held. "
                "Leave it planned, or correct the date."
            )
        )
    if model is Action and settled and settled > today:
        raise Refused(
            _(
                "Nothing was saved: the day on which this was done or dropped has not come. Leave "
                "it open, or correct the day."
            )
        )


def _check_parent(fields: dict[str, Any], classification: str, held_by: object) -> None:
    """Refuse a body whose parent fewer people see: its name would tell them of the parent."""
    parent = fields.get("parent")
    if parent is None or parent.classification == Classification.PUBLIC:
        return
    same = (parent.classification, parent.held_by) == (classification, held_by)
    if same and classification != Classification.SEALED:
        return
    if classification == Classification.PARTY and parent.classification == Classification.PARTNERS:
        return
    raise Refused(
        _(
            "Nothing was saved: fewer people see the body that this is to be part of. Choose "
            "another."
        )
    )


def _openness(
    model: type[Recorded], partnership_id: str, inside: Recorded | None, fields: dict[str, Any]
) -> dict[str, Any]:
    if not issubclass(model, Classified):
        return {}
    own: dict[str, Any] = {"partnership_id": partnership_id}
    if "classification" in fields or not isinstance(inside, Classified):
        held = fields.get("held_by")
        if fields.get("classification") == Classification.PARTY and not isinstance(held, Party):
            raise Refused(_("Nothing was added: say which party holds it."))
        return own
    return {
        **own,
        "classification": inside.classification,
        "held_by_id": inside.held_by_id,
        "seal": inside.seal,
    }


def _after_last(model: Any, partnership_id: str) -> int:
    own = model._default_manager.filter(id__startswith=f"{partnership_id}.")
    last: int = own.aggregate(last=Max("ordinal"))["last"] or 0
    return last + STEP


def _next_number(model: Any, around: str, inside: Recorded | None) -> int:
    own = model._default_manager.filter(**{around: inside})
    last: int = own.aggregate(last=Max("number"))["last"] or 0
    return last + 1
