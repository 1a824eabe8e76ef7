"""Agreement between coders: Krippendorff's alpha, with percent agreement beside it.

Alpha is 1 − Do/De, from the coincidences of values within units (Krippendorff, "Computing
Krippendorff's Alpha-Reliability", 2011). A unit that fewer than two coders coded says nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from servanda.scoring.sentences import Words

Value = int | float | str


class Metric(StrEnum):
    """How far apart two values are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Rating:
    """What one coder gave one unit; None where they gave nothing."""

    unit: str
    coder: str
    value: Value | None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far coders agree beyond chance, on how much, or why that is undefined."""

    metric: Metric
    alpha: float | None
    percent: float | None
    """Pairs of coders that gave the same value, of all pairs within units, times 100."""
    units: int
    """Units that two coders or more coded."""
    coders: int
    values: int
    """Values in those units."""
    said: Words


def krippendorff(ratings: Iterable[Rating], *, metric: Metric = Metric.ORDINAL) -> Reliability:
    """Compute alpha and percent agreement over all ratings.

    >>> krippendorff([Rating(unit, coder, ord(unit)) for unit in "ab" for coder in "xy"]).alpha
    1.0
    """
    units, coders = _pairable(ratings, metric)
    values = [value for given in units for value in given]
    if not units:
        return Reliability(metric, None, None, 0, coders, 0, _UNPAIRED)
    percent = _percent(units)
    totals = Counter(values)
    distances = _distances(totals, metric)
    expected = _disagreement(totals, distances) / (len(values) - 1)
    if expected == 0:
        return Reliability(metric, None, percent, len(units), coders, len(values), _UNVARIED)
    observed = sum(
        (_disagreement(Counter(given), distances) / (len(given) - 1) for given in units),
        Fraction(0),
    )
    alpha = float(1 - observed / expected)
    said = _said(alpha, percent, metric, len(units))
    return Reliability(metric, alpha, percent, len(units), coders, len(values), said)


def by_section(
    ratings: Iterable[Rating], *, metric: Metric = Metric.ORDINAL
) -> tuple[tuple[str, Reliability], ...]:
    """Compute agreement section by section, in order of their names."""
    sections: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        sections[rating.section].append(rating)
    return tuple(
        (section, krippendorff(sections[section], metric=metric)) for section in sorted(sections)
    )


def _pairable(ratings: Iterable[Rating], metric: Metric) -> tuple[list[list[Value]], int]:
    """Gather the units that two coders or more coded, and count the coders."""
    units: dict[str, dict[str, Value]] = defaultdict(dict)
    for rating in ratings:
        if rating.value is None:
            continue
        if metric is not Metric.NOMINAL and isinstance(rating.value, str):
            raise ValueError(
                f"{rating.unit}: “{rating.value}” has no place on a scale, so that {metric} "
                "distances are undefined. Use nominal, or leave the value out."
            )
        if rating.coder in units[rating.unit]:
            raise ValueError(
                f"{rating.unit}: {rating.coder} coded it twice, so that they would be compared "
                "with themselves. Keep one coding."
            )
        units[rating.unit][rating.coder] = rating.value
    coders = {coder for given in units.values() for coder in given}
    return [list(given.values()) for given in units.values() if len(given) > 1], len(coders)


def _distances(totals: Mapping[Value, int], metric: Metric) -> dict[tuple[Value, Value], Fraction]:
    """Give the squared difference of every two values, in exact fractions."""
    if metric is Metric.NOMINAL:
        return {(one, other): Fraction(one != other) for one in totals for other in totals}
    ordered = sorted(value for value in totals if not isinstance(value, str))
    places = {value: Fraction(value) for value in ordered}
    if metric is Metric.ORDINAL:
        below = 0
        for value in ordered:
            places[value] = below + Fraction(totals[value], 2)
            below += totals[value]
    return {(one, other): (places[one] - places[other]) ** 2 for one in places for other in places}


def _disagreement(
    counts: Mapping[Value, int], distances: Mapping[tuple[Value, Value], Fraction]
) -> Fraction:
    """Add up the squared differences over all ordered pairs of the values counted."""
    return sum(
        (
            number * others * distances[one, other]
            for one, number in counts.items()
            for other, others in counts.items()
        ),
        Fraction(0),
    )


def _percent(units: list[list[Value]]) -> float:
    pairs = sum(len(given) * (len(given) - 1) for given in units)
    same = sum(number * (number - 1) for given in units for number in Counter(given).values())
    return 100 * same / pairs


_UNPAIRED = Words(
    "Undefined: no unit was coded by two coders or more.",
    "Müəyyən deyil: heç bir vahid iki və ya daha çox kodlaşdıran tərəfindən kodlaşdırılmayıb.",
)
_UNVARIED = Words(
    "Undefined: all coders gave one and the same value throughout, so that agreement cannot be "
    "told from habit.",
    "Müəyyən deyil: bütün kodlaşdıranlar hər yerdə eyni dəyəri verib, ona görə razılığı vərdişdən "
    "ayırmaq olmur.",
)
_METRICS_AZ = {Metric.NOMINAL: "nominal", Metric.ORDINAL: "sıra", Metric.INTERVAL: "interval"}


def _said(alpha: float, percent: float, metric: Metric, units: int) -> Words:
    units_en = "1 unit" if units == 1 else f"{units} units"
    return Words(
        f"Krippendorff's alpha ({metric}) is {alpha:.3f} and percent agreement {percent:.1f} "
        f"over {units_en}.",
        f"{units} vahid üzrə Krippendorff alfası ({_METRICS_AZ[metric]}) "
        + f"{alpha:.3f}, faizlə razılıq {percent:.1f}".replace(".", ",")
        + ".",
    )
