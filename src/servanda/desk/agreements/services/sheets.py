"""How the tables of a dossier and the tables of the desk are each other.

The apps above this one bring the sheets of their own tables: see `AppConfig.sheets` there.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps

from servanda.desk.accounts.models import Party, PartyName
from servanda.desk.agreements.models import (
    Commitment,
    Event,
    Instrument,
    InstrumentParty,
    Provision,
    Relation,
    Text,
)
from servanda.desk.agreements.services.sheet import Fields, Sheet, joined_key
from servanda.desk.record.models import Citation, Claim, Source
from servanda.exchange.dossier import Dossier, schema


def sheets() -> tuple[Sheet, ...]:
    """Return the tables in the order in which they refer to each other."""
    return (*_OWN, *_of_other_apps(), *_ABOUT_ALL)


def _of_other_apps() -> Iterator[Sheet]:
    """Yield the sheets of other apps, those that depend on others last."""
    for config in reversed(list(apps.get_app_configs())):
        yield from getattr(config, "sheets", tuple)()


def subject(row: Any, dossier: Dossier) -> Fields:
    """Return the full id of what a row is about."""
    own = dossier.partnership.id
    return {"subject_id": own if row.subject_kind == "partnership" else f"{own}.{row.subject_id}"}


def subject_cell(thing: Any, _rest: Mapping[str, Any]) -> Fields:
    """Return the local id of what a thing is about."""
    return {"subject_id": thing.subject_id.partition(".")[2] or thing.subject_id}


def _name(row: Any, dossier: Dossier) -> Fields:
    is_party = any(party.id == row.thing for party in dossier.parties)
    return {"party_id": f"{dossier.partnership.id}.{row.thing}" if is_party else None}


def _text(row: Any, dossier: Dossier) -> Fields:
    body = dossier.wording[row.id]
    return {"body": body, "sha256": hashlib.sha256(body.encode()).hexdigest()}


def _commitment(row: Any, dossier: Dossier) -> Fields:
    return {"provision_id": f"{dossier.partnership.id}.{joined_key(row.text, row.provision)}"}


def _place(commitment: Any, _rest: Mapping[str, Any]) -> Fields:
    provision = commitment.provision
    return {"text": provision.text.local_id, "provision": provision.eid}


_OWN = (
    Sheet(schema.PARTIES, Party),
    Sheet(schema.SOURCES, Source),
    Sheet(schema.NAMES, PartyName, asked=_name),
    Sheet(schema.INSTRUMENTS, Instrument),
    Sheet(schema.INSTRUMENT_PARTIES, InstrumentParty),
    Sheet(schema.EVENTS, Event),
    Sheet(schema.RELATIONS, Relation),
    Sheet(schema.TEXTS, Text, {"note": "reader_note"}, asked=_text),
    Sheet(schema.PROVISIONS, Provision),
    Sheet(
        schema.COMMITMENTS, Commitment, near=("provision__text",), asked=_commitment, cells=_place
    ),
)
_ABOUT_ALL = (
    Sheet(schema.CITATIONS, Citation, asked=subject, cells=subject_cell),
    Sheet(schema.CLAIMS, Claim, asked=subject, cells=subject_cell),
)
