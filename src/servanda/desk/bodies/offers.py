"""What the forms of bodies offer: things that the viewer sees now, of this partnership."""

from collections.abc import Iterable, Iterator

from servanda.desk.accounts.models import Membership, Party, Person
from servanda.desk.agreements.models import Commitment, Provision
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.words import CommitmentState
from servanda.desk.bodies.models import AgendaItem, Body, Decision
from servanda.desk.record.models import Recorded
from servanda.desk.record.viewpoint import Viewpoint


class Offers:
    """Finds what a field offers, when it is asked for."""

    def __init__(
        self, viewpoint: Viewpoint, partnership_id: str, meeting_id: str = "", besides: str = ""
    ) -> None:
        self.seen = shelf(viewpoint, partnership_id)
        self.partnership_id = partnership_id
        self.meeting_id = meeting_id
        self.besides = besides  # the body that is edited, which is no part of itself

    def get(self, name: str, default: Iterable[Recorded] = ()) -> Iterable[Recorded]:
        """Return what a field of this name offers."""
        finder = getattr(self, f"_{name}", None)
        return finder() if finder is not None else default

    def _party(self) -> list[Party]:
        return self.seen.all(Party)

    _presenter = _party

    def _parent(self) -> list[Body]:
        return [each for each in self.seen.all(Body) if each.id != self.besides]

    def _provisions(self) -> list[Provision]:
        return self.seen.all(Provision, "text__instrument")

    def _commitment(self) -> list[Commitment]:
        return self.seen.all(Commitment, state=CommitmentState.ADOPTED)

    def _answers(self) -> Iterator[Commitment]:
        return (each for each in self._commitment() if each.recurs)

    def _item(self) -> list[AgendaItem]:
        return self.seen.all(AgendaItem, meeting_id=self.meeting_id)

    def _decision(self) -> list[Decision]:
        return self.seen.all(Decision, meeting_id=self.meeting_id)

    def _owner(self) -> list[Person]:
        """Offer the people of the viewer's own delegations; others name theirs."""
        mine = [
            each
            for each in self.seen.viewpoint.viewer.memberships
            if each.partnership_id == self.partnership_id
        ]
        own = Membership.objects.filter(
            partnership_id=self.partnership_id, party_id__in=[each.party_id for each in mine]
        )
        people = set(own.values_list("person_id", flat=True)) | {
            self.seen.viewpoint.viewer.person_id or ""
        }
        return list(Person.objects.filter(id__in=people, is_active=True))
