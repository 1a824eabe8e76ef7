"""What the matcher is given: commitments, projects and gates, names of things and parties, weights.

What a viewer is shown rests on the commitments that they may see and on no others: the rarity of a
word would else tell of what is hidden.
"""

import hashlib
import statistics
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from servanda.desk.accounts.models import Party, PartyName
from servanda.desk.agreements.dates import ANCHOR_OF_EVENT, rests_on
from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.words import CommitmentState, Precision
from servanda.desk.assessments.matching.weighing import weights_for
from servanda.desk.projects.models import Gate, Project
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.policy import Viewer
from servanda.desk.record.viewpoint import Viewpoint
from servanda.ledger import canonical
from servanda.matching import Kind, Matcher, Target, Thing
from servanda.matching.naming import Namer

MADE_BY = frozenset({"signature", "adoption", "initialling"})
RESTS_ON = (
    "commitment",
    "event",
    "gate",
    "instrument",
    "instrument_party",
    "membership",
    "name",
    "party",
    "project",
    "provision",
    "ranker",
    "sealed_reader",
    "source",
    "text",
)
Subject = tuple[str, str]
"""Kind and id of what a passage may speak of: ("project", "azerbaijan-us.tripp-railway")."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that a matcher is made of; two with the same fingerprint are the same."""

    fingerprint: str
    targets: tuple[Target, ...] = field(compare=False)
    things: tuple[Thing, ...] = field(compare=False)
    parties: tuple[Thing, ...] = field(compare=False)
    weights: Mapping[Kind, float] = field(compare=False)
    works: tuple[Target, ...] = field(default=(), compare=False)
    """Projects and gates, which go by their names."""

    @property
    def by_id(self) -> dict[str, Target]:
        """Return the commitments by their ids."""
        return {target.id: target for target in self.targets}

    @property
    def by_subject(self) -> dict[Subject, Target]:
        """Return commitments, projects and gates by kind and id."""
        return {(target.kind, target.id): target for target in (*self.targets, *self.works)}

    @property
    def names(self) -> dict[str, str]:
        """Return the first name of each thing and party by its id."""
        return {one.id: one.names[0] for one in (*self.things, *self.parties) if one.names}


def gather(
    commitments: Iterable[Commitment],
    events: Iterable[Event],
    parties: Iterable[Party],
    names: Iterable[PartyName],
    weights: Mapping[Kind, float],
    works: Iterable[Project | Gate] = (),
) -> Material:
    """Put the material together and give it its fingerprint."""
    dated = list(events)
    targets = tuple(_target(each, dated) for each in commitments)
    named = tuple(_work(each) for each in works)
    things, parts = _named(parties, names)
    told = {
        "targets": [
            [one.id, one.text, one.quote, one.area, one.force, one.made and one.made.isoformat()]
            for one in targets
        ],
        "works": [[one.kind, one.id, one.text, *one.names] for one in named],
        "things": [[one.id, *one.names] for one in (*things, *parts)],
        "weights": {kind.value: str(weight) for kind, weight in weights.items()},
    }
    fingerprint = hashlib.sha256(canonical(told)).hexdigest()
    return Material(fingerprint, targets, things, parts, weights, named)


def material_for(viewpoint: Viewpoint, partnership_id: str) -> Material:
    """Return the material that a viewer's candidates are made of."""
    return _kept(viewpoint.viewer, partnership_id, viewpoint.on, newest(partnership_id))


def newest(partnership_id: str, kinds: Collection[str] = RESTS_ON) -> str:
    """Return the hash of the latest change of anything of these kinds; it is never the same again.

    What a material rests on is read anew once this changes, and not before.
    """
    entries = LedgerEntry.objects.filter(
        partnership_id__in=("", partnership_id), subject_kind__in=kinds
    )
    return entries.order_by("-sequence").values_list("hash", flat=True).first() or ""


@lru_cache(maxsize=32)
def _kept(viewer: Viewer, partnership_id: str, on: date, _newest: str) -> Material:
    """Gather the material once for as long as nothing that it rests on changes."""
    things = shelf(Viewpoint(viewer, on), partnership_id)
    return gather(
        things.all(Commitment, state=CommitmentState.ADOPTED),
        things.all(Event),
        things.all(Party),
        things.all(PartyName),
        weights_for(partnership_id),
        (*things.all(Project), *things.all(Gate)),
    )


@lru_cache(maxsize=8)
def matcher_of(material: Material) -> Matcher:
    """Return the matcher made of some material."""
    return Matcher.of(
        material.targets,
        things=material.things,
        parties=material.parties,
        weights=material.weights,
    )


@lru_cache(maxsize=8)
def namer_of(material: Material) -> Namer:
    """Return what finds the projects and gates of some material by their names."""
    return Namer.of(material.works, matcher_of(material))


@lru_cache(maxsize=8)
def usual_score(material: Material) -> float:
    """Return what a commitment scores against its own words, in the middle of all of them.

    What a score is worth depends on how many commitments there are and on the weights; a share of
    this does not.
    """
    texts = (target.text for target in material.targets)
    bulks = matcher_of(material).bulk(texts, 1)
    own = [score for bulk in bulks for score in bulk.scores[:, 0].tolist()]
    return statistics.median(own) if own else 0.0


def _target(commitment: Commitment, events: Iterable[Event]) -> Target:
    days = [
        event.date
        for event in events
        if event.instrument_id == commitment.instrument_id
        and ANCHOR_OF_EVENT.get(event.kind) in MADE_BY
        and event.precision == Precision.DAY
        and rests_on(commitment, event)
    ]
    return Target(
        commitment.id,
        f"{commitment.quote} {commitment.summary_en}",
        made=min(days, default=None),
        area=commitment.area,
        force=commitment.force,
        quote=commitment.quote,
    )


def _work(thing: Project | Gate) -> Target:
    return Target(
        thing.id,
        f"{thing.name_en} {thing.what_en}",
        kind=thing.ledger_kind,
        names=tuple(name for name in (thing.name_en, thing.name_az) if name),
    )


def _named(
    parties: Iterable[Party], names: Iterable[PartyName]
) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
    """Return things and parties, each with every name that the dossier has for it."""
    things: dict[str, list[str]] = {}
    own = {each.id: [each.short_en, each.name_en, each.name_az, each.short_az] for each in parties}
    for each in names:
        if each.party_id in own:
            own[each.party_id].append(each.name)
        else:
            things.setdefault(each.thing or each.name, []).append(each.name)
    return _things(things), _things(own)


def _things(named: Mapping[str, Iterable[str]]) -> tuple[Thing, ...]:
    return tuple(
        Thing(name, tuple(dict.fromkeys(one for one in called if one)))
        for name, called in sorted(named.items())
    )
