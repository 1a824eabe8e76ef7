"""Reads of releases: which there are, what one says, how two differ, what a new one would say."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from servanda import scoring
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.selectors.release_content import Frozen, content
from servanda.desk.record.services import head
from servanda.desk.record.viewpoint import Viewpoint
from servanda.exchange import release as exchange
from servanda.exchange.release.model import Ledger
from servanda.ledger import Checkpoint
from servanda.scoring import Words
from servanda.scoring.sentences import NOTHING

REMEMBERED = 8  # contents and comparisons that are kept at hand: they never change


@dataclass(frozen=True, slots=True)
class Preview:
    """What a release would say if it were published now, and the hash of what it would say."""

    release: exchange.Release
    gaps: tuple[exchange.Lacking, ...]
    fingerprint: str


def releases(viewpoint: Viewpoint, partnership_id: str) -> list[Release]:
    """Return the releases that the viewer may see, the latest first."""
    found = shelf(viewpoint, partnership_id).all(Release)
    return sorted(found, key=lambda each: (-each.number, each.id))


def release(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Release | None:
    """Return one release, or None where there is none for this viewer."""
    found = shelf(viewpoint, partnership_id).all(Release, id=f"{partnership_id}.{local_id}")
    return found[0] if found else None


def before(among: Iterable[Release], one: Release) -> Release | None:
    """Return the release before one of these, which come latest first."""
    return next((each for each in among if each.number < one.number), None)


def written(one: Release) -> str:
    """Return the file of a release, as it was published."""
    found: str = Release.objects.values_list("content", flat=True).get(pk=one.pk)
    return found


def told(one: Release) -> exchange.Release:
    """Return what a release says."""
    return _told(one.pk, one.sha256)


def assessed(one: Release) -> dict[str, scoring.Assessment]:
    """Return the assessments that a release froze, by the id of the commitment."""
    return _assessed(one.pk, one.sha256)


def difference(old: Release, new: Release) -> exchange.Comparison:
    """Return how two releases differ, the older first."""
    return _difference((old.pk, old.sha256), (new.pk, new.sha256))


def preview(partnership: Partnership, on: date, *, at: datetime | None = None) -> Preview:
    """Build what a release as of a day would say now; its number is the next one."""
    taken = Release.objects.filter(partnership=partnership).order_by("-number")
    number = (taken.values_list("number", flat=True).first() or 0) + 1
    frozen = Frozen(number, on, at or timezone.now(), head())
    found = content(partnership, frozen)
    return Preview(found, exchange.gaps(found), fingerprint(found))


def built_again(one: Release) -> exchange.Release:
    """Build a release anew from the ledger as it was known when it was published.

    It differs where a quote fell or something was hidden since, and only there.
    """
    said = told(one)
    ledger = Checkpoint(said.ledger.entries, said.ledger.head)
    frozen = Frozen(said.number, said.on, one.known, ledger, said.title, said.notes)
    again = content(one.partnership, frozen, known=one.known)
    return replace(again, software=said.software, partnership=said.partnership)


def since(last: Release, found: exchange.Release) -> exchange.Comparison:
    """Return how what is built now differs from a release."""
    return exchange.differences(told(last), found)


def fingerprint(found: exchange.Release) -> str:
    """Return a hash of what a release says, whatever moment, ledger and notes it names."""
    bare = replace(found, known="", ledger=Ledger(0, ""), title="", notes=NOTHING)
    return hashlib.sha256(exchange.write(bare)).hexdigest()


def noted(found: exchange.Release, title: str, notes: Words) -> exchange.Release:
    """Return a release with its title and notes."""
    return replace(found, title=title, notes=notes)


@lru_cache(maxsize=REMEMBERED)
def _told(key: str, sha256: str) -> exchange.Release:  # noqa: ARG001 - another hash, another content
    return exchange.read(Release.objects.values_list("content", flat=True).get(pk=key))


@lru_cache(maxsize=REMEMBERED)
def _assessed(key: str, sha256: str) -> dict[str, scoring.Assessment]:
    return {each.subject.id: each for each in exchange.assessments(_told(key, sha256))}


@lru_cache(maxsize=REMEMBERED)
def _difference(old: tuple[str, str], new: tuple[str, str]) -> exchange.Comparison:
    return exchange.differences(_told(*old), _told(*new))
