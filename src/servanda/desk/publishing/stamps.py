"""When what stands in a feed last changed, from the ledger; the clock is never asked."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.db.models import Max

from servanda.desk.agreements.selectors import CalendarEntry
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.viewpoint import Viewpoint

KINDS = ("commitment", "event")
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def stamps(
    viewpoint: Viewpoint, partnership_id: str, entries: Iterable[CalendarEntry]
) -> dict[str, datetime]:
    """Return when each commitment or event last changed, by id.

    A due date also changes with the events of its instrument that the viewer sees.
    """
    changed = _last_changes(viewpoint, partnership_id)
    found: dict[str, datetime] = {}
    of_instrument: dict[str, datetime] = {}
    listed = list(entries)
    for entry in listed:
        if entry.event is not None:
            at = found[entry.event.id] = changed.get(entry.event.id, BEFORE_ALL)
            known = of_instrument.get(entry.instrument.id, BEFORE_ALL)
            of_instrument[entry.instrument.id] = max(at, known)
    for entry in listed:
        if entry.due is not None:
            own = changed.get(entry.due.commitment.id, BEFORE_ALL)
            around = of_instrument.get(entry.instrument.id, BEFORE_ALL)
            found[entry.due.commitment.id] = max(own, around)
    return found


def _last_changes(viewpoint: Viewpoint, partnership_id: str) -> dict[str, datetime]:
    entries = LedgerEntry.objects.filter(partnership_id=partnership_id, subject_kind__in=KINDS)
    if viewpoint.known is not None:
        end = datetime.combine(viewpoint.known + timedelta(days=1), time(), tzinfo=UTC)
        entries = entries.filter(at__lt=end)
    rows = entries.order_by().values_list("subject_kind", "subject_id").annotate(last=Max("at"))
    return {subject: last.replace(microsecond=0) for _kind, subject, last in rows}
