"""Canaries: words that stand nowhere else, and the fields of a thing that can hold one."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from servanda.desk.record.models import Recorded

ROOMY = 30  # characters that a canary needs
BOUND = {"sha256", "subject_id"}  # fields that say something to the machine
MARK = "7f3a"  # what all canaries share, and a search may ask for


def canary(of: str) -> str:
    """Return the word that only those may read who see this classification."""
    return f"canary-{of}-{MARK}"


def outline(of: str) -> dict[str, Any]:
    """Return what a reader would have found besides commitments."""
    article = {"eid": "art_1", "num": "1", "heading": canary(of), "kind": "article"}
    return {
        "title": canary(of),
        "language": "en",
        "signed": None,
        "place": canary(of),
        "binding": None,
        "parties": [{"name": canary(of), "aliases": []}],
        "provisions": [{**article, "start": 0, "end": len(canary(of))}],
        "terms": [],
        "events": [],
    }


def address(partnership_id: str, model: type[Recorded], of: str, name: str = "own") -> str:
    """Return the id of a thing of the world."""
    return f"{partnership_id}.{model.ledger_kind.replace('_', '-')}-{name}-{canary(of)}"


def words(model: type[models.Model], of: str) -> dict[str, str]:
    """Return the canary for every text field that is free to hold it."""
    return {field.attname: canary(of) for field in _free(model)}


def _free(model: type[models.Model]) -> Iterable[Any]:
    for field in model._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField)
        free = field.editable and not field.choices and not field.primary_key
        roomy = (field.max_length or ROOMY) >= ROOMY and field.name not in BOUND
        if text and free and roomy:
            yield field
