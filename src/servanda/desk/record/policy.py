"""Who may see what, and who may do what: decided here and nowhere else.

The rule stands twice, side by side: `decide` gives one decision with its reason, and `visible`
gives the same rule as a query filter. A test holds both against a matrix written by hand.

- public: everybody.
- partners: the delegations of the parties, and the joint secretariat and auditors.
- party: the delegation that holds the thing.
- sealed: named people, as long as they belong to the partnership.

To operate the machine is not a reason to read what is on it: the operator's role opens nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import Classified, Recorded, SealedReader

JOINT_ROLES = frozenset({"secretariat", "auditor"})
ROLES_THAT_OPEN_NOTHING = frozenset({"operator"})

# Which roles may do what. An action is "<noun>.<verb>"; a noun alone stands for its other verbs.
ACTIONS: Mapping[str, frozenset[str]] = {
    "partnership": frozenset({"secretariat", "operator"}),
    "instrument": frozenset({"officer", "secretariat"}),
    "text": frozenset({"officer", "secretariat"}),
    "provision": frozenset({"officer", "secretariat"}),
    "event": frozenset({"officer", "secretariat"}),
    "relation": frozenset({"officer", "secretariat"}),
    "commitment": frozenset({"officer", "secretariat"}),
    "reading": frozenset({"officer", "secretariat"}),
    "proposal": frozenset({"officer", "secretariat"}),
    "source": frozenset({"analyst", "officer", "secretariat"}),
    "citation": frozenset({"analyst", "officer", "secretariat"}),
    "claim": frozenset({"analyst", "officer", "secretariat"}),
    "finding": frozenset({"analyst", "officer"}),
    "evidence": frozenset({"analyst", "officer"}),
    "review": frozenset({"analyst", "officer"}),
    "ranker": frozenset({"analyst"}),
    "criteria": frozenset({"analyst", "officer"}),
    "assignment": frozenset({"analyst", "secretariat"}),
    "coding": frozenset({"analyst"}),
    "ending": frozenset({"officer", "secretariat"}),
    "suspension": frozenset({"officer", "secretariat"}),
    "reply": frozenset({"officer", "approver"}),
    "silence_period": frozenset({"analyst", "secretariat"}),
    "release": frozenset({"analyst", "secretariat"}),
    "body": frozenset({"officer", "secretariat"}),
    "seat": frozenset({"officer", "secretariat"}),
    "meeting": frozenset({"officer", "secretariat"}),
    "paper": frozenset({"officer", "secretariat"}),
    "paper.approve": frozenset({"approver"}),
    "project": frozenset({"officer", "secretariat"}),
    "project_list": frozenset({"officer", "secretariat"}),
    "gate": frozenset({"analyst", "officer", "secretariat"}),
    "roadmap": frozenset({"officer", "secretariat"}),
    "forecast": frozenset({"analyst", "officer", "secretariat"}),
    "reference_case": frozenset({"analyst", "officer", "secretariat"}),
    "network": frozenset({"analyst", "officer", "secretariat"}),
    "scenario": frozenset({"analyst", "officer", "secretariat"}),
    "original": frozenset({"analyst", "officer", "secretariat"}),
    "ingest": frozenset({"analyst", "officer", "secretariat"}),
    "watchlist": frozenset({"analyst", "officer", "secretariat"}),
    "classification": frozenset({"approver", "secretariat"}),
    "membership": frozenset({"secretariat", "operator"}),
    "person": frozenset({"secretariat", "operator"}),
}


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's roles in a partnership, for one party or for none."""

    partnership_id: str
    party_id: str | None
    roles: frozenset[str]

    @property
    def opens_partners(self) -> bool:
        """Tell whether this membership shows what all partners share."""
        return bool(self.roles & JOINT_ROLES) or self.opens_party is not None

    @property
    def opens_party(self) -> str | None:
        """Return the party whose own things this membership shows."""
        return self.party_id if self.roles - ROLES_THAT_OPEN_NOTHING else None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: nobody in particular, or a person with memberships."""

    person_id: str | None = None
    memberships: tuple[Membership, ...] = ()

    def partnerships(self) -> list[str]:
        """Return the partnerships that the viewer belongs to."""
        return sorted({each.partnership_id for each in self.memberships})

    def shares(self) -> list[str]:
        """Return the partnerships whose shared things the viewer sees."""
        return sorted({each.partnership_id for each in self.memberships if each.opens_partners})

    def parties(self) -> list[str]:
        """Return the parties whose own things the viewer sees."""
        return sorted({each.opens_party for each in self.memberships if each.opens_party})

    def roles(self, partnership_id: str) -> frozenset[str]:
        """Return the viewer's roles in a partnership."""
        own = (each.roles for each in self.memberships if each.partnership_id == partnership_id)
        return frozenset[str]().union(*own)

    def partnerships_where(self, roles: frozenset[str]) -> list[str]:
        """Return the partnerships in which the viewer has one of these roles."""
        return sorted({each.partnership_id for each in self.memberships if each.roles & roles})


