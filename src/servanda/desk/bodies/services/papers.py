"""Two keys: what one side drafts and proposes binds once each partner approved the same hash.

Every function holds the ledger before anything else, so that of two things done at once the second
sees the first: whoever approves sees whether the words, the version or their own role has changed.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict, NotAllowed, Refused
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.bodies.content import settled, sha256_of
from servanda.desk.bodies.keys import acts_for, partners
from servanda.desk.bodies.models import Approval, Body, Meeting, Paper, PaperVersion
from servanda.desk.bodies.standing import latest
from servanda.desk.bodies.words import PaperKind, VersionState
from servanda.desk.record import services as record
from servanda.desk.record.models import Classification, Classified, new_id
from servanda.desk.record.services import Actor

STEP = 1000
KEYS_NEEDED = 2
SHARED: dict[str, Any] = {"classification": Classification.PARTNERS, "held_by": None}

WhenAdopted = Callable[[PaperVersion, Actor], None]
when_adopted: dict[str, WhenAdopted] = {}
"""What else happens when a paper of a kind is adopted, in the same transaction; apps add theirs."""


@transaction.atomic
def draft(
    body_id: str,
    kind: str,
    title: str,
    content: Any,
    *,
    by: Person,
    subject: tuple[str, str] = ("", ""),
    party_id: str = "",
    note: str = "",
) -> PaperVersion:
    """Begin a paper with a draft that only the drafting party sees."""
    record.wait_for_the_ledger()
    body = Body.objects.filter(id=body_id).first()
    if body is None:
        raise missing()
    actor = permit(by, "paper.draft", body.partnership_id, body)
    party = _party(by, "paper.draft", body.partnership_id, party_id)
    if kind not in PaperKind.values:
        raise Refused(_("There is no such kind of paper. Choose one of the list."))
    own = Paper.objects.filter(partnership_id=body.partnership_id)
    paper = Paper(
        id=f"{body.partnership_id}.{new_id(Paper.id_prefix)}",
        partnership_id=body.partnership_id,
        body=body,
        kind=kind,
        title=title.strip(),
        meeting=_meeting(body, subject),
        subject_kind=subject[0],
        subject_id=subject[1],
        ordinal=(own.aggregate(last=Max("ordinal"))["last"] or 0) + STEP,
        classification=Classification.PARTY,
        held_by=party,
    )
    record.create(paper, by=actor, action="paper.drafted")
    return _new_draft(paper, party, content, note, actor)


@transaction.atomic
def revise(
    paper_id: str,
    content: Any,
    *,
    by: Person,
    note: str = "",
    party_id: str = "",
    expected: str = "",
) -> PaperVersion:
    """Change a paper: a new draft, or the draft that this side has; what is adopted stands.

    `expected` is the hash of the content that the change began with, as the form showed it.
    """
    record.wait_for_the_ledger()
    paper = Paper.objects.select_for_update().filter(id=paper_id).first()
    if paper is None:
        raise missing()
    actor = permit(by, "paper.revise", paper.partnership_id, paper)
    party = _party(by, "paper.revise", paper.partnership_id, party_id)
    own = paper.versions.filter(drafted_by=party, state=VersionState.DRAFT)
    version = own.select_for_update().first()
    if expected and expected != _basis(paper, version):
        raise Conflict(
            _(
                "The paper changed while you were writing, and nothing of yours was saved. Open "
                "it again, look at what changed, and make your change anew."
            )
        )
    if version is None:
        return _new_draft(paper, party, content, note, actor)
    kept, sha256 = settled(content)
    return record.change(
        version,
        by=actor,
        action="paper_version.revised",
        reason=note,
        content=kept,
        sha256=sha256,
        note=note.strip() or version.note,
    )


@transaction.atomic
def propose(version_id: str, *, by: Person) -> PaperVersion:
    """Show a draft to the partners, in the place of what was proposed before; now keys count."""
    version = _held(version_id)
    paper = version.paper
    actor = permit(by, "paper.propose", paper.partnership_id, version)
    _party(by, "paper.propose", paper.partnership_id, version.drafted_by_id)
    if version.state == VersionState.PROPOSED:
        return version
    if version.state != VersionState.DRAFT:
        raise Refused(_("Only a draft can be proposed. Begin a new version of the paper."))
    _check_partners_can_sign(paper)
    _check_only_one(paper)
    for before in paper.versions.filter(state=VersionState.PROPOSED):
        record.change(
            before, by=actor, action="paper_version.replaced", state=VersionState.REPLACED
        )
    if paper.classification == Classification.PARTY:
        record.change(paper, by=actor, action="paper.opened", **SHARED)
    numbers = paper.versions.aggregate(last=Max("number"))
    return record.change(
        version,
        by=actor,
        action="paper_version.proposed",
        state=VersionState.PROPOSED,
        number=(numbers["last"] or 0) + 1,
        proposed=timezone.now(),
        **SHARED,
    )


@transaction.atomic
def approve(version_id: str, sha256: str, *, by: Person, party_id: str = "") -> Approval:
    """Turn a party's key for the content with this hash; the last key adopts it."""
    version = _held(version_id)
    paper = version.paper
    actor = permit(by, "paper.approve", paper.partnership_id, version)
    party = _party(by, "paper.approve", paper.partnership_id, party_id)
    given = version.approvals.filter(party=party).first()
    if given and given.person_id == by.id and given.sha256 == sha256:
        return given
    _check_open(version, sha256)
    _check_key_free(version, given, by)
    approval = Approval(
        id=f"{paper.partnership_id}.{new_id(Approval.id_prefix)}",
        version=version,
        party=party,
        person=by,
        person_name=by.name,
        sha256=sha256,
        at=timezone.now(),
    )
    record.create(approval, by=actor, action="approval.given")
    _adopt_if_whole(version, actor)
    return approval


