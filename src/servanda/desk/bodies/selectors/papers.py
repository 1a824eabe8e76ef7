"""Reads of papers: what stands, what is proposed, whose key is there and whose is missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.selectors.shelf import Shelf, last_day, shelf
from servanda.desk.bodies.differences import Difference, differences
from servanda.desk.bodies.models import Approval, Paper, PaperVersion
from servanda.desk.bodies.standing import latest
from servanda.desk.bodies.words import VersionState
from servanda.desk.record.viewpoint import Viewpoint

__all__ = ["Difference", "Key", "PaperView", "VersionView", "differences", "paper_of", "papers"]


@dataclass(frozen=True, slots=True)
class Key:
    """A partner's key for a version: the approval, or None where it is missing."""

    party: Party
    approval: Approval | None

    @property
    def turned(self) -> bool:
        """Tell whether the party has approved."""
        return self.approval is not None


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with the key of each partner."""

    version: PaperVersion
    keys: tuple[Key, ...]

    @property
    def missing(self) -> tuple[Party, ...]:
        """Return the parties whose key is missing."""
        return tuple(key.party for key in self.keys if not key.turned)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as the viewer sees it.

    `adopted` binds both sides; `open` is what is proposed, else the viewer's own draft; `missing`
    are the parties whose key is still needed for what is proposed, or for a first draft.
    """

    paper: Paper
    versions: tuple[VersionView, ...]  # the latest first; drafts before all others
    adopted: VersionView | None = None
    proposed: VersionView | None = None
    drafts: tuple[VersionView, ...] = ()
    missing: tuple[Party, ...] = ()

    @property
    def open(self) -> VersionView | None:
        """Return what is not yet adopted: what is proposed, else a draft of the viewer's side."""
        return self.proposed or (self.drafts[0] if self.drafts else None)

    @property
    def shown(self) -> VersionView | None:
        """Return the version to show first: what is proposed, adopted, else the last of all."""
        return self.proposed or self.adopted or (self.versions[0] if self.versions else None)

    def draft_of(self, party_id: str) -> VersionView | None:
        """Return a party's draft, if the viewer sees one."""
        found = (each for each in self.drafts if each.version.drafted_by_id == party_id)
        return next(found, None)

    def basis(self, party_id: str) -> PaperVersion | None:
        """Return the version with which a party's change begins."""
        own = self.draft_of(party_id)
        return own.version if own else latest(each.version for each in self.versions)

    def version(self, number: int) -> VersionView | None:
        """Return the version with a number."""
        return next((each for each in self.versions if each.version.number == number), None)


def papers(
    viewpoint: Viewpoint,
    partnership_id: str,
    *,
    body_id: str = "",
    meeting_id: str = "",
    ids: Iterable[str] | None = None,
    about: Iterable[str] | None = None,
) -> list[PaperView]:
    """Return the papers that the viewer may see, in order: all, or of a body, meeting or things."""
    where: dict[str, Any] = {}
    if body_id:
        where["body_id"] = body_id
    if meeting_id:
        where["meeting_id"] = meeting_id
    if ids is not None:
        where["id__in"] = set(ids)
    if about is not None:
        where["subject_id__in"] = set(about)
    seen = shelf(viewpoint, partnership_id)
    found = seen.all(Paper, "body", "meeting", "partnership", **where)
    return _viewed(seen, found)


def paper(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> PaperView | None:
    """Return one paper by its local id, or None where there is none for the viewer."""
    return next(iter(papers(viewpoint, partnership_id, ids=[f"{partnership_id}.{local_id}"])), None)


def paper_of(viewpoint: Viewpoint, subject_kind: str, subject_id: str) -> PaperView | None:
    """Return the paper that is made from a thing, or None where the viewer sees none."""
    partnership_id = subject_id.partition(".")[0]
    seen = shelf(viewpoint, partnership_id)
    found = seen.all(
        Paper, "body", "meeting", "partnership", subject_kind=subject_kind, subject_id=subject_id
    )
    return foremost(_viewed(seen, found))


def foremost(views: Iterable[PaperView]) -> PaperView | None:
    """Return of several papers about one thing the one that is before both sides, if there is one.

    Each side may have begun a draft of its own before either proposed one.
    """
    return min(views, key=lambda view: not view.paper.shared, default=None)


def _viewed(seen: Shelf, found: Sequence[Paper]) -> list[PaperView]:
    ids = {each.id for each in found}
    last = last_day(seen.viewpoint)
    keyholders = seen.all(Party, partner=True)
    approvals: defaultdict[str, dict[str, Approval]] = defaultdict(dict)
    for approval in seen.all(Approval, "party", version__paper_id__in=ids):
        if last is None or _day(approval.at) <= last:
            approvals[approval.version_id][approval.party_id] = approval
    versions: defaultdict[str, list[VersionView]] = defaultdict(list)
    for version in seen.all(PaperVersion, "drafted_by", paper_id__in=ids):
        keys = (Key(party, approvals[version.id].get(party.id)) for party in keyholders)
        versions[version.paper_id].append(VersionView(version, tuple(keys)))
    views = (_view(each, _as_of(versions[each.id], last)) for each in found)
    return [view for view in views if view.versions]


def _view(of: Paper, versions: Sequence[VersionView]) -> PaperView:
    ordered = sorted(versions, key=_newest_first)
    adopted = _in_state(ordered, VersionState.ADOPTED)
    proposed = _in_state(ordered, VersionState.PROPOSED)
    drafts = tuple(each for each in ordered if each.version.state == VersionState.DRAFT)
    waiting = proposed or (None if adopted else next(iter(drafts), None))
    missing = waiting.missing if waiting else ()
    return PaperView(of, tuple(ordered), adopted, proposed, drafts, missing)


def _in_state(versions: Iterable[VersionView], state: str) -> VersionView | None:
    return next((each for each in versions if each.version.state == state), None)


def _newest_first(view: VersionView) -> tuple[bool, int, str]:
    return view.version.number is not None, -(view.version.number or 0), view.version.id


def _as_of(versions: list[VersionView], last: date | None) -> list[VersionView]:
    """Keep what both sides had before them by a day, each in the state that it had then."""
    if last is None:
        return versions
    there = [
        each for each in versions if each.version.proposed and _day(each.version.proposed) <= last
    ]
    stood = [each for each in there if each.version.adopted and _day(each.version.adopted) <= last]
    standing = max(stood, key=lambda each: each.version.number or 0, default=None)
    for each in there:
        if each is standing:
            each.version.state = VersionState.ADOPTED
        elif each in stood:
            each.version.state = VersionState.REPLACED
        elif each.version.adopted:  # later than the day
            each.version.state = VersionState.PROPOSED
    return there


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
