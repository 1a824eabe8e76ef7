"""Levelling: the shortest schedule that limited resources allow, and how short one could be."""

from servanda.scheduling.levelling.problem import Problem
from servanda.scheduling.levelling.solving import Budget, Levelled, level

__all__ = ["Budget", "Levelled", "Problem", "level"]
