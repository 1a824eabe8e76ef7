"""What is on record about each commitment, as the library's assessment takes it up.

A file holds only what its viewer may see: a judgement that cites evidence hidden from them keeps
its answer and loses the citation. Every quote counts as verified here; whoever assesses says which
do not stand any more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from servanda import scoring
from servanda.deadlines import Bound, Recurrence, next_due
from servanda.desk.agreements.dates import NOT_HELD_TO_DATES, RUNNING, rests_on
from servanda.desk.agreements.models import Commitment, Event, Instrument
from servanda.desk.agreements.selectors.commitments import adopted
from servanda.desk.agreements.selectors.shelf import Shelf, from_tables, shelf
from servanda.desk.agreements.words import CommitmentState, EventKind
from servanda.desk.assessments.models import Ending, Evidence, Finding, Outcome, Suspension
from servanda.desk.assessments.selectors.coding import (
    CodingInUse,
    CriteriaInUse,
    codings_in_use,
    criteria_in_use,
)
from servanda.desk.record.viewpoint import Viewpoint
from servanda.reading.model import Force

COLUMNS = (
    "id",
    "instrument_id",
    "provision__eid",
    "force",
    "act",
    "deadline_bound",
    "deadline_expression",
    "due_date",
    "counts_from",
    "recurrence_every",
    "recurrence_times",
    "recurrence_rrule",
    "classification",
    "held_by_id",
    "recital",
)
RUNS_AGAIN = frozenset({EventKind.ENTERED_INTO_FORCE, EventKind.ENDED})
UNTOLD = scoring.Words("nobody outside can tell", "kənardan heç kim müəyyən edə bilməz")

Thing = TypeVar("Thing", Ending, Evidence, Finding, Suspension)


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of a commitment that its assessment rests on."""

    id: str
    instrument_id: str
    eid: str
    force: str
    act: str
    deadline_bound: str
    deadline_expression: str
    due_date: date | None
    counts_from: date | None
    recurrence_every: str
    recurrence_times: int | None
    recurrence_rrule: str
    classification: str
    held_by_id: str | None
    recital: bool


def files(
    viewpoint: Viewpoint, partnership_id: str, about: Collection[str] | None = None
) -> tuple[list[scoring.CommitmentFile], Mapping[str, list[Evidence]]]:
    """Build the file of every adopted commitment, recitals apart, that the viewer may see.

    With `about`, only of these. Beside them stand the pieces of evidence that they were built from,
    by commitment.
    """
    record = _Record(shelf(viewpoint, partnership_id), about)
    rows = _rows(viewpoint, partnership_id, about)
    return [record.file(row) for row in rows], record.evidence


def section_of(instrument_id: str, eid: str) -> str:
    """Return the stable id of the section that a provision lies in: "charter:sec_4".

    >>> section_of("azerbaijan-us.charter", "sec_4__para_2")
    'charter:sec_4'
    """
    return f"{instrument_id.partition('.')[2] or instrument_id}:{eid.partition('__')[0]}"


def _rows(
    viewpoint: Viewpoint, partnership_id: str, about: Collection[str] | None
) -> Iterable[Row]:
    where: dict[str, Any] = {"recital": False, **_among("id", about)}
    if from_tables(viewpoint, partnership_id):
        rows = adopted(viewpoint, partnership_id).filter(**where).order_by()
        return (Row(*each) for each in rows.values_list(*COLUMNS))
    things = shelf(viewpoint, partnership_id)
    found = things.all(Commitment, "provision", state=CommitmentState.ADOPTED, **where)
    names = [name for name in COLUMNS if name != "provision__eid"]
    return (_of(each, names) for each in found)


def _of(commitment: Commitment, names: Iterable[str]) -> Row:
    plain = {name: getattr(commitment, name) for name in names}
    return Row(eid=commitment.provision.eid, **plain)


