"""Keeps the worked-out columns of commitments true after anything that they depend on changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from servanda.desk.agreements.derived import COLUMNS, Surroundings, derive
from servanda.desk.agreements.models import Commitment, Event, Instrument, InstrumentParty

AT_ONCE = 100  # rows; a longer statement takes the database disproportionately long


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


def derive_new(commitments: Sequence[Commitment], partnership_id: str) -> None:
    """Work the columns out for commitments that are about to be stored."""
    surroundings = _surroundings(
        Event.objects.filter(partnership_id=partnership_id),
        InstrumentParty.objects.filter(instrument__partnership_id=partnership_id),
    )
    instruments = Instrument.objects.filter(partnership_id=partnership_id).in_bulk()
    for each in commitments:
        if each.instrument_id in instruments:
            each.instrument = instruments[each.instrument_id]
            derive(each, surroundings[each.instrument_id])


def _refresh(
    commitments: QuerySet[Commitment], events: Iterable[Event], parts: QuerySet[InstrumentParty]
) -> None:
    surroundings = _surroundings(events, parts)
    changed = [
        each
        for each in commitments.select_related("instrument")
        if derive(each, surroundings[each.instrument_id])
    ]
    # These columns are no part of the recorded state: nothing that the ledger knows changes here.
    Commitment.objects.bulk_update(changed, COLUMNS, batch_size=AT_ONCE)


def _surroundings(
    events: Iterable[Event], parts: QuerySet[InstrumentParty]
) -> defaultdict[str, Surroundings]:
    """Return the events and parts of each instrument."""
    found: defaultdict[str, Surroundings] = defaultdict(Surroundings)
    for event in events:
        found[event.instrument_id].events.append(event)
    for part in parts.select_related("party"):
        found[part.instrument_id].parts.append(part)
    return found
