"""Matching: which commitments may a passage speak of, and what speaks for it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from servanda.matching.model import Candidate, Flag, Kind, Noted, Reason, Target, Thing

if TYPE_CHECKING:
    from servanda.matching.matcher import Matcher

__all__ = ["Candidate", "Flag", "Kind", "Matcher", "Noted", "Reason", "Target", "Thing"]


def __getattr__(name: str) -> Any:
    """Load numpy and the dictionary only when somebody matches: folding does without."""
    if name == "Matcher":
        return import_module("servanda.matching.matcher").Matcher
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
