"""Reads of watchlists: each feed with what came of the last looks at it."""

from collections import defaultdict
from dataclasses import dataclass

from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.record.policy import seen_by
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.locks import is_held
from servanda.desk.sources.models import FeedLook, IngestJob, Watchlist

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed, the last looks at it, the latest first, and whether one is being taken now."""

    watchlist: Watchlist
    looks: tuple[FeedLook, ...]
    looking: bool

    @property
    def last(self) -> FeedLook | None:
        """Return the latest look."""
        return self.looks[0] if self.looks else None


def watched(viewpoint: Viewpoint, partnership_id: str) -> list[Watched]:
    """Return the feeds that the viewer may see, by title, those still watched first."""
    found = shelf(viewpoint, partnership_id).all(Watchlist)
    looks = _looks(viewpoint, partnership_id, [each.id for each in found])
    ordered = sorted(found, key=lambda each: (not each.active, each.title.lower(), each.id))
    return [Watched(each, tuple(looks[each.id][:SHOWN]), is_held(each.id)) for each in ordered]


def watchlist(viewpoint: Viewpoint, partnership_id: str, watchlist_id: str) -> Watchlist | None:
    """Return one watchlist, or None where there is none for this viewer."""
    found = shelf(viewpoint, partnership_id).all(Watchlist, id=watchlist_id)
    return found[0] if found else None


def _looks(
    viewpoint: Viewpoint, partnership_id: str, ids: list[str]
) -> defaultdict[str, list[FeedLook]]:
    """Return the looks by watchlist; an ingest that the viewer may not see is left out of them."""
    looks = FeedLook.objects.filter(watchlist_id__in=ids).order_by("-at", "-id")
    if viewpoint.known is not None:
        looks = looks.filter(at__date__lte=viewpoint.known)
    jobs = IngestJob.objects.filter(partnership_id=partnership_id, looks__watchlist_id__in=ids)
    open_jobs = set(seen_by(viewpoint.viewer, jobs).values_list("id", flat=True))
    found: defaultdict[str, list[FeedLook]] = defaultdict(list)
    for each in looks:
        if each.ingest_id not in open_jobs:
            each.ingest_id = None
        found[each.watchlist_id].append(each)
    return found
