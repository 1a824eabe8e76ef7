"""Who looks, and from where: read from the request, afresh each time."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from servanda.desk.accounts.models import Person
from servanda.desk.record.policy import ANONYMOUS, Membership, Viewer
from servanda.desk.record.services import SYSTEM, Actor
from servanda.desk.record.viewpoint import Viewpoint

FIRST_YEAR, LAST_YEAR = 1900, 2199  # which the calendar has pages for
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NotADay(ValueError):  # noqa: N818 - an answer to the visitor
    """A date in an address that is none."""


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks; what they may see is read from the database on every request."""
    user: Any = getattr(request, "user", None)
    return viewer_for(user) if isinstance(user, Person) or _is_person(user) else ANONYMOUS


def _is_person(user: object) -> bool:
    return bool(getattr(user, "is_authenticated", False))  # a lazy user is no instance yet


def viewer_for(person: Person) -> Viewer:
    """Return the viewer that a person is, with the memberships they have now."""
    if not person.is_active:
        return ANONYMOUS
    rows = person.memberships.order_by("id").values_list("partnership_id", "party_id", "roles")
    return Viewer(
        person.id,
        tuple(
            Membership(partnership_id, party_id, frozenset(roles))
            for partnership_id, party_id, roles in rows
        ),
    )


def actor_of(request: HttpRequest) -> Actor:
    """Return the name under which the ledger records what this request changes."""
    user: Any = getattr(request, "user", None)
    return Actor(user.id, user.name) if _is_person(user) else SYSTEM


def viewpoint_of(query: Mapping[str, str], viewer: Viewer) -> Viewpoint:
    """Read `?on=` and `?known=`; without them, things stand as of today and as known now."""
    return Viewpoint(
        viewer=viewer,
        on=_day(query, "on") or timezone.localdate(),
        known=_day(query, "known"),
    )


def _day(query: Mapping[str, str], name: str) -> date | None:
    written = query.get(name, "").strip()
    if not written:
        return None
    try:
        if not ISO_DAY.fullmatch(written) or not FIRST_YEAR <= int(written[:4]) <= LAST_YEAR:
            raise ValueError(written)  # noqa: TRY301 - one answer for all mistakes
        return date.fromisoformat(written)
    except ValueError as error:
        message = gettext(
            "“%(written)s” is not a day of the calendar: write “%(name)s” as year, month and day, "
            "like 2026-05-10."
        )
        raise NotADay(message % {"written": written[:40], "name": name}) from error
