"""A party's reply to an assessment: it stands beside the level and changes nothing."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import NotAllowed, Refused
from servanda.desk.agreements.services.permission import permit
from servanda.desk.assessments.models import Reply
from servanda.desk.assessments.openness import openness_of
from servanda.desk.assessments.services.citing import commitment_for
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.policy import Viewer, roles_for

ACTION = "reply.give"


def speaks_for(viewer: Viewer, partnership_id: str) -> frozenset[str]:
    """Return the parties in whose name a viewer may reply."""
    return frozenset(
        each.party_id
        for each in viewer.memberships
        if each.partnership_id == partnership_id
        and each.party_id
        and each.roles & roles_for(ACTION)
    )


@transaction.atomic
def reply(
    commitment_id: str,
    party_id: str,
    body: str,
    *,
    language: str,
    by: Person,
    on: date | None = None,
) -> Reply:
    """Record what a party says; only who speaks for that party gives it."""
    record.wait_for_the_ledger()
    commitment = commitment_for(commitment_id)
    actor = permit(by, ACTION, commitment.partnership_id, commitment)
    if party_id not in speaks_for(viewer_for(by), commitment.partnership_id):
        raise NotAllowed(_("Nothing was recorded: a reply comes from the party’s own delegation."))
    if not body.strip():
        raise Refused(_("The reply has no words, and nothing was recorded. Write it first."))
    new = Reply(
        id=f"{commitment.partnership_id}.{new_id(Reply.id_prefix)}",
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        party=Party.objects.get(id=party_id),
        on=on or timezone.localdate(),
        language=language,
        body=body.strip(),
        ordinal=Reply.objects.filter(commitment=commitment).count() * 1000,
        **openness_of(commitment),
    )
    return record.create(new, by=actor, action="reply.given")
