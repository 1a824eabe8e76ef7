"""What a person is reminded of: actions, meetings ahead, and papers that wait for their key.

An action that nobody on this desk owns is for the officers of the party that owes it.

Everything is read as the person sees it, so that a mail holds nothing that a page would not.
"""

from dataclasses import dataclass
from datetime import timedelta

from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies.keys import acts_for
from servanda.desk.bodies.models import Action, Meeting
from servanda.desk.bodies.selectors.papers import PaperView, papers
from servanda.desk.bodies.words import ActionState, MeetingState
from servanda.desk.record.viewpoint import Viewpoint


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one partnership reminds a person of."""

    partnership: Partnership
    late: tuple[Action, ...]
    due: tuple[Action, ...]
    meetings: tuple[Meeting, ...]
    papers: tuple[PaperView, ...]

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to say."""
        return not (self.late or self.due or self.meetings or self.papers)


def reminders(viewpoint: Viewpoint, days_ahead: int) -> list[Reminder]:
    """Return what a viewer is reminded of, by partnership; those with nothing are left out."""
    ids = viewpoint.viewer.partnerships()
    found = (
        _of(viewpoint, partnership, days_ahead)
        for partnership in Partnership.objects.filter(id__in=ids)
    )
    return [each for each in found if not each.empty]


def _of(viewpoint: Viewpoint, partnership: Partnership, days_ahead: int) -> Reminder:
    seen, last = shelf(viewpoint, partnership.id), viewpoint.on + timedelta(days=days_ahead)
    person_id = viewpoint.viewer.person_id
    sides = {party.id for party in acts_for(viewpoint.viewer, "meeting.change", partnership.id)}
    owed = [
        each
        for each in seen.all(Action, "party", "meeting", state=ActionState.OPEN)
        if each.due is not None and each.due <= last
        if each.owner_id == person_id or (each.owner_id is None and each.party_id in sides)
    ]
    ahead = [
        each
        for each in seen.all(Meeting, "body", state=MeetingState.PLANNED)
        if viewpoint.on <= each.on <= last
    ]
    return Reminder(
        partnership,
        tuple(each for each in owed if each.due and each.due < viewpoint.on),
        tuple(each for each in owed if each.due and each.due >= viewpoint.on),
        tuple(sorted(ahead, key=lambda each: each.on)),
        tuple(_waiting(viewpoint, partnership.id)),
    )


def _waiting(viewpoint: Viewpoint, partnership_id: str) -> list[PaperView]:
    """Return the proposed papers for which this person may turn a key that is missing."""
    own = {party.id for party in acts_for(viewpoint.viewer, "paper.approve", partnership_id)}
    found = []
    for view in papers(viewpoint, partnership_id) if own else []:
        if view.proposed is None:
            continue
        given = {k.approval.person_id for k in view.proposed.keys if k.approval}
        if own & {party.id for party in view.missing} and viewpoint.viewer.person_id not in given:
            found.append(view)
    return found
