"""A short memorandum to read, and the ways to decide on what is proposed from it."""

from datetime import date
from typing import Any

from servanda.desk.accounts.models import Person
from servanda.desk.agreements import services
from servanda.desk.agreements.models import Instrument, Proposal, Reading
from servanda.desk.agreements.services import InstrumentDetails, Part, fingerprint

PACT = """MEMORANDUM OF UNDERSTANDING
between the Government of Northland and the Government of Southland
on Cooperation in Transport

The Government of Northland and the Government of Southland (hereinafter "the Parties"),

Have agreed as follows:

Article 1
Cooperation

The Parties shall establish a joint working group within three months of signature.

Article 2
Meetings

The Parties shall meet at least once a year. The Parties may invite experts.

Article 3
Final provisions

This Memorandum shall enter into force on the date of its signature.

Done at Porttown on 10 February 2026, in two originals in the English language.
"""
DETAILS = InstrumentDetails(
    local_id="transport-memorandum",
    kind="memorandum",
    title_en="Memorandum on Cooperation in Transport",
    signed=date(2026, 2, 10),
    parts=(Part(party="north"), Part(name="Southland")),
)


def proposals(reading: Reading) -> list[Proposal]:
    return list(reading.proposals.filter(split_from=None).order_by("start"))


def decided(choose: Any, proposal: Proposal, by: Person, *args: Any) -> Any:
    return choose(proposal.id, *args, expected=fingerprint(proposal), by=by)


def finished(reading: Reading, by: Person, details: InstrumentDetails = DETAILS) -> Instrument:
    reading.refresh_from_db()
    return services.finish_reading(reading.id, details, expected=fingerprint(reading), by=by)