@transaction.atomic
def withdraw(version_id: str, *, by: Person, reason: str) -> PaperVersion:
    """Take back a draft or a proposal of one's own side, with the reason; what is adopted stays."""
    version = _held(version_id)
    paper = version.paper
    actor = permit(by, "paper.withdraw", paper.partnership_id, version)
    _party(by, "paper.withdraw", paper.partnership_id, version.drafted_by_id)
    if version.state == VersionState.WITHDRAWN:
        return version
    if version.state not in (VersionState.DRAFT, VersionState.PROPOSED):
        raise Refused(
            _(
                "Nothing was withdrawn: this version is adopted or was replaced. What both sides "
                "adopted is changed by a new version that both adopt."
            )
        )
    if not reason.strip():
        raise Refused(_("Nothing was withdrawn: it takes a reason. Say in a sentence why."))
    return record.change(
        version,
        by=actor,
        action="paper_version.withdrawn",
        reason=reason.strip(),
        state=VersionState.WITHDRAWN,
    )


def _held(version_id: str) -> PaperVersion:
    """Return a version, held with its paper until the transaction ends."""
    record.wait_for_the_ledger()
    paper = Paper.objects.select_for_update().filter(versions__id=version_id).first()
    version = PaperVersion.objects.select_for_update().filter(id=version_id).first()
    if version is None or paper is None:
        raise missing()
    version.paper = paper
    return version


def _new_draft(paper: Paper, party: Party, content: Any, note: str, actor: Actor) -> PaperVersion:
    kept, sha256 = settled(content)
    version = PaperVersion(
        id=f"{paper.partnership_id}.{new_id(PaperVersion.id_prefix)}",
        partnership_id=paper.partnership_id,
        paper=paper,
        content=kept,
        sha256=sha256,
        drafted_by=party,
        note=note.strip(),
        classification=Classification.PARTY,
        held_by=party,
    )
    return record.create(version, by=actor, action="paper_version.drafted")


def _party(by: Person, action: str, partnership_id: str, party_id: str) -> Party:
    """Return the party for which a person acts: the role must be held in its delegation."""
    own = acts_for(viewer_for(by), action, partnership_id)
    chosen = [party for party in own if party.id == party_id] if party_id else own
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise Refused(
            _("You belong to more than one delegation, and nothing was saved. Say for which.")
        )
    raise NotAllowed(
        _(
            "Nothing was changed: the role has to be held in the delegation of a party whose key "
            "counts here, and you do not hold it there. Ask the secretariat for the role."
        )
    )


