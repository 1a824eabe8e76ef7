"""What an officer says about an instrument that is added."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.words import PartyRole, Standing
from servanda.desk.record.models import Classification

LOCAL_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A party and its part: the local id of one that is known, or the name of a new one."""

    party: str = ""
    name: str = ""
    role: str = PartyRole.SIGNATORY
    defined_as: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentDetails:
    """An instrument to be added; `local_id` is its part of the address: "charter"."""

    local_id: str
    kind: str
    title_en: str = ""
    title_az: str = ""
    short_en: str = ""
    short_az: str = ""
    binding: bool | None = None
    language: str = ""
    summary_en: str = ""
    summary_az: str = ""
    signed: date | None = None
    in_force: date | None = None
    place: str = ""
    parts: tuple[Part, ...] = ()
    standing: str = Standing.AUTHENTIC
    classification: str = Classification.PUBLIC
    held_by: str = ""
    source_title: str = ""
    source_url: str = ""


def check_local_id(partnership_id: str, local_id: str) -> str:
    """Return the full id for a new instrument, or refuse it."""
    if not LOCAL_ID.fullmatch(local_id) or len(local_id) > LONGEST:
        raise Refused(
            _(
                "The short name for the address has small letters a to z, digits and single "
                "hyphens, at most %(longest)s. Write it so, like “energy-memorandum-2026”."
            )
            % {"longest": LONGEST}
        )
    full = f"{partnership_id}.{local_id}"
    if Instrument.objects.filter(id=full).exists():
        raise Refused(
            _("There is an instrument “%(id)s” already, and nothing was added. Choose another id.")
            % {"id": local_id}
        )
    return full
