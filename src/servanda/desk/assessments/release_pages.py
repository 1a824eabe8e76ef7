"""How releases are laid out on their pages: figures, commitments, and what changed, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from servanda import scoring
from servanda.desk.assessments import figures
from servanda.desk.assessments.figures import SectionRows
from servanda.desk.assessments.levels import COURSES, OUTCOMES, TIMINGS, Level, in_words
from servanda.desk.assessments.models.words import Direction, EndState, Nature, Strength
from servanda.desk.assessments.selectors.distribution import (
    COURSE_RULES,
    OUTCOME_RULES,
    TIMING_RULES,
)
from servanda.exchange import release as exchange
from servanda.exchange.release import Gap, model
from servanda.scoring import Assessment, Cause, FigureChange, Outcome, Timing

Table = Mapping[str, str | Promise]
RULES = {"outcome": OUTCOME_RULES, "timing": TIMING_RULES, "course": COURSE_RULES}
CAUSES: Mapping[Cause, str | Promise] = {
    Cause.EVIDENCE: pgettext_lazy("cause", "evidence"),
    Cause.CODING: pgettext_lazy("cause", "another coding"),
    Cause.CRITERIA: pgettext_lazy("cause", "other criteria"),
    Cause.SEARCH: pgettext_lazy("cause", "a search"),
    Cause.DECISION: pgettext_lazy("cause", "a decision of people"),
    Cause.COMMITMENT: pgettext_lazy("cause", "the commitment itself"),
    Cause.TIME: pgettext_lazy("cause", "the passage of time"),
}
GAPS: Mapping[Gap, str | Promise] = {
    Gap.UNVERIFIED: _("A quote is unverified: its words no longer stand in the stored original."),
    Gap.ONE_CODER: _("One coder’s judgement stands; nobody has adjudicated it."),
    Gap.UNCODED: _("Evidence is on record that nobody has coded."),
    Gap.UNSEARCHED: _("Nobody has searched for evidence."),
    Gap.DOUBTFUL: _("The record contradicts itself, or the end that people decided."),
}
WHATS: Table = {
    "commitment": _("the commitment"),
    "section": _("section"),
    "force": _("force"),
    "nature": _("kind of commitment"),
    "due": _("due date"),
    "outcome": _("level"),
    "highest level": _("highest possible level"),
    "explanation": _("why"),
    "timeliness": _("timeliness"),
    "end state": _("end"),
    "suspended by": _("suspended by"),
    "stalled (inferred)": _("stalled (inferred)"),
    "contradictions": _("contradictions"),
}
BECAME: Table = {
    "added": pgettext_lazy("evidence", "new"),
    "withdrawn": pgettext_lazy("evidence", "no longer there"),
    "altered": pgettext_lazy("evidence", "told otherwise, or its quote fell or stands again"),
    "same": pgettext_lazy("evidence", "the day made it count"),
}
OWN_FIGURES: Table = {
    "commitments": _("commitments"),
    "any progress": _("any progress"),
    "fully done": _("fully done"),
    "suspended": COURSES["suspended"],
    "stalled (inferred)": COURSES["stalled"],
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A piece of evidence of a release with its source, in the words of the page."""

    piece: model.Evidence
    source: model.Source
    told: str
    note: str
    became: str = ""

    @property
    def local_source(self) -> str:
        """Return the id of the source within its partnership."""
        return self.source.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment of a release, with its level and its evidence."""

    commitment: model.Commitment
    level: Level
    one_coder: bool
    where: str
    quotes: tuple[Quoted, ...]
    judgements: tuple[tuple[str, model.Judgement], ...]

    @property
    def local_id(self) -> str:
        """Return the id of the commitment within its partnership."""
        return self.commitment.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told differently now: what it is, what it was, what it is now."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A commitment with all that is told differently of it, why, and the evidence behind it."""

    commitment: model.Commitment
    place: str
    changes: tuple[Told, ...]
    causes: tuple[str, ...]
    quotes: tuple[Quoted, ...]

    @property
    def local_id(self) -> str:
        """Return the id of the commitment within its partnership."""
        return self.commitment.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure that differs, with the ids of what moved it."""

    section: str
    force: str
    word: str
    before: str
    after: str
    moved: tuple[str, ...]
    evidence: int


def force_rows(held: Iterable[Assessment]) -> list[figures.FigureRow]:
    """Lay out the figures over all sections, a row a force."""
    return [figures.figure_row(cell) for cell in scoring.by_force(held)]


def section_rows(release: exchange.Release, held: Iterable[Assessment]) -> list[SectionRows]:
    """Lay out the figures of each section."""
    titles = titles_of(release)
    rows: dict[str, list[figures.FigureRow]] = {}
    for cell in scoring.distribution(held):
        rows.setdefault(cell.section or "", []).append(figures.figure_row(cell))
    return [
        SectionRows(key, "", titles.get(key, key), "", tuple(found)) for key, found in rows.items()
    ]


def titles_of(release: exchange.Release) -> dict[str, str]:
    """Return the name of each section in the language of the page."""
    return {each.id: in_words(each.title) for each in release.sections}


def kept(
    release: exchange.Release, held: Mapping[str, Assessment], asked: Mapping[str, str]
) -> list[model.Commitment]:
    """Keep the commitments that a figure counts."""
    tests = [table.get(asked[name], _never) for name, table in RULES.items() if asked.get(name)]
    return [
        each
        for each in release.commitments
        if asked.get("force", "") in {"", each.force.value}
        and asked.get("section", "") in {"", each.section}
        and all(test(held[each.id]) for test in tests)
    ]


def _where(section: str, place: str) -> str:
    """Say where a commitment stands: "Charter, Section IV" and "Section IV, point (a)" in one.

    >>> _where("Charter, Section IV", "Section IV, point (a)")
    'Charter, Section IV, point (a)'
    """
    first = place.partition(",")[0]
    if first and section.endswith(first):
        return section.removesuffix(first) + place
    return " · ".join(filter(None, (section, place)))


def _never(_item: Assessment) -> bool:
    return False


def rows(
    release: exchange.Release,
    held: Mapping[str, Assessment],
    chosen: Iterable[model.Commitment],
) -> list[Row]:
    """Lay commitments out with their levels and quotes."""
    sources, titles = {each.id: each for each in release.sources}, titles_of(release)
    return [
        Row(
            commitment=each,
            level=Level(held[each.id]),
            one_coder=each.coding is not None and not each.coding.adjudicated,
            where=_where(titles.get(each.section, ""), in_words(each.place)),
            quotes=tuple(_quoted(piece, sources[piece.source]) for piece in each.evidence),
            judgements=tuple(_judged(each)),
        )
        for each in chosen
    ]


def changed_figures(
    found: exchange.Comparison, old: exchange.Release, new: exchange.Release
) -> list[Figure]:
    """Lay out the figures that differ."""
    titles = {**titles_of(old), **titles_of(new)}
    return [_figure(each, titles) for each in found.figures]


def changed(
    found: Sequence[exchange.Changed], old: exchange.Release, new: exchange.Release
) -> list[Changed]:
    """Lay out the commitments of which something is told differently."""
    before = {each.id: each for each in old.commitments}
    after = {each.id: each for each in new.commitments}
    titles = {**titles_of(old), **titles_of(new)}
    return [
        Changed(
            commitment=each.commitment,
            place=_where(titles.get(each.commitment.section, ""), in_words(each.commitment.place)),
            changes=tuple(
                _told(change, before.get(change.commitment), after.get(change.commitment))
                for change in each.changes
            ),
            causes=tuple(dict.fromkeys(_causes(each.changes))),
            quotes=tuple(
                _quoted(told.evidence, told.source, str(BECAME[told.became]))
                for told in each.evidence
            ),
        )
        for each in found
    ]


def periods(found: exchange.Comparison) -> list[dict[str, object]]:
    """Lay out the periods of silence that were set anew."""
    return [
        {
            "nature": Nature(kind.nature.value).label,
            "before": each.before.days if each.before else None,
            "after": each.after.days if each.after else None,
            "reason": each.after.reason if each.after else "",
        }
        for each in found.periods
        if (kind := each.after or each.before)
    ]


def lacking(found: Iterable[exchange.Lacking]) -> list[dict[str, object]]:
    """Lay out what a release cannot vouch for."""
    return [
        {"gap": each.gap.value, "said": GAPS[each.gap], "number": len(each.commitments)}
        for each in found
    ]


def figure_word(figure: str) -> str:
    """Return the word for a published figure."""
    if figure in OWN_FIGURES:
        return str(OWN_FIGURES[figure])
    return _state_word(figure) or figure


def _state_word(code: str) -> str:
    if code in list(Outcome):
        return str(OUTCOMES[Outcome(code)])
    if code in list(Timing):
        return str(TIMINGS[Timing(code)])
    return str(EndState(code).label) if code in EndState.values else ""


def _figure(change: FigureChange, titles: Mapping[str, str]) -> Figure:
    return Figure(
        section=titles.get(change.section or "", change.section or ""),
        force=change.force.value,
        word=figure_word(change.figure),
        before=change.before,
        after=change.after,
        moved=tuple(name.partition(".")[2] for name in change.commitments),
        evidence=len(change.evidence),
    )


def _told(
    change: scoring.Change, old: model.Commitment | None, new: model.Commitment | None
) -> Told:
    before, after = change.before or "", change.after or ""
    if change.what == "explanation":
        before, after = _why(old) or before, _why(new) or after
    elif change.what == "contradictions":
        before, after = _pairs(before), _pairs(after)
    else:
        before, after = _state_word(before) or before, _state_word(after) or after
    return Told(str(WHATS.get(change.what, change.what)), before, after)


def _why(one: model.Commitment | None) -> str:
    return in_words(one.assessment.said) if one and one.assessment else ""


def _pairs(written: str) -> str:
    number = len(written.split("; ")) if written else 0
    if not number:
        return ""
    told = ngettext(
        "%(number)s pair of quotes contradict each other",
        "%(number)s pairs of quotes contradict each other",
        number,
    )
    return told % {"number": number}


def _causes(changes: Iterable[scoring.Change]) -> Iterator[str]:
    for change in changes:
        for cause in change.causes:
            yield str(CAUSES[cause])


def _judged(one: model.Commitment) -> Iterator[tuple[str, model.Judgement]]:
    statements = {each.id: in_words(each.statement) for each in one.criteria}
    for judgement in one.coding.judgements if one.coding else ():
        yield statements.get(judgement.criterion, judgement.criterion), judgement


def _quoted(piece: model.Evidence, source: model.Source, became: str = "") -> Quoted:
    direction = Direction(piece.direction.value).label
    told = f"{direction} · {Strength(piece.strength.value).label}"
    return Quoted(piece, source, told, in_words(piece.note), became)
