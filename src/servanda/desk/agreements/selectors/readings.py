"""Readings under review: the uploaded text with what is proposed and what was decided of it.

A reading is work in hand and not yet part of the record that pages show, so it is always read as it
is now, and only by those who may decide on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.models import Proposal, Reading
from servanda.desk.agreements.selectors.places import places_read
from servanda.desk.agreements.selectors.shelf import Present
from servanda.desk.agreements.selectors.values import ProposalView, ReadingView
from servanda.desk.agreements.words import Decision, ReadingState
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint


def readings(viewpoint: Viewpoint, partnership_id: str) -> list[Reading]:
    """Return the open readings that the viewer may work on, the newest first."""
    if not may_do(viewpoint.viewer, "reading.see", partnership_id):
        return []
    things = Present(viewpoint, partnership_id)
    return things.all(Reading, "created_by", state=ReadingState.OPEN)[::-1]


def reading(viewpoint: Viewpoint, partnership_id: str, reading_id: str) -> ReadingView | None:
    """Return a reading with its proposals in the order of the text, or None."""
    if not may_do(viewpoint.viewer, "reading.see", partnership_id):
        return None
    things = Present(viewpoint, partnership_id)
    found = things.all(Reading, "created_by", "instrument", id=reading_id)
    if not found:
        return None
    proposals = things.all(Proposal, reading_id=reading_id)
    leaves = [each for each in proposals if each.decision != Decision.SPLIT]
    return ReadingView(
        reading=found[0],
        fingerprint=fingerprint(found[0]),
        proposals=_nested(found[0], proposals),
        places=places_read(found[0].found["provisions"]),
        decided=sum(each.decision != Decision.PENDING for each in leaves),
        total=len(leaves),
    )


def _nested(found: Reading, proposals: Sequence[Proposal]) -> tuple[ProposalView, ...]:
    pieces: defaultdict[str | None, list[Proposal]] = defaultdict(list)
    for proposal in sorted(proposals, key=lambda each: (each.start, each.end, each.ordinal)):
        pieces[proposal.split_from_id].append(proposal)
    return _views(found, None, pieces)


def _views(
    found: Reading, parent: str | None, pieces: Mapping[str | None, list[Proposal]]
) -> tuple[ProposalView, ...]:
    return tuple(
        ProposalView(
            proposal=each,
            fingerprint=fingerprint(each),
            words=found.body[each.start : each.end],
            pieces=_views(found, each.id, pieces),
        )
        for each in pieces.get(parent, ())
    )
