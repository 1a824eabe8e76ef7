"""How a thing came to be as it is: its ledger entries, as far as they were known."""

from datetime import UTC, datetime, time, timedelta

from servanda.desk.record import as_of
from servanda.desk.record.models import LedgerEntry, Recorded
from servanda.desk.record.viewpoint import Viewpoint


def history(viewpoint: Viewpoint, thing: Recorded) -> list[LedgerEntry]:
    """Return the ledger entries about a thing that the viewer may see, the oldest first."""
    entries = as_of.history(viewpoint.viewer, thing)
    if viewpoint.known is None:
        return entries
    end = datetime.combine(viewpoint.known + timedelta(days=1), time(), tzinfo=UTC)
    return [entry for entry in entries if entry.at < end]
