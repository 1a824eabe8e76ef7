"""Which placing a problem asks for: the plain one, or the one that counts along calendars.

Numba chooses by the type of the problem when it compiles, so that breeding is written once.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.extending import overload

from servanda.scheduling.levelling import dated, generation
from servanda.scheduling.levelling.problem import Arrays


def placed(problem, order, starts, used):  # type: ignore[no-untyped-def]
    """Place every activity as early as it can; return the end."""
    return generation.earliest(problem, order, starts, used)


def improved(problem, order, starts, used, end):  # type: ignore[no-untyped-def]
    """Push a schedule to the right and to the left again; return its end."""
    return generation.improve(problem, order, starts, used, end)


@overload(placed)
def _placed(problem, order, starts, used):  # type: ignore[no-untyped-def]  # noqa: ARG001 - by type
    earliest = _room(problem).earliest
    return lambda problem, order, starts, used: earliest(problem, order, starts, used)  # noqa: PLW0108


@overload(improved)
def _improved(problem, order, starts, used, end):  # type: ignore[no-untyped-def]  # noqa: ARG001
    improve = _room(problem).improve
    return lambda problem, order, starts, used, end: improve(problem, order, starts, used, end)  # noqa: PLW0108


def _room(problem: types.NamedTuple) -> Any:
    return generation if problem.instance_class is Arrays else dated
