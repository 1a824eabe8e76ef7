"""Who may see a quote: never more people than see the original it was cut from and its subject."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from servanda.desk.agreements.errors import Refused
from servanda.desk.record.models import Classification, Classified, Recorded
from servanda.desk.record.policy import follow


def most_restrictive(*things: Recorded) -> dict[str, Any]:
    """Return the fields that make a thing as closed as the most closed of these.

    All that they lie inside counts too. A sealed thing gives its seal: whoever is named on it may
    see what is made of it. Where one party holds a thing and another party the other: refused.
    """
    found = [each for thing in things for each in _around(thing)]
    sealed = [each for each in found if each.classification == Classification.SEALED]
    holders = {each.held_by_id for each in found if each.classification == Classification.PARTY}
    if len(holders) > 1:
        raise Refused(
            _(
                "Nothing was linked: the original is held by one party and the thing by another, "
                "and neither may see both. Ask for one of them to be shared first."
            )
        )
    if sealed:
        return _fields(Classification.SEALED, seal=sealed[0].seal)
    if holders:
        return _fields(Classification.PARTY, held_by_id=holders.pop())
    if any(each.classification == Classification.PARTNERS for each in found):
        return _fields(Classification.PARTNERS)
    return _fields(Classification.PUBLIC)


def _fields(
    classification: Classification, held_by_id: str | None = None, seal: str = ""
) -> dict[str, Any]:
    return {"classification": classification.value, "held_by_id": held_by_id, "seal": seal}


def _around(thing: Recorded) -> Iterator[Classified]:
    """Yield a thing and all that it lies inside, as far as they say themselves who sees them."""
    if isinstance(thing, Classified):
        yield thing
    for path in thing.inside:
        outer = follow(thing, path)
        if outer is not None:
            yield from _around(outer)
