"""The material of a whole partnership, for the candidates that are stored for everybody.

No viewer is involved: what is made of it is filtered by the policy wherever it is read.
"""

from functools import lru_cache

from servanda.desk.accounts.models import Party, PartyName
from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.words import CommitmentState
from servanda.desk.assessments.matching.material import Material, gather, newest
from servanda.desk.assessments.matching.weighing import weights_for
from servanda.desk.projects.models import Gate, Project


def whole_material(partnership_id: str) -> Material:
    """Return all adopted commitments, projects, gates and names, with the weights in use."""
    return _kept(partnership_id, newest(partnership_id))


@lru_cache(maxsize=4)
def _kept(partnership_id: str, _newest: str) -> Material:
    adopted = Commitment.objects.filter(
        partnership_id=partnership_id, state=CommitmentState.ADOPTED
    )
    return gather(
        adopted,
        Event.objects.filter(partnership_id=partnership_id),
        Party.objects.filter(partnership_id=partnership_id),
        PartyName.objects.filter(partnership_id=partnership_id),
        weights_for(partnership_id),
        (
            *Project.objects.filter(partnership_id=partnership_id),
            *Gate.objects.filter(partnership_id=partnership_id),
        ),
    )
