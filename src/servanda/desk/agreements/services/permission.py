"""Asks the policy before a change: who may not see a thing is told that there is none."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.record.models import Classified, Recorded
from servanda.desk.record.policy import may_do, may_see
from servanda.desk.record.services import Actor

OPENNESS = frozenset({"classification", "held_by", "held_by_id"})


def permit(person: Person, action: str, partnership_id: str, item: Recorded | None = None) -> Actor:
    """Return the name under which the change is recorded, or refuse it."""
    viewer = viewer_for(person)
    if item is not None and not may_see(viewer, item):
        raise missing()
    decision = may_do(viewer, action, partnership_id, item)
    if not decision:
        raise NotAllowed(
            _("Nothing was changed: %(reason)s. Ask the secretariat for the role.")
            % {"reason": decision.reason}
        )
    return Actor(person.id, person.name)


def unchanged(thing: Recorded, expected: str) -> None:
    """Refuse when a thing is no longer as the form showed it."""
    if fingerprint(thing) != expected:
        raise Conflict(
            _(
                "Somebody else changed this since you opened it, and nothing of yours was saved. "
                "Open it again, look at what changed, and make your change anew."
            )
        )


def keep_in_sight(person: Person, item: Recorded) -> None:
    """Refuse what would put a thing out of the sight of the person who makes it."""
    if not may_see(viewer_for(person), item):
        raise Refused(
            _(
                "With this classification you could not see it yourself, and nothing was saved. "
                "Choose one that opens it to you."
            )
        )


def permit_changes(
    person: Person, item: Classified, changes: Mapping[str, Any], allowed: Collection[str]
) -> None:
    """Refuse changes of fields that are not for changing, and of who may see a thing."""
    unknown = sorted(set(changes) - set(allowed) - OPENNESS)
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, _("This cannot be changed.")))
    if OPENNESS & set(changes):
        permit(person, "classification.change", str(item.partnership_id), item)


def missing() -> Missing:
    """Say that there is no such thing, whether there is none or it is not for this person."""
    return Missing(_("There is no such thing here, or it is not for you to see."))