class _Record:
    """All that is on record in a partnership, by commitment."""

    def __init__(self, things: Shelf, about: Collection[str] | None) -> None:
        view, partnership_id = things.viewpoint, things.partnership_id
        self.on = view.on
        self.criteria = criteria_in_use(view, partnership_id, about)
        self.codings = codings_in_use(view, partnership_id, about)
        named, own = _among("subject_id", about), _among("commitment_id", about)
        pieces = things.all(Evidence, subject_kind="commitment", withdrawn=False, **named)
        self.evidence = _grouped(pieces, "subject_id")
        self.findings = _grouped(things.all(Finding, **own), "commitment_id")
        self.endings = _grouped(things.all(Ending, **own), "commitment_id")
        self.suspensions = _grouped(things.all(Suspension, **own), "commitment_id")
        self.events = _halting(things.all(Event))
        self.names = {each.id: each.short_en or each.title_en for each in things.all(Instrument)}

    def file(self, row: Row) -> scoring.CommitmentFile:
        """Build one file; most commitments have little on record, so nothing is made for them."""
        evidence = tuple(_evidence(each) for each in self.evidence.get(row.id, ()))
        seen = frozenset(each.id for each in evidence)
        findings = self.findings.get(row.id, ())
        coding = self.codings.get(row.id)
        return scoring.CommitmentFile(
            subject=_subject(row, self.on),
            criteria=_criteria(coding or self.criteria.get(row.id)),
            coding=_coding(coding, seen) if coding else None,
            evidence=evidence,
            searches=_searches(findings, evidence, self.on) if findings else (),
            ending=self._ending(row.id, seen) if row.id in self.endings else None,
            suspension=self._suspension(row),
            unassessable=_unassessable(findings, self.on) if findings else None,
        )

    def _ending(self, commitment_id: str, seen: frozenset[str]) -> scoring.Ending | None:
        """Give the latest end whose day has come."""
        come = [each for each in self.endings[commitment_id] if each.on <= self.on]
        if not come:
            return None
        last = max(come, key=lambda each: (each.on, each.ordinal, each.id))
        return scoring.Ending(
            scoring.EndState(last.state),
            last.on,
            _both(last.reason_en, last.reason_az),
            tuple(name for name in last.evidence if name in seen),
        )

    def _suspension(self, row: Row) -> scoring.Suspension | None:
        """Give the suspension that runs or ran last: the commitment's own or its instrument's."""
        begun = [
            scoring.Suspension(self.names[each.instrument_id], each.since, each.until)
            for each in self.suspensions.get(row.id, ())
            if each.since <= self.on
        ]
        begun += [
            scoring.Suspension(self.names[row.instrument_id], since, until)
            for since, until in _stretches(self.events.get(row.instrument_id, ()), row, self.on)
        ]
        return max(begun, key=lambda each: (each.covers(self.on), each.since), default=None)


def _subject(row: Row, on: date) -> scoring.Subject:
    force = Force(row.force)
    dated = bool(row.deadline_expression or row.deadline_bound or row.due_date)
    return scoring.Subject(
        row.id,
        section_of(row.instrument_id, row.eid),
        force,
        nature(force, row.act, dated=dated, recurring=bool(row.recurrence_every)),
        _due(row, on),
    )


@lru_cache(maxsize=1 << 15)  # the words of a text stay the same, and reading them takes a while
def nature(force: Force, act: str, *, dated: bool, recurring: bool) -> scoring.Nature:
    """Tell what kind of thing a commitment promises, from its words."""
    return scoring.nature_of(force, act, dated=dated, recurring=recurring)


def _due(row: Row, on: date) -> date | None:
    """Give the date by which something is to be done, as the lists show it; none that only runs."""
    if row.force in NOT_HELD_TO_DATES or row.deadline_bound in RUNNING:
        return None
    if not row.recurrence_every or (row.due_date and row.due_date >= on):
        return row.due_date
    if row.counts_from is None:
        return None
    cycle = (row.recurrence_every, row.recurrence_times or 1, row.recurrence_rrule)
    return _next(cycle, row.counts_from, on)


