"""Which commitments' files new ledger entries may have changed.

An entry that is not known to leave levels alone, or to change one commitment's, may change all.
"""

import json
from collections.abc import Iterator
from typing import Any

from servanda.desk.assessments.models import Coding, CriteriaVersion
from servanda.desk.record.models import LedgerEntry
from servanda.ledger import Checkpoint

MANY = 200  # entries after which everything is built anew
NO_LEVEL = frozenset(
    {
        "assignment",
        "citation",
        "claim",
        "ingest",
        "membership",  # the viewer is another one then
        "person",
        "proposal",
        "ranker",
        "reading",
        "release",
        "reply",
        "review",
        "source",
        "watchlist",
    }
)
OF_A_COMMITMENT = frozenset({"coding", "criteria", "ending", "finding", "suspension"})
NEW_ALONE = frozenset({"original"})  # nothing rests on a new one yet


class EverythingError(Exception):
    """Any file may have changed."""


def touched(partnership_id: str, since: Checkpoint) -> frozenset[str] | None:
    """Return the ids of the commitments that entries since then are about; None: perhaps all."""
    entries = LedgerEntry.objects.filter(sequence__gt=since.size).order_by("sequence")
    own = list(entries.filter(partnership_id__in=("", partnership_id))[: MANY + 1])
    if len(own) > MANY or not _grown_from(since):
        return None
    try:
        return frozenset(name for entry in own for name in _about(entry))
    except EverythingError:
        return None


def _grown_from(since: Checkpoint) -> bool:
    """Tell whether the ledger still holds the entry that was its last."""
    return LedgerEntry.objects.filter(sequence=since.size, hash=since.hash).exists()


def _about(entry: LedgerEntry) -> Iterator[str]:
    kind = entry.subject_kind
    if kind in NO_LEVEL or (kind in NEW_ALONE and entry.before is None):
        return
    for written in filter(None, (entry.before, entry.after)):
        yield from _named(kind, json.loads(written))


def _named(kind: str, state: dict[str, Any]) -> Iterator[str]:
    """Yield the commitment that a state belongs to."""
    if kind in OF_A_COMMITMENT:
        yield state["commitment_id"]
    elif kind == "evidence":
        yield state["subject_id"]
    elif kind == "judgement":
        yield from _commitments(Coding, state["coding_id"])
    elif kind == "criterion":
        yield from _commitments(CriteriaVersion, state["version_id"])
    else:
        raise EverythingError


def _commitments(model: type[Coding] | type[CriteriaVersion], key: str) -> Iterator[str]:
    manager: Any = model._default_manager
    yield from manager.filter(pk=key).values_list("commitment_id", flat=True)
