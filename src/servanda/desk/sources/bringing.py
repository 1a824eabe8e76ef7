"""Brings the bytes of an address for an ingest, or the reason why they cannot be had."""

from servanda.desk.sources.fetching import NotFetched, fetch
from servanda.desk.sources.models import IngestItem
from servanda.desk.sources.preparing import Outcome, Task


def bring(item: IngestItem, address: str, keep_in: str) -> Task | Outcome:
    """Fetch an address; what it answers becomes the document of the item."""
    try:
        fetched = fetch(address)
    except NotFetched as error:
        return Outcome(item.pk, reason=str(error))
    if not item.given.get("url"):
        item.given = {"where": "address it was fetched from", **item.given, "url": fetched.address}
        item.save(update_fields=["given"])
    return Task(item.pk, item.name, data=fetched.body, depth=item.depth, keep_in=keep_in)
