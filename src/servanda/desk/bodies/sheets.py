"""Bodies, their mandates, meetings and decisions, as tables of a dossier.

Who sits in a body, agendas, actions and papers with their approvals stay on the desk.
"""

from collections.abc import Mapping
from datetime import time
from typing import Any

from servanda.desk.agreements.services.sheet import Fields, Sheet, joined_key
from servanda.desk.bodies.models import Body, Decision, Mandate, Meeting
from servanda.exchange.dossier import Dossier
from servanda.exchange.dossier import schema_bodies as tables


def _mandate(row: Any, dossier: Dossier) -> Fields:
    return {"provision_id": f"{dossier.partnership.id}.{joined_key(row.text, row.provision)}"}


def _place(mandate: Any, _rest: Mapping[str, Any]) -> Fields:
    provision = mandate.provision
    return {"text": provision.text.local_id, "provision": provision.eid}


def _times(row: Any, _dossier: Dossier) -> Fields:
    return {
        name: time.fromisoformat(getattr(row, name)) if getattr(row, name) else None
        for name in ("starts", "ends")
    }


def _time_cells(meeting: Any, _rest: Mapping[str, Any]) -> Fields:
    return {
        name: getattr(meeting, name).strftime("%H:%M") if getattr(meeting, name) else ""
        for name in ("starts", "ends")
    }


SHEETS = (
    Sheet(tables.BODIES, Body),
    Sheet(tables.MANDATES, Mandate, near=("provision__text",), asked=_mandate, cells=_place),
    Sheet(tables.MEETINGS, Meeting, asked=_times, cells=_time_cells),
    Sheet(tables.DECISIONS, Decision),
)
