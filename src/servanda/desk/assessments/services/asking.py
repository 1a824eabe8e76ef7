"""Asks the optional helpers about a passage; what they quote is checked letter by letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from servanda.desk.agreements.errors import Refused
from servanda.desk.assessments.models import PluginTally
from servanda.desk.assessments.plugins import Helpers
from servanda.desk.record.models import Classification
from servanda.desk.sources.models import Original
from servanda.matching import Target
from servanda.matching.plugins import EndpointError, check_quotes, nearest

NEAREST = 5
SENT = frozenset({Classification.PUBLIC, Classification.PARTNERS})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the helpers said of one passage."""

    near: tuple[tuple[str, float], ...] = ()
    """Commitments that are near in meaning, and how near, from -1 to 1."""
    quotes: Mapping[str, tuple[str, ...]] | None = None
    """For each commitment the words of the passage that the model picked."""
    refused: int = 0
    """Quotes that are not literally in the passage."""
    failed: str = ""


def ask(
    helpers: Helpers,
    original: Original,
    passage: str,
    targets: Mapping[str, Target],
    offered: tuple[str, ...],
) -> Answer:
    """Ask about one passage: what is near in meaning, and which words speak of what is offered."""
    near: tuple[tuple[str, float], ...] = ()
    if helpers.embedder is not None:
        ids, texts = list(targets), [each.text for each in targets.values()]
        found = nearest(helpers.embedder, passage, texts, NEAREST)
        near = tuple((ids[place], likeness) for place, likeness in found if likeness > 0)
        _count(original, helpers.embedder.name, 0, 0)
    if helpers.quoter is None:
        return Answer(near)
    if original.classification not in SENT:
        raise Refused(
            _(
                "The model was not asked: this source is for one party or for named people, and "
                "its words do not leave the desk."
            )
        )
    return _quoted(helpers, original, passage, {key: targets[key] for key in offered}, near)


def _quoted(
    helpers: Helpers,
    original: Original,
    passage: str,
    offered: Mapping[str, Target],
    near: tuple[tuple[str, float], ...],
) -> Answer:
    assert helpers.quoter is not None  # noqa: S101 - `ask` looked
    quotes: dict[str, tuple[str, ...]] = {}
    refused, failed = 0, ""
    for key, target in offered.items():
        try:
            checked = check_quotes(helpers.quoter.quotes(passage, target.words), passage)
        except EndpointError as error:
            failed = str(error)
            break
        quotes[key] = tuple(each.text for each in checked.quotes)
        refused += checked.count_refused
    kept = sum(len(each) for each in quotes.values())
    _count(original, helpers.quoter.name, kept, refused)
    return Answer(near, quotes, refused, failed)


@transaction.atomic
def _count(original: Original, name: str, kept: int, refused: int) -> None:
    """Add to how often a helper was asked, and what became of its quotes."""
    PluginTally.objects.get_or_create(partnership_id=original.partnership_id, name=name[:200])
    own = PluginTally.objects.select_for_update().get(
        partnership_id=original.partnership_id, name=name[:200]
    )
    own.asked, own.kept, own.refused = own.asked + 1, own.kept + kept, own.refused + refused
    own.save()
