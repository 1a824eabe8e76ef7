"""Levelling: the shortest schedule that limited resources allow, and how short one could be."""

from pathlib import Path

from servanda.compiled import forget_stale

forget_stale(Path(__file__).parent)

from servanda.scheduling.levelling.problem import Problem  # noqa: E402 - compiled code is read here
from servanda.scheduling.levelling.solving import Budget, Levelled, level  # noqa: E402 - compiled code is read here

__all__ = ["Budget", "Levelled", "Problem", "level"]
