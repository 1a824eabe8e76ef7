"""Reads partnerships and their parties, from where somebody looks."""

from django.db.models import QuerySet

from servanda.desk.accounts.models import Partnership, Party, PartyName
from servanda.desk.record.as_of import visible_things
from servanda.desk.record.policy import seen_by
from servanda.desk.record.viewpoint import Viewpoint


def partnerships(viewpoint: Viewpoint) -> list[Partnership] | QuerySet[Partnership]:
    """Return the partnerships, as they were known."""
    if viewpoint.known is not None:
        return visible_things(
            viewpoint.viewer, Partnership, partnership_id=None, known=viewpoint.known
        )
    return seen_by(viewpoint.viewer, Partnership.objects.all())


def partnership(viewpoint: Viewpoint, slug: str) -> Partnership | None:
    """Return one partnership, or nothing where there is none to be seen."""
    return next((each for each in partnerships(viewpoint) if each.id == slug), None)


def parties(viewpoint: Viewpoint, within: Partnership) -> list[Party] | QuerySet[Party]:
    """Return the parties of a partnership, in their own order."""
    if viewpoint.known is not None:
        return visible_things(
            viewpoint.viewer, Party, partnership_id=within.id, known=viewpoint.known
        )
    return seen_by(viewpoint.viewer, Party.objects.filter(partnership_id=within.id))


def names(viewpoint: Viewpoint, within: Partnership) -> list[PartyName] | QuerySet[PartyName]:
    """Return the names that differ by who uses them."""
    if viewpoint.known is not None:
        return visible_things(
            viewpoint.viewer, PartyName, partnership_id=within.id, known=viewpoint.known
        )
    return seen_by(viewpoint.viewer, PartyName.objects.filter(partnership_id=within.id))