ANONYMOUS = Viewer()


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, and why."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


class UnknownAction(LookupError):  # noqa: N818 - it says what is unknown
    """An action that the policy has no word for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule needs to know about a thing."""

    partnership_id: str | None
    classification: str
    held_by_id: str | None
    seal: str


def closed() -> Decision:
    """Return the answer for what has no word of its own about who sees it."""
    return Decision(allowed=False, reason=gettext("it is not for showing"))


def may_see(viewer: Viewer, item: Recorded) -> Decision:
    """Decide whether a viewer may see a thing: it, all that it lies inside, what it is about."""
    own = _by_itself(viewer, item)
    surroundings = [follow(item, path) for path in item.inside]
    decisions = [own] if own is not None else []
    decisions += [may_see(viewer, each) for each in surroundings if each is not None]
    if item.about_another:
        subject = subject_of(item)
        decisions.append(closed() if subject is None else may_see(viewer, subject))
    if not decisions:
        return closed()
    return next((decision for decision in decisions if not decision), decisions[0])


def subject_of(item: Any) -> Recorded | None:
    """Return the thing that a citation or claim is about; what is said of it may be said of too."""
    model = kinds().get(item.subject_kind)
    if model is None or item.subject_kind in item.never_about:
        return None
    return model._default_manager.filter(pk=item.subject_id).first()


def _by_itself(viewer: Viewer, item: Recorded) -> Decision | None:
    """Decide by what a thing says of itself, or leave it to what it lies inside."""
    if isinstance(item, Classified):
        return decide(
            viewer, Standing(item.partnership_id, item.classification, item.held_by_id, item.seal)
        )
    if item.open_to_all:
        return Decision(allowed=True, reason=gettext("everybody may see it"))
    if viewer.roles(item.ledger_partnership()) & item.roles_that_see:
        return Decision(allowed=True, reason=gettext("the viewer’s role has to do with it"))
    return None


def follow(item: Recorded, path: str) -> Recorded | None:
    """Return what an item lies inside, along a path of foreign keys."""
    around: Any = item
    for step in path.split("__"):
        around = getattr(around, step)
        if around is None:
            return None
    assert isinstance(around, Recorded)  # noqa: S101 - `inside` names recorded things
    return around


def decide(viewer: Viewer, item: Standing) -> Decision:
    """Apply the rule to one classification."""
    match item.classification:
        case "public":
            return Decision(allowed=True, reason=gettext("it is public"))
        case "partners":
            allowed = item.partnership_id in viewer.shares()
            return Decision(allowed, gettext("it is for the partners"))
        case "party":
            allowed = item.held_by_id is not None and item.held_by_id in viewer.parties()
            return Decision(allowed, gettext("it is for the party that holds it"))
        case "sealed":
            return Decision(_named(viewer, item), gettext("it is for the people named on it"))
        case _:
            return closed()


def _named(viewer: Viewer, item: Standing) -> bool:
    if not item.seal or item.partnership_id not in viewer.partnerships():
        return False
    return SealedReader.objects.filter(person_id=viewer.person_id, seal=item.seal).exists()


