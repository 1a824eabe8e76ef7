"""Bodies, their meetings, and papers with two keys."""

from servanda.desk.bodies.models.bodies import Body, Mandate, Seat
from servanda.desk.bodies.models.digests import Digest, SentDigest
from servanda.desk.bodies.models.meetings import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
)
from servanda.desk.bodies.models.papers import Approval, Paper, PaperVersion

__all__ = [
    "Action",
    "AgendaItem",
    "Approval",
    "Attendance",
    "Body",
    "Decision",
    "Digest",
    "Mandate",
    "Meeting",
    "Paper",
    "PaperVersion",
    "Seat",
    "SentDigest",
]
