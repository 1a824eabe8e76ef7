"""A reviewer's yes and no to what the matcher proposes, undone one by one, and sources passed.

A decision is about a thing and a stretch of a source, so that it still stands when passages
are cut anew. What somebody has decided is not decided a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict, Refused
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.assessments.models import Evidence, Passed, Review
from servanda.desk.assessments.services import evidence as pieces
from servanda.desk.assessments.services.sharing import most_restrictive
from servanda.desk.record import services as record
from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import Classified, new_id
from servanda.desk.record.policy import may_see, seen_by
from servanda.desk.record.services import Actor
from servanda.desk.sources.models import Original
from servanda.matching import Kind

Decision = TypeVar("Decision", Review, Evidence)


@dataclass(frozen=True, slots=True)
class Offered:
    """What was offered: a stretch of a source for a thing, and what the matcher had measured."""

    original_id: str
    start: int
    end: int
    subject_kind: str
    subject_id: str
    parts: Mapping[Kind, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that are accepted and what is said of them; `more` is for the evidence."""

    start: int
    end: int
    direction: str
    strength: str
    more: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def accept_candidate(offered: Offered, quoted: Quoted, *, by: Person) -> Review:
    """Say yes: link the quote as evidence, and keep that it was accepted."""
    original, subject, actor = _permitted(offered, by, "review.accept")
    if not offered.start <= quoted.start < quoted.end <= offered.end:
        raise Refused(
            _("Nothing was linked: a quote lies within its passage. Choose sentences of it.")
        )
    made = pieces.accept(
        offered.original_id,
        quoted.start,
        quoted.end,
        offered.subject_kind,
        offered.subject_id,
        direction=quoted.direction,
        strength=quoted.strength,
        by=by,
        **quoted.more,
    )
    review = _review(offered, original, by, yes=True)
    review.evidence = made
    return _kept(review, original, subject, actor)


@transaction.atomic
def refuse_candidate(offered: Offered, *, by: Person) -> Review:
    """Say no: keep that it was refused."""
    original, subject, actor = _permitted(offered, by, "review.refuse")
    return _kept(_review(offered, original, by, yes=False), original, subject, actor)


@transaction.atomic
def undo_last(original_id: str, *, by: Person) -> Review:
    """Take a person's latest decision on a source back, with the evidence if it was a yes."""
    record.wait_for_the_ledger()
    original = _original(original_id)
    actor = permit(by, "review.undo", str(original.partnership_id), original)
    last = _last(original, by)
    if last is None:
        raise Refused(_("There is no decision of yours on this source to take back."))
    if last.evidence is not None:
        pieces.take_back(last.evidence.id, by=by)  # it takes the review along
    else:
        record.remove(last, by=actor, action="review.taken_back")
    return last


@transaction.atomic
def pass_over(original_id: str, *, by: Person) -> None:
    """Rest a source for one person: there is nothing more in it."""
    original = _original(original_id)
    permit(by, "review.refuse", str(original.partnership_id), original)
    Passed.objects.update_or_create(
        original=original, person_id=by.id, defaults={"at": timezone.now()}
    )


@transaction.atomic
def take_up(original_id: str, *, by: Person) -> None:
    """Put a rested source back into a person's inbox."""
    original = _original(original_id)
    permit(by, "review.refuse", str(original.partnership_id), original)
    Passed.objects.filter(original=original, person_id=by.id).delete()


def check_undecided(offered: Offered, *, by: Person) -> None:
    """Refuse what was decided before, and say by whom."""
    before = _decided(offered, by)
    if before is not None:
        raise Conflict(_decided_already(before, by))
    if seen_by(viewer_for(by), _same(Evidence, offered).filter(withdrawn=False)).exists():
        raise Conflict(
            _("These words are linked to it already, and nothing was done twice. Go on.")
        )


def _permitted(offered: Offered, by: Person, action: str) -> tuple[Original, Classified, Actor]:
    """Return what a decision is about, once nobody else decides it at the same moment."""
    record.wait_for_the_ledger()
    original = _original(offered.original_id)
    actor = permit(by, action, str(original.partnership_id), original)
    subject = _subject(offered, original, by)
    check_undecided(offered, by=by)
    return original, subject, actor


def _decided_already(before: Review, by: Person) -> str:
    if before.person_id == by.id:
        if before.yes:
            return _("You accepted this before, and nothing was done twice. Go on with the next.")
        return _("You refused this before, and nothing was done twice. Go on with the next.")
    words = (
        _("%(name)s accepted this before you, and nothing was done twice. Go on with the next.")
        if before.yes
        else _("%(name)s refused this before you, and nothing was done twice. Go on with the next.")
    )
    return words % {"name": before.person.name}


def _original(original_id: str) -> Original:
    found = Original.objects.defer("text", "furniture").filter(pk=original_id).first()
    if found is None:
        raise missing()
    return found


def _subject(offered: Offered, original: Original, by: Person) -> Classified:
    model = kinds().get(offered.subject_kind)
    found = model._default_manager.filter(pk=offered.subject_id).first() if model else None
    if (
        not isinstance(found, Classified)
        or found.partnership_id != original.partnership_id
        or not may_see(viewer_for(by), found)
    ):
        raise missing()
    return found


def _decided(offered: Offered, by: Person) -> Review | None:
    """Return a decision on the same thing and some of the same words."""
    same = _same(Review, offered)
    return seen_by(viewer_for(by), same).select_related("person").first()


def _same(model: type[Decision], offered: Offered) -> QuerySet[Decision]:
    """Return what is about the same thing and some of the same words."""
    return model._default_manager.filter(
        original_id=offered.original_id,
        subject_kind=offered.subject_kind,
        subject_id=offered.subject_id,
        start__lt=offered.end,
        end__gt=offered.start,
    )


def _last(original: Original, by: Person) -> Review | None:
    own = Review.objects.filter(original=original, person_id=by.id)
    return own.select_related("evidence").order_by("-at", "-id").first()


def _review(offered: Offered, original: Original, by: Person, *, yes: bool) -> Review:
    return Review(
        id=f"{original.partnership_id}.{new_id(Review.id_prefix)}",
        partnership_id=original.partnership_id,
        original=original,
        start=offered.start,
        end=offered.end,
        subject_kind=offered.subject_kind,
        subject_id=offered.subject_id,
        yes=yes,
        parts={kind.value: round(points, 4) for kind, points in offered.parts.items()},
        person_id=by.id,
        at=timezone.now(),
    )


def _kept(review: Review, original: Original, subject: Classified, actor: Actor) -> Review:
    """Store a decision, as open as the source and the thing that it is about."""
    for name, value in most_restrictive(original, subject).items():
        setattr(review, name, value)
    verb = "accepted" if review.yes else "refused"
    return record.create(review, by=actor, action=f"review.{verb}")
