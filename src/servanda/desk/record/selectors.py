"""Reads of the ledger, page by page, as far as the viewer may see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from servanda.desk.record.as_of import entries_seen_by
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.viewpoint import Viewpoint

PAGE = 25


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some entries, the newest first; `older` is where the next page begins, if there is one."""

    entries: tuple[LedgerEntry, ...]
    older: int | None


def ledger_page(
    viewpoint: Viewpoint,
    partnership_id: str,
    *,
    before: int | None = None,
    kinds: Collection[str] = (),
    size: int = PAGE,
) -> LedgerPage:
    """Return the newest entries of a partnership, or those before an entry; all kinds or some."""
    newest = _newest(viewpoint, partnership_id, before, kinds)
    found = list(islice(newest, size + 1))
    more = len(found) > size
    return LedgerPage(tuple(found[:size]), found[size - 1].sequence if more else None)


def _newest(
    viewpoint: Viewpoint, partnership_id: str, before: int | None, kinds: Collection[str]
) -> Iterator[LedgerEntry]:
    entries = LedgerEntry.objects.filter(partnership_id=partnership_id).order_by("-sequence")
    if kinds:
        entries = entries.filter(subject_kind__in=kinds)
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    if viewpoint.known is not None:
        end = datetime.combine(viewpoint.known + timedelta(days=1), time(), tzinfo=UTC)
        entries = entries.filter(at__lt=end)
    return entries_seen_by(viewpoint.viewer, entries.iterator(chunk_size=2 * PAGE))
