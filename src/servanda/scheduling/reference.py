"""Reference classes: how long like cases took, where a plan has no estimate of its own.

After Kahneman and Tversky (1979) and Flyvbjerg (2006): the outside view. The three points are the
10th, 50th and 90th percentile of the cases, by the interpolation of Hyndman and Fan (1996), type 7.
Few cases say little about the ends, so that with few the low and high point are moved outwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from servanda.scheduling.model import Activity, Estimate, Kind, NotAPlan, Plan

FEW = 10
"""Cases below which the range is widened."""
LOW, LIKELY, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """One like case: what it was, how many working days it took, where that is written."""

    name: str
    days: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Cases that are alike in what decides how long they take."""

    id: str
    cases: tuple[Case, ...]
    name: str = ""


def estimate_from(known: ReferenceClass) -> Estimate:
    """Make an estimate of a reference class; its basis says how many cases it rests on.

    >>> cases = tuple(Case(str(days), days) for days in range(10, 210, 10))
    >>> found = estimate_from(ReferenceClass("treaty", cases, "ratifications"))
    >>> [round(days) for days in (found.low, found.likely, found.high)]
    [29, 105, 181]
    >>> found.basis
    'assumed from the reference class “ratifications” (20 cases)'
    """
    days = [case.days for case in known.cases]
    if not days:
        raise NotAPlan(
            f"The reference class “{known.id}” has no cases, so that nothing can be taken from it. "
            "Add cases with their sources."
        )
    wrong = next((case for case in known.cases if not 0 < case.days < float("inf")), None)
    if wrong:
        raise NotAPlan(
            f"In the reference class “{known.id}” the case “{wrong.name}” took {wrong.days} days. "
            "Give a number above 0."
        )
    low, likely, high = (float(each) for each in np.quantile(days, (LOW, LIKELY, HIGH)))
    name, count = known.name or known.id, len(days)
    basis = f"assumed from the reference class “{name}” ({count} case{'s' * (count != 1)})"
    if count < FEW:
        low, high = _widened(low, likely, high, count)
        basis += f": fewer than {FEW}, so that the range was widened"
    return Estimate(low, likely, high, basis)


def _widened(low: float, likely: float, high: float, count: int) -> tuple[float, float]:
    """Move both ends outwards: with one case to a third and three times what it took."""
    factor = 1 + 2 * (FEW - count) / (FEW - 1)
    return min(low, likely / factor), max(high, likely * factor)


def with_references(plan: Plan, classes: Sequence[ReferenceClass]) -> Plan:
    """Return a plan in which reference classes serve every activity that has no estimate.

    An activity that names no class, or one that is not there, is left as it is; `network` names it.
    """
    known = {each.id: each for each in classes}
    return replace(plan, activities=tuple(_served(each, known) for each in plan.activities))


def _served(activity: Activity, known: Mapping[str, ReferenceClass]) -> Activity:
    wants = activity.kind is Kind.ACTIVITY and activity.duration is None
    if not wants or activity.reference_class not in known:
        return activity
    return replace(activity, duration=estimate_from(known[activity.reference_class]))
