"""Shares with their counts and a credible interval, and percentages that add up to a hundred."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

from servanda.scoring.beta import beta_quantile

CREDIBLE = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the interval in which the share credibly lies.

    `value`, `low` and `high` are None where there is nothing to take a share of.
    """

    count: int
    of: int
    value: float | None
    low: float | None
    high: float | None
    at_most: int
    """The count if every unclear criterion were met."""


def share(count: int, of: int, *, at_most: int | None = None, credible: float = CREDIBLE) -> Share:
    """Take a share with its Jeffreys interval.

    >>> found = share(1, 7)
    >>> round(found.low, 3), round(found.high, 3)
    (0.016, 0.501)
    >>> share(0, 0).value is None
    True
    """
    most = count if at_most is None else at_most
    if not 0 <= count <= most <= of:
        raise ValueError(
            f"{count} (at most {most}) of {of} is no share: the counts overlap or are negative. "
            "Count each commitment once."
        )
    if of == 0:
        return Share(count, of, None, None, None, most)
    low, high = jeffreys(count, of, credible=credible)
    return Share(count, of, count / of, low, high, most)


@lru_cache(maxsize=4096)  # the same few counts come back in every cell
def jeffreys(count: int, of: int, *, credible: float = CREDIBLE) -> tuple[float, float]:
    """Give the equal-tailed credible interval of a share under Jeffreys' prior Beta(½, ½).

    The lower end is 0 where nothing was counted and the upper end 1 where everything was
    (Brown, Cai and DasGupta 2001).
    """
    if isnan(credible) or not 0.5 <= credible < 1:
        raise ValueError(
            f"A credible level of {credible} does not make an interval around a share. "
            "Give one from 0.5 to below 1, such as 0.95."
        )
    tail = (1 - credible) / 2
    a, b = count + 0.5, of - count + 0.5
    low = 0.0 if count == 0 else beta_quantile(tail, a, b)
    high = 1.0 if count == of else beta_quantile(1 - tail, a, b)
    return low, high


def percentages(counts: Sequence[int]) -> tuple[int, ...]:
    """Round counts to whole percentages that add up to 100, by largest remainders.

    Of equal remainders the earlier one is rounded up. All are 0 where nothing was counted.

    >>> percentages([1, 1, 1])
    (34, 33, 33)
    """
    total = sum(counts)
    if total == 0:
        return tuple(0 for _ in counts)
    whole = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(100 * counts[place] % total))
    for place in by_remainder[: 100 - sum(whole)]:
        whole[place] += 1
    return tuple(whole)
