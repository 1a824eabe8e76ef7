"""Saves scenarios: their inputs frozen, under the hash of the question that they ask."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.services.permission import keep_in_sight, permit
from servanda.desk.corridors.asking import Asked, hash_of, inputs_of
from servanda.desk.corridors.models import NetworkVersion, Scenario
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id


@transaction.atomic
def save(
    version: NetworkVersion, asked: Asked, *, by: Person, title: str, note: str = ""
) -> Scenario:
    """Save a scenario so that it can be cited; it is as widely seen as its network."""
    actor = permit(by, "scenario.save", version.partnership_id, version)
    record.wait_for_the_ledger()
    new = Scenario(
        id=f"{version.partnership_id}.{new_id('sce')}",
        partnership_id=version.partnership_id,
        network=version,
        title=title.strip(),
        note=note.strip(),
        inputs=inputs_of(asked.scenario) | {"layer": asked.layer},
        sha256=hash_of(version.sha256, asked.scenario),
        saved=timezone.now(),
        classification=version.classification,
        held_by_id=version.held_by_id,
    )
    made = record.create(new, by=actor, action="scenario.saved")
    keep_in_sight(by, made)
    return made