def visible(viewer: Viewer, *, prefix: str = "") -> Q:
    """Return the same rule as a filter on things whose classification stands at `prefix`."""
    seals = SealedReader.objects.filter(person_id=viewer.person_id).values("seal")
    rule = Q(**{f"{prefix}classification": "public"})
    rule |= Q(
        **{f"{prefix}classification": "partners", f"{prefix}partnership_id__in": viewer.shares()}
    )
    rule |= Q(**{f"{prefix}classification": "party", f"{prefix}held_by_id__in": viewer.parties()})
    if viewer.person_id is None:
        return rule
    return rule | Q(
        **{
            f"{prefix}classification": "sealed",
            f"{prefix}partnership_id__in": viewer.partnerships(),
            f"{prefix}seal__in": seals,
        }
    )


Thing = TypeVar("Thing", bound=Recorded)


def seen_by(viewer: Viewer, things: QuerySet[Thing]) -> QuerySet[Thing]:
    """Keep the things that the viewer may see: they, and all that they lie inside."""
    return things.filter(_rule(viewer, things.model, ""))


NOTHING = Q(pk__in=[])


def _rule(viewer: Viewer, model: type[Recorded], prefix: str) -> Q:
    rule, any_around = Q(), NOTHING
    if model.about_another:
        rule &= _subject_rule(viewer, model, prefix)
    for path in model.inside:
        nowhere = Q(**{f"{prefix}{path}__isnull": True})
        rule &= nowhere | _rule(viewer, around(model, path), f"{prefix}{path}__")
        any_around |= ~nowhere
    if issubclass(model, Classified):
        return rule & visible(viewer, prefix=prefix)
    if model.open_to_all:
        return rule
    if model.roles_that_see:
        where = viewer.partnerships_where(model.roles_that_see)
        any_around |= Q(**{f"{prefix}partnership_id__in": where})
    return rule & any_around


def _subject_rule(viewer: Viewer, model: type[Recorded], prefix: str) -> Q:
    rule, known = NOTHING, kinds()
    things: Any = model._default_manager.order_by()
    said = set(things.values_list("subject_kind", flat=True).distinct())
    for kind in said - model.never_about:  # a filter for each costs milliseconds
        subject = known.get(kind)
        if subject is None or not _ever_seen(subject):
            continue
        named = subject._default_manager.filter(pk=OuterRef(f"{prefix}subject_id"))
        rule |= Q(**{f"{prefix}subject_kind": kind}) & Q(Exists(seen_by(viewer, named)))
    return rule


def _ever_seen(model: type[Recorded]) -> bool:
    return issubclass(model, Classified) or model.open_to_all or bool(model.inside)


def around(model: type[Recorded], path: str) -> type[Recorded]:
    """Return the model that a path of foreign keys leads to."""
    for step in path.split("__"):
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)  # noqa: S101 - `inside` names foreign keys
        assert issubclass(related, Recorded)  # noqa: S101
        model = related
    return model


def may_do(
    viewer: Viewer, action: str, partnership_id: str, item: Recorded | None = None
) -> Decision:
    """Decide whether a viewer's roles allow an action in a partnership, on a thing they see."""
    if item is not None:
        seen = may_see(viewer, item)
        if not seen:
            return seen
    allowed = roles_for(action)
    own = viewer.roles(partnership_id) & allowed
    words = {"roles": ", ".join(gettext(role) for role in sorted(own or allowed))}
    if own:
        return Decision(allowed=True, reason=gettext("the viewer’s role: %(roles)s") % words)
    return Decision(allowed=False, reason=gettext("it takes one of these roles: %(roles)s") % words)


def roles_for(action: str) -> frozenset[str]:
    """Return the roles that may do an action."""
    for key in (action, action.partition(".")[0]):
        if key in ACTIONS:
            return ACTIONS[key]
    raise UnknownAction(f"The policy has no word for “{action}”. Add it to ACTIONS.")
