"""The columns of a commitment that are worked out from the rest, for the database to use.

They are the date of its deadline, the day that its periods count from, the parties that act, and
its words folded for searching.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from servanda.desk.agreements.dates import fixed
from servanda.desk.agreements.folding import fold, searchable
from servanda.desk.agreements.models import Commitment, Event, InstrumentParty
from servanda.desk.agreements.words import PartyRole

COLUMNS = ("due_date", "counts_from", "actor_keys", "search_text")

WHO_ACTS = frozenset({PartyRole.SIGNATORY, PartyRole.INITIALLING, PartyRole.PARTICIPANT})
_TOGETHER = re.compile(
    r"\b(each|both|either|neither|parties|party|participants?|sides?|signatories|governments|we"
    r"|teref\w*|istirakci\w*|her iki)\b"
)
_ARTICLE = re.compile(r"^the ")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a commitment's worked-out columns depend on besides itself."""

    events: list[Event] = field(default_factory=list)
    parts: list[InstrumentParty] = field(default_factory=list)


def derive(commitment: Commitment, around: Surroundings) -> bool:
    """Set the worked-out columns; tell whether any of them changed."""
    before = [getattr(commitment, name) for name in COLUMNS]
    derive_dates(commitment, around.events)
    commitment.actor_keys = actor_keys(commitment.actors, around.parts)
    commitment.search_text = search_text(commitment)
    return before != [getattr(commitment, name) for name in COLUMNS]


def derive_dates(commitment: Commitment, events: Iterable[Event]) -> None:
    """Set the date of the deadline and the day that the periods count from."""
    found = fixed(commitment, events)
    commitment.due_date = found.once.date if found.once else None
    commitment.counts_from = found.since


def search_text(commitment: Commitment) -> str:
    """Return the words by which a commitment is found."""
    return searchable(
        commitment.summary_en,
        commitment.summary_az,
        commitment.quote,
        commitment.act,
        commitment.area,
        commitment.local_id,
        *commitment.actors,
    )


def actor_keys(actors: Iterable[str], parts: Iterable[InstrumentParty]) -> str:
    """Return the local ids of the parties that act, between bars: "|azerbaijan|united-states|"."""
    names, everybody = _names(parts)
    keys: set[str] = set()
    for actor in actors:
        words = _plain(actor)
        if words in names:
            keys.add(names[words])
        elif _TOGETHER.search(words):
            keys |= everybody
    return f"|{'|'.join(sorted(keys))}|" if keys else ""


def actor_key(party: str) -> str:
    """Return what is looked for in the column to find the commitments of a party."""
    return f"|{party}|"


def _names(parts: Iterable[InstrumentParty]) -> tuple[Mapping[str, str], set[str]]:
    names: dict[str, str] = {}
    everybody = set()
    for part in parts:
        party = part.party
        key = party.local_id
        if part.role in WHO_ACTS:
            everybody.add(key)
        for name in (party.name_en, party.name_az, party.short_en, party.short_az, key):
            names[_plain(name)] = key
        if part.defined_as:
            names.setdefault(_plain(part.defined_as), key)
    names.pop("", None)
    return names, everybody


def _plain(name: str) -> str:
    return _ARTICLE.sub("", fold(name).strip())
