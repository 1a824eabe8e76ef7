"""Keeps the worked-out columns of commitments true after anything that they depend on changed."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from servanda.desk.agreements.derived import COLUMNS, Surroundings, derive
from servanda.desk.agreements.models import Commitment, Event, InstrumentParty

AT_ONCE = 500


def refresh_partnership(partnership_id: str) -> None:
    """Work the columns out again for all commitments of a partnership."""
    _refresh(
        Commitment.objects.filter(partnership_id=partnership_id),
        Event.objects.filter(partnership_id=partnership_id),
        InstrumentParty.objects.filter(instrument__partnership_id=partnership_id),
    )


def refresh_instrument(instrument_id: str) -> None:
    """Work the columns out again for the commitments of an instrument."""
    _refresh(
        Commitment.objects.filter(instrument_id=instrument_id),
        Event.objects.filter(instrument_id=instrument_id),
        InstrumentParty.objects.filter(instrument_id=instrument_id),
    )


def _refresh(
    commitments: QuerySet[Commitment], events: Iterable[Event], parts: QuerySet[InstrumentParty]
) -> None:
    events_of: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        events_of[event.instrument_id].append(event)
    parts_of: defaultdict[str, list[InstrumentParty]] = defaultdict(list)
    for part in parts.select_related("party"):
        parts_of[part.instrument_id].append(part)
    changed = [
        each
        for each in commitments.select_related("instrument")
        if derive(each, Surroundings(events_of[each.instrument_id], parts_of[each.instrument_id]))
    ]
    # These columns are no part of the recorded state: nothing that the ledger knows changes here.
    Commitment.objects.bulk_update(changed, COLUMNS, batch_size=AT_ONCE)
