"""Matching: which commitments may a passage speak of, and what speaks for it."""

from servanda.matching.matcher import Matcher
from servanda.matching.model import Candidate, Flag, Kind, Noted, Reason, Target, Thing

__all__ = ["Candidate", "Flag", "Kind", "Matcher", "Noted", "Reason", "Target", "Thing"]
