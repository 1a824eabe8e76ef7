"""How open a thing is beside another: what is said of a commitment is as open as it is."""

from collections.abc import Iterator
from typing import Any

from servanda.desk.agreements.models import Commitment
from servanda.desk.record.models import Classification, Classified, Recorded
from servanda.desk.record.policy import follow


def openness_of(commitment: Commitment) -> dict[str, Any]:
    """Return the fields that make a thing as open as a commitment."""
    return {
        "classification": commitment.classification,
        "held_by_id": commitment.held_by_id,
        "seal": commitment.seal,
    }


def as_open(thing: Recorded, other: Recorded) -> bool:
    """Tell whether everybody who sees the other thing sees this one too."""
    others = {_standing(each) for each in _around(other)}
    enough = {each for each in others if each[0] != Classification.PUBLIC}
    within_a_party = any(each[0] == Classification.PARTY for each in others)
    return all(
        each.classification == Classification.PUBLIC
        or (within_a_party and each.classification == Classification.PARTNERS)
        or _standing(each) in enough
        for each in _around(thing)
    )


def _around(thing: Recorded) -> Iterator[Classified]:
    if isinstance(thing, Classified):
        yield thing
    for path in thing.inside:
        outer = follow(thing, path)
        if outer is not None:
            yield from _around(outer)


def _standing(thing: Classified) -> tuple[str, str | None, str, str]:
    return thing.classification, thing.held_by_id, thing.seal, thing.partnership_id