def _meeting(body: Body, subject: tuple[str, str]) -> Meeting | None:
    kind, subject_id = subject
    if kind != Meeting.ledger_kind:
        return None
    found = Meeting.objects.filter(id=subject_id, body=body).first()
    if found is None:
        raise missing()
    return found


def _basis(paper: Paper, own: PaperVersion | None) -> str:
    """Return the hash of what a change begins with."""
    begun_with = own or latest(paper.versions.all())
    return begun_with.sha256 if begun_with else ""


def _check_partners_can_sign(paper: Paper) -> None:
    around: list[Classified | None] = [paper.body, paper.meeting]
    shared = (Classification.PUBLIC, Classification.PARTNERS)
    if any(each is not None and each.classification not in shared for each in around):
        raise Refused(
            _(
                "Nothing was proposed: the other side does not see the body or the meeting of "
                "this paper, and so could not approve it. Share these with the partners first."
            )
        )
    if len(partners(paper.partnership_id)) < KEYS_NEEDED:
        raise Refused(
            _(
                "Nothing was proposed: this partnership names fewer than two parties whose keys "
                "count. Have the secretariat mark the partners first."
            )
        )


def _check_only_one(paper: Paper) -> None:
    """Refuse to put a second paper about one thing before both sides: only one may ever bind."""
    others = Paper.objects.filter(subject_kind=paper.subject_kind, subject_id=paper.subject_id)
    if not paper.subject_id or not others.exclude(id=paper.id).filter(**SHARED).exists():
        return
    raise Conflict(
        _(
            "Nothing was proposed: the other side has put its own paper about this before both "
            "sides meanwhile, and only one can bind. Draft a new version of that paper where you "
            "drafted this one, and withdraw this draft."
        )
    )


def _check_open(version: PaperVersion, sha256: str) -> None:
    """Refuse to turn a key for other words than those read, or for what is not on the table."""
    if sha256 != version.sha256 or version.state == VersionState.REPLACED:
        raise Conflict(
            _(
                "It changed while you were reading, and your key was not turned. Open the paper "
                "again and read what is proposed now."
            )
        )
    if version.state != VersionState.PROPOSED:
        raise Refused(
            _(
                "Your key was not turned: this version is %(state)s, and only what is proposed "
                "can be approved."
            )
            % {"state": version.get_state_display()}
        )
    if sha256_of(version.content) != version.sha256:
        raise Refused(
            _(
                "Your key was not turned: the stored content no longer has the hash under which it "
                "was proposed. Ask the operator to verify the ledger."
            )
        )


def _check_key_free(version: PaperVersion, given: Approval | None, by: Person) -> None:
    if given:
        raise Refused(
            _("The key of %(party)s is turned already, by %(person)s. Nothing more is needed.")
            % {"party": given.party, "person": given.person_name}
        )
    if version.approvals.filter(person=by).exists():
        raise Refused(
            _(
                "You have turned the key of another party for this version, and nobody turns two. "
                "Somebody else has to approve for this one."
            )
        )


def _adopt_if_whole(version: PaperVersion, actor: Actor) -> None:
    """Adopt a version when each partner has approved its hash; the one before is replaced."""
    keys = set(version.approvals.filter(sha256=version.sha256).values_list("party_id", flat=True))
    needed = {party.id for party in partners(version.partnership_id)}
    if len(needed) < KEYS_NEEDED or not needed <= keys:
        return
    for before in version.paper.versions.filter(state=VersionState.ADOPTED):
        record.change(
            before, by=actor, action="paper_version.replaced", state=VersionState.REPLACED
        )
    record.change(
        version,
        by=actor,
        action="paper_version.adopted",
        state=VersionState.ADOPTED,
        adopted=timezone.now(),
    )
    further = when_adopted.get(version.paper.kind)
    if further is not None:
        further(version, actor)
