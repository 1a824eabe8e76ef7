"""Trains the weights of the matcher from people's decisions, and puts weights to use: on demand."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import keep_in_sight, missing, permit
from servanda.desk.assessments.matching.weighing import in_use
from servanda.desk.assessments.models import RankerVersion, Review
from servanda.desk.record import services as record
from servanda.desk.record.models import Classification, new_id
from servanda.desk.record.policy import Viewer, seen_by
from servanda.desk.record.services import Actor
from servanda.matching import Kind
from servanda.matching.ranking import ENOUGH, Decision, TooFewDecisionsError, train

DIGITS = 4


def decisions(viewer: Viewer, partnership_id: str) -> list[Decision]:
    """Return the decisions on commitments that a viewer sees, with what was measured of each.

    Projects and gates are found by their names, without weights to learn.
    """
    own = Review.objects.filter(partnership_id=partnership_id, subject_kind="commitment")
    seen = seen_by(viewer, own)
    rows = seen.order_by("at", "id").values_list("parts", "yes")
    known = {kind.value: kind for kind in Kind}
    return [
        Decision(
            {known[name]: float(points) for name, points in parts.items() if name in known}, yes
        )
        for parts, yes in rows
        if parts
    ]


@transaction.atomic
def train_now(partnership_id: str, *, by: Person) -> RankerVersion:
    """Learn weights from the decisions so far; they are kept beside the others and not yet used."""
    record.wait_for_the_ledger()
    actor = permit(by, "ranker.train", partnership_id)
    made = decisions(viewer_for(by), partnership_id)
    try:
        ranker = train(made)
    except TooFewDecisionsError as error:
        raise Refused(_too_few(made)) from error
    own = RankerVersion.objects.filter(partnership_id=partnership_id)
    version = RankerVersion(
        id=f"{partnership_id}.{new_id(RankerVersion.id_prefix)}",
        partnership_id=partnership_id,
        classification=Classification.PARTNERS,
        number=(own.aggregate(last=Max("number"))["last"] or 0) + 1,
        weights={kind.value: round(weight, DIGITS) for kind, weight in ranker.weights.items()},
        bias=round(ranker.bias, DIGITS),
        yes=ranker.yes,
        no=ranker.no,
        trained=timezone.now(),
    )
    record.create(version, by=actor, action="ranker.trained")
    keep_in_sight(by, version)
    return version


@transaction.atomic
def use(partnership_id: str, number: int, *, by: Person) -> RankerVersion:
    """Use trained weights from now on."""
    record.wait_for_the_ledger()
    chosen = RankerVersion.objects.filter(partnership_id=partnership_id, number=number).first()
    if chosen is None:
        raise missing()
    actor = permit(by, "ranker.use", partnership_id, chosen)
    if chosen.in_use:
        return chosen
    _put_away(partnership_id, actor)
    return record.change(chosen, by=actor, action="ranker.put_to_use", in_use=True)


@transaction.atomic
def use_delivered(partnership_id: str, *, by: Person) -> None:
    """Use the delivered weights again."""
    record.wait_for_the_ledger()
    actor = permit(by, "ranker.use", partnership_id)
    _put_away(partnership_id, actor)


def _too_few(made: Sequence[Decision]) -> str:
    yes = sum(each.yes for each in made)
    return _(
        "%(yes)d yes and %(no)d no are too few to learn from: decide at least %(enough)d "
        "candidates each way, then learn again."
    ) % {"yes": yes, "no": len(made) - yes, "enough": ENOUGH}


def _put_away(partnership_id: str, actor: Actor) -> None:
    before = in_use(partnership_id)
    if before is not None:
        record.change(before, by=actor, action="ranker.put_away", in_use=False)
