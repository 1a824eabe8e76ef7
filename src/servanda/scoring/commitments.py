"""A commitment as the assessment takes it up, with all that is on record about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.reading.model import Force
from servanda.scoring.criteria import Coding, Criterion
from servanda.scoring.evidence import Evidence
from servanda.scoring.sentences import NOTHING, Words


class Nature(StrEnum):
    """What kind of thing is promised; silence means something else for each."""

    ACT = "definite act"
    RECURRING = "recurring act"
    EFFORT = "effort"
    FORBEARANCE = "forbearance"


class EndState(StrEnum):
    """How a commitment came to its end; people decide it, never the machine."""

    DONE = "done"
    DONE_LATE = "done late"
    DONE_DIFFERENTLY = "done differently"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"
    BROKEN = "broken"
    REVERSED = "reversed"


END_STATES_AZ = {
    EndState.DONE: "yerinə yetirilib",
    EndState.DONE_LATE: "gec yerinə yetirilib",
    EndState.DONE_DIFFERENTLY: "başqa cür yerinə yetirilib",
    EndState.DROPPED: "ondan imtina edilib",
    EndState.SUPERSEDED: "başqası ilə əvəz edilib",
    EndState.BROKEN: "pozulub",
    EndState.REVERSED: "geri qaytarılıb",
}
DONE_STATES = frozenset({EndState.DONE, EndState.DONE_LATE, EndState.DONE_DIFFERENTLY})
LAPSED_STATES = frozenset({EndState.DROPPED, EndState.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Subject:
    """The commitment itself: where it stands, how strongly it binds, what kind, when due."""

    id: str
    section: str
    force: Force
    nature: Nature = Nature.ACT
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A search for evidence: how many sources, up to which day, and what they were."""

    until: date
    sources: int | None = None
    scope: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Ending:
    """An end state as people decided it: the day, the reason, and the evidence it rests on."""

    state: EndState
    on: date
    reason: Words
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which the commitment does not run, and the instrument that says so."""

    instrument: str
    since: date
    until: date | None = None
    """The first day on which it runs again."""

    def covers(self, day: date) -> bool:
        """Tell whether the commitment is suspended on a day.

        >>> Suspension("note-1", date(2026, 1, 1), date(2026, 2, 1)).covers(date(2026, 2, 1))
        False
        """
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class CommitmentFile:
    """Everything on record about one commitment that its assessment may rest on."""

    subject: Subject
    criteria: tuple[Criterion, ...] = ()
    coding: Coding | None = None
    evidence: tuple[Evidence, ...] = ()
    searches: tuple[Search, ...] = ()
    ending: Ending | None = None
    suspension: Suspension | None = None
    unassessable: Words | None = None
    """The reason why nobody can tell from outside; None where somebody can."""

    def counting(self, today: date) -> tuple[Evidence, ...]:
        """Give the evidence that can bear on the level by `today`, in order of its ids."""
        found = (item for item in self.evidence if item.counts(today))
        return tuple(sorted(found, key=lambda item: item.id))

    def fallen(self, today: date) -> tuple[Evidence, ...]:
        """Give what would bear on the level by `today` if its quotes still stood."""
        return tuple(item for item in self.evidence if item.tells(today) and not item.verified)

    def last_search(self, today: date) -> Search | None:
        """Give the search that reached furthest by `today`; the wider one of two."""
        done = [search for search in self.searches if search.until <= today]
        return max(done, key=_reach, default=None)

    def ended(self, today: date) -> Ending | None:
        """Give the end that people decided, once its day has come."""
        return self.ending if self.ending and self.ending.on <= today else None

    def suspended(self, today: date) -> bool:
        """Tell whether the commitment is suspended on a day."""
        return self.suspension is not None and self.suspension.covers(today)


class NotWhole(ValueError):  # noqa: N818 - a finding about the record, not a fault of ours
    """Say what in a commitment's file does not fit together, why it matters and what to do."""


def check(file: CommitmentFile) -> None:
    """Refuse a file whose parts name each other wrongly."""
    judgements = file.coding.judgements if file.coding else ()
    _unique("criterion", [criterion.id for criterion in file.criteria], file)
    _unique("piece of evidence", [item.id for item in file.evidence], file)
    _unique("judgement of criterion", [judgement.criterion for judgement in judgements], file)
    known = {criterion.id for criterion in file.criteria}
    _known("criterion", {judgement.criterion for judgement in judgements} - known, file)
    cited = {item for judgement in judgements for item in judgement.evidence}
    if file.ending:
        cited |= set(file.ending.evidence)
    _known("evidence", cited - {item.id for item in file.evidence}, file)


def _reach(search: Search) -> tuple[date, int, str]:
    return search.until, search.sources or 0, search.scope.en


def _unique(what: str, ids: list[str], file: CommitmentFile) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise NotWhole(
            f"{file.subject.id}: {what} “{twice[0]}” is there twice, so that it would count twice. "
            "Keep one of them."
        )


def _known(what: str, missing: set[str], file: CommitmentFile) -> None:
    if missing:
        raise NotWhole(
            f"{file.subject.id}: the file cites {what} “{min(missing)}”, which it does not hold, "
            "so that the level could not be traced. Add it, or withdraw the citation."
        )