@lru_cache(maxsize=4096)  # few rules and few days, however many commitments
def _next(cycle: tuple[str, int, str], since: date, on: date) -> date | None:
    every, times, rrule = cycle
    rule = Recurrence("", 0, 0, every, times, rrule, Bound.AT_LEAST_EVERY)
    return next_due(rule, since, after=on - timedelta(days=1)).date


def _criteria(used: CriteriaInUse | CodingInUse | None) -> tuple[scoring.Criterion, ...]:
    if used is None:
        return ()
    return tuple(
        scoring.Criterion(
            each.key, scoring.Kind(each.kind), _both(each.statement_en, each.statement_az)
        )
        for each in used.criteria
    )


def _coding(used: CodingInUse, seen: frozenset[str]) -> scoring.Coding:
    keys = {each.id: each.key for each in used.criteria}
    judgements = tuple(
        scoring.Judgement(
            keys[each.criterion_id],
            scoring.Answer(each.answer),
            tuple(name for name in dict.fromkeys(each.evidence) if name in seen),
        )
        for each in used.judgements
        if each.criterion_id in keys
    )
    return scoring.Coding(used.coding.role, used.coding.as_of, judgements)


def _evidence(each: Evidence) -> scoring.Evidence:
    """Take a piece of evidence up, dated by the day by which its fact had taken place."""
    return scoring.Evidence(
        each.id,
        scoring.Direction(each.direction),
        scoring.Strength(each.strength),
        each.source_on,
        each.fact_by,
    )


def _searches(
    findings: Iterable[Finding], evidence: Iterable[scoring.Evidence], on: date
) -> tuple[scoring.Search, ...]:
    """Give the searches; where the last one found what is not on record here, none of them.

    Otherwise the page would say that nothing was found.
    """
    done = sorted(
        (
            each
            for each in findings
            if each.outcome != Outcome.NOT_ASSESSABLE and each.searched_until <= on
        ),
        key=_furthest,
    )
    if not done:
        return ()
    if done[-1].outcome == Outcome.EVIDENCE_FOUND and not any(one.counts(on) for one in evidence):
        return ()
    return tuple(
        scoring.Search(
            each.searched_until, each.sources_searched, _both(each.scope_en, each.scope_az)
        )
        for each in done
    )


def _unassessable(findings: Iterable[Finding], on: date) -> scoring.Words | None:
    """Give the reason why nobody can tell, where the latest finding says so."""
    done = [each for each in findings if each.searched_until <= on]
    last = max(done, key=_furthest, default=None)
    if last is None or last.outcome != Outcome.NOT_ASSESSABLE:
        return None
    return _both(last.scope_en, last.scope_az) if last.scope_en or last.scope_az else UNTOLD


def _furthest(finding: Finding) -> tuple[date, int, str]:
    return finding.searched_until, -finding.ordinal, finding.id


def _stretches(events: Iterable[Event], row: Row, on: date) -> Iterable[tuple[date, date | None]]:
    """Yield from when to when an instrument was suspended, as far as the commitment may show."""
    commitment: Any = row
    told = [each for each in events if each.date <= on and rests_on(commitment, each)]
    for number, each in enumerate(told):
        if each.kind == EventKind.SUSPENDED:
            after = (later.date for later in told[number + 1 :] if later.kind in RUNS_AGAIN)
            until = next(after, None)
            if until is None or until > each.date:
                yield each.date, until


def _halting(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return the events that halt instruments or set them going again, in order of their days."""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for each in sorted(events, key=lambda event: (event.date, event.ordinal, event.id)):
        if each.kind == EventKind.SUSPENDED or each.kind in RUNS_AGAIN:
            found[each.instrument_id].append(each)
    return found


def _grouped(things: Iterable[Thing], key: str) -> Mapping[str, list[Thing]]:
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        found[getattr(thing, key)].append(thing)
    return dict(found)


def _among(path: str, about: Collection[str] | None) -> dict[str, Any]:
    """Return the lookup that keeps what is about these commitments; nothing for all of them."""
    return {} if about is None else {f"{path}__in": sorted(about)}


def _both(en: str, az: str) -> scoring.Words:
    """Give words in both languages, either standing in for the other."""
    return scoring.Words(en or az, az or en)
