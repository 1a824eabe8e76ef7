"""Computes what a release says from what it holds: each assessment and every published figure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from servanda import scoring
from servanda.exchange.release import model
from servanda.exchange.release.model import Release

Thing = TypeVar("Thing")
PLACES = 4  # decimals of a published share: beyond them, machines need not agree


def files(release: Release) -> tuple[scoring.CommitmentFile, ...]:
    """Give each commitment's file, as `servanda.scoring` takes it up."""
    return tuple(_file(each) for each in release.commitments)


def assessments(release: Release) -> tuple[scoring.Assessment, ...]:
    """Assess every commitment of a release anew, in order of their ids."""
    own = {period.nature: period.days for period in release.silence_periods}
    half_lives = {**scoring.HALF_LIVES, **own}
    return scoring.assess_all(files(release), today=release.on, half_lives=half_lives)


def settled(release: Release) -> Release:
    """Return the release with its assessments and figures computed, everything in a fixed order."""
    held = assessments(release)
    by_id = {item.subject.id: item for item in held}
    return replace(
        release,
        silence_periods=_in_order(release.silence_periods, "nature"),
        instruments=_in_order(release.instruments, "id"),
        sections=_in_order(release.sections, "id"),
        sources=_in_order(release.sources, "id"),
        commitments=tuple(
            replace(each, assessment=_assessed(by_id[each.id]))
            for each in _in_order(release.commitments, "id")
        ),
        figures=_figures(held),
    )


def _in_order(things: Iterable[Thing], key: str) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda each: str(getattr(each, key))))


def _file(told: model.Commitment) -> scoring.CommitmentFile:
    return scoring.CommitmentFile(
        subject=scoring.Subject(told.id, told.section, told.force, told.nature, told.due.on),
        criteria=tuple(
            scoring.Criterion(each.id, each.kind, each.statement) for each in told.criteria
        ),
        coding=_coding(told.coding) if told.coding else None,
        evidence=tuple(_evidence(each) for each in told.evidence),
        searches=tuple(
            scoring.Search(each.until, each.sources, each.scope) for each in told.searches
        ),
        ending=_ending(told.ending) if told.ending else None,
        suspension=_suspension(told.suspension) if told.suspension else None,
        unassessable=told.unassessable,
    )


def _coding(told: model.Coding) -> scoring.Coding:
    judgements = tuple(
        scoring.Judgement(each.criterion, each.answer, each.evidence) for each in told.judgements
    )
    return scoring.Coding(told.coder, told.on, judgements)


def _evidence(told: model.Evidence) -> scoring.Evidence:
    return scoring.Evidence(
        told.id, told.direction, told.strength, told.published, told.happened, told.verified
    )


def _ending(told: model.Ending) -> scoring.Ending:
    return scoring.Ending(told.state, told.on, told.reason, told.evidence)


def _suspension(told: model.Suspension) -> scoring.Suspension:
    return scoring.Suspension(told.instrument, told.since, told.until)


def _assessed(item: scoring.Assessment) -> model.Assessed:
    quiet, timing = item.silence, item.timeliness
    return model.Assessed(
        outcome=item.outcome,
        level=item.outcome.level,
        highest=item.standing.highest,
        said=item.standing.said,
        timeliness=model.Timeliness(timing.timing, timing.days, timing.said),
        silence=model.Silence(
            quiet.last, quiet.days, _rounded(quiet.confidence), quiet.stalled, quiet.said
        ),
        end_state=item.end_state,
        suspended=item.suspended,
        contradictions=tuple((pair.first, pair.second) for pair in item.contradictions),
        doubts=item.doubts,
    )


def _figures(held: Iterable[scoring.Assessment]) -> model.Figures:
    items = list(held)
    return model.Figures(
        by_force=tuple(_cell(each) for each in scoring.by_force(items)),
        by_section=tuple(_cell(each) for each in scoring.distribution(items)),
        pam=_pam(scoring.pam_percentage(items)),
    )


def _cell(cell: scoring.Cell) -> model.Cell:
    return model.Cell(
        section=cell.section,
        force=cell.force,
        commitments=cell.commitments,
        outcomes={name.value: number for name, number in cell.outcomes},
        timings={name.value: number for name, number in cell.timings},
        ends={name.value: number for name, number in cell.ends},
        suspended=cell.suspended,
        stalled=cell.stalled,
        any_progress=_share(cell.any_progress),
        fully_done=_share(cell.fully_done),
    )


def _share(share: scoring.Share) -> model.Share:
    return model.Share(
        count=share.count,
        of=share.of,
        at_most=share.at_most,
        value=_rounded(share.value),
        low=_rounded(share.low),
        high=_rounded(share.high),
    )


def _pam(found: scoring.PamPercentage) -> model.Pam:
    return model.Pam(
        found.points,
        found.possible,
        found.commitments,
        found.as_zero,
        found.left_out,
        _rounded(found.value),
        found.said,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)
