"""Risk: when a plan will be done, drawn many times, and what moves that."""

from servanda.scheduling.risk.model import Bar, Exposure, Risk
from servanda.scheduling.risk.simulating import Cancelled, simulate

__all__ = ["Bar", "Cancelled", "Exposure", "Risk", "simulate"]
