"""Two releases compared: which figures differ, and which evidence, in its own words, moved them."""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.exchange.release.model import Commitment, Evidence, Release, SilencePeriod, Source
from servanda.exchange.release.settling import assessments
from servanda.scoring import Change, FigureChange, compare, compare_figures


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of evidence as one of two releases tells it, and what became of it between them."""

    evidence: Evidence
    source: Source
    became: str
    """"added", "withdrawn", "altered", or "same" where only the day made it count."""


@dataclass(frozen=True, slots=True)
class Changed:
    """All that is told differently of one commitment, with the evidence behind it."""

    commitment: Commitment
    changes: tuple[Change, ...]
    evidence: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """A period of silence that was set anew, which moves confidence and what is called stalled."""

    before: SilencePeriod | None
    after: SilencePeriod | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two releases of a partnership."""

    figures: tuple[FigureChange, ...]
    commitments: tuple[Changed, ...]
    periods: tuple[PeriodChange, ...]

    @property
    def anything(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.figures or self.commitments or self.periods)


def differences(old: Release, new: Release) -> Comparison:
    """Compare two releases, the older first, by levels and figures computed from their contents."""
    before, after = assessments(old), assessments(new)
    return Comparison(
        compare_figures(before, after),
        tuple(_changed(compare(before, after), old, new)),
        _periods(old, new),
    )


def _changed(changes: Iterable[Change], old: Release, new: Release) -> list[Changed]:
    earlier = {each.id: each for each in old.commitments}
    later = {each.id: each for each in new.commitments}
    sources = {each.id: each for each in (*old.sources, *new.sources)}
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.commitment, []).append(change)
    return [
        Changed(
            later.get(name) or earlier[name],
            tuple(found),
            _told(found[0].evidence, earlier.get(name), later.get(name), sources),
        )
        for name, found in grouped.items()
    ]


def _told(
    ids: Iterable[str],
    earlier: Commitment | None,
    later: Commitment | None,
    sources: dict[str, Source],
) -> tuple[Told, ...]:
    was = {each.id: each for each in earlier.evidence} if earlier else {}
    now = {each.id: each for each in later.evidence} if later else {}
    return tuple(
        Told(
            now.get(name) or was[name],
            sources[(now.get(name) or was[name]).source],
            _became(was.get(name), now.get(name)),
        )
        for name in ids
    )


def _became(was: Evidence | None, now: Evidence | None) -> str:
    if was is None:
        return "added"
    if now is None:
        return "withdrawn"
    return "same" if was == now else "altered"


def _periods(old: Release, new: Release) -> tuple[PeriodChange, ...]:
    before = {each.nature: each for each in old.silence_periods}
    after = {each.nature: each for each in new.silence_periods}
    return tuple(
        PeriodChange(before.get(nature), after.get(nature))
        for nature in sorted(before.keys() | after.keys())
        if _days(before.get(nature)) != _days(after.get(nature))
    )


def _days(period: SilencePeriod | None) -> int | None:
    return period.days if period else None
