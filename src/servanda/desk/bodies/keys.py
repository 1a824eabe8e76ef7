"""Whose keys a person may turn: a role counts only for the party in whose delegation it is held."""

from servanda.desk.accounts.models import Party
from servanda.desk.record.policy import Viewer, roles_for


def partners(partnership_id: str) -> list[Party]:
    """Return the parties whose keys count, in order."""
    return list(Party.objects.filter(partnership_id=partnership_id, partner=True))


def acts_for(viewer: Viewer, action: str, partnership_id: str) -> list[Party]:
    """Return the partners in whose delegation the viewer has a role that may do an action."""
    roles = roles_for(action)
    own = {
        each.party_id
        for each in viewer.memberships
        if each.partnership_id == partnership_id and each.roles & roles
    }
    return [party for party in partners(partnership_id) if party.id in own]
