"""Risk: when a plan will be done, drawn many times, and what moves that."""

from pathlib import Path

from servanda.compiled import forget_stale

forget_stale(Path(__file__).parent)

from servanda.scheduling.risk.model import Bar, Exposure, Risk  # noqa: E402 - compiled code is read here
from servanda.scheduling.risk.simulating import Cancelled, simulate  # noqa: E402 - compiled code is read here

__all__ = ["Bar", "Cancelled", "Exposure", "Risk", "simulate"]
