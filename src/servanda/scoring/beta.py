"""The beta distribution: its cumulative probability and its quantiles, in plain arithmetic.

The continued fraction of the incomplete beta function (DLMF 8.17.22), evaluated by Lentz's method;
quantiles by bisection, so that they are the same on every machine to the last digits shown.
"""

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_ENOUGH = 1e-15
_STEPS = 10_000


def beta_cdf(x: float, a: float, b: float) -> float:
    """Give the probability that a Beta(a, b) variable is at most x.

    >>> round(beta_cdf(0.5, 2, 2), 12), beta_cdf(0.0, 2, 2), beta_cdf(1.0, 2, 2)
    (0.5, 0.0, 1.0)
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    scale = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):  # where the fraction converges fast
        return scale * _fraction(x, a, b) / a
    return 1 - scale * _fraction(1 - x, b, a) / b


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Give the x below which a Beta(a, b) variable lies with a probability.

    >>> round(beta_quantile(0.5, 3, 3), 12)
    0.5
    """
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in {low, high}:
            return middle
        if beta_cdf(middle, a, b) < probability:
            low = middle
        else:
            high = middle


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction by the modified Lentz method."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _ENOUGH:
            return value
    raise ArithmeticError(
        f"The beta distribution with a={a}, b={b} did not converge at {x}: its share is unknown. "
        "Ask about fewer commitments at a time."
    )


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
