"""Numbers rows in their order with as few changes as possible.

A row put between two others must not renumber all that follow: each would be a change on record.
"""

from bisect import bisect_left
from collections.abc import Sequence

STEP = 1000


def renumbered(old: Sequence[int | None]) -> list[int]:
    """Return rising numbers for rows in their order, keeping all that can be kept.

    >>> renumbered([None, None])
    [1000, 2000]
    >>> renumbered([1000, None, 2000])
    [1000, 1500, 2000]
    """
    kept = _longest_rising(old)
    following = _following(len(old), kept)
    numbers: list[int] = []
    for index in range(len(old)):
        before = numbers[-1] if numbers else 0
        place = following[index]
        if place is None:
            numbers.append(before + STEP)
            continue
        number = old[place] or 0
        gap = number - before
        if gap <= place - index:
            return [STEP * (each + 1) for each in range(len(old))]
        numbers.append(before + gap // (place - index + 1) if place > index else number)
    return numbers


def _following(length: int, kept: set[int]) -> list[int | None]:
    """Return for each place the first at or after it whose number stays."""
    found: list[int | None] = [None] * length
    following = None
    for index in reversed(range(length)):
        following = index if index in kept else following
        found[index] = following
    return found


def _longest_rising(old: Sequence[int | None]) -> set[int]:
    """Return the places of the most numbers that already rise, and may stay."""
    tails: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for index, number in enumerate(old):
        if number is None or number <= 0:
            continue
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        places[at : at + 1] = [index]
        before[index] = places[at - 1] if at else None
    found: set[int] = set()
    here = places[-1] if places else None
    while here is not None:
        found.add(here)
        here = before[here]
    return found
