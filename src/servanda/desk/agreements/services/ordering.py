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
    numbers: list[int] = []
    for index in range(len(old)):
        if index in kept:
            numbers.append(old[index] or 0)
            continue
        before = numbers[-1] if numbers else 0
        after, gap = _next_kept(old, kept, index)
        if after is None:
            numbers.append(before + STEP)
            continue
        if after - before <= gap:
            return [STEP * (place + 1) for place in range(len(old))]
        numbers.append(before + (after - before) // (gap + 1))
    return numbers


def _next_kept(old: Sequence[int | None], kept: set[int], index: int) -> tuple[int | None, int]:
    """Return the next number that stays, and how many new ones come before it."""
    for later in range(index + 1, len(old)):
        if later in kept:
            return old[later], later - index
    return None, 0


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
