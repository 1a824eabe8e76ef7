"""What holds for any commitment's file."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.files import DUE, REASON, TODAY, announcement, coded, progress, searched, subject
from servanda.reading import Force
from servanda.scoring import (
    Answer,
    Assessment,
    Coding,
    CommitmentFile,
    Criterion,
    Judgement,
    Kind,
    assess,
    assess_all,
    by_force,
    compare,
    compare_figures,
    distribution,
    pam_percentage,
)

ANSWERS = st.lists(st.sampled_from([f"{k}{a}" for k in "arft" for a in "+-?!"]), max_size=7)
FORCES = st.sampled_from(list(Force))


@st.composite
def files(draw: st.DrawFn, name: str = "one") -> CommitmentFile:
    """Draw a file with any criteria, answers, force, section and perhaps a search."""
    section, force = draw(st.sampled_from(["I", "II"])), draw(FORCES)
    searches = (searched(),) if draw(st.booleans()) else ()
    held = subject(name, section, force, due=draw(st.sampled_from([None, DUE, TODAY])))
    return coded(" ".join(draw(ANSWERS)), subject=held, searches=searches)


MANY = st.lists(st.none(), max_size=6).flatmap(
    lambda some: st.tuples(*(files(f"n{place}") for place in range(len(some))))
)
KINDS = st.sampled_from(list(Kind))
DAYS = st.integers(-900, 900).map(lambda days: TODAY + timedelta(days=days))


def level(file: CommitmentFile) -> int:
    """Give the level, and −1 where there is none."""
    found = assess(file, today=TODAY).outcome.level
    return -1 if found is None else found


def with_met(file: CommitmentFile, kind: Kind) -> CommitmentFile:
    """Add a criterion that is met, with its evidence."""
    judgements = file.coding.judgements if file.coding else ()
    more = (*judgements, Judgement("more", Answer.MET, ("more",)))
    return replace(
        file,
        criteria=(*file.criteria, Criterion("more", kind, REASON)),
        coding=Coding("coder", TODAY, more),
        evidence=(*file.evidence, progress("more")),
    )


def told(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.standing,
        assessment.timeliness,
        assessment.silence,
        assessment.contradictions,
        assessment.doubts,
    )


def shuffled(file: CommitmentFile, chance: Random) -> CommitmentFile:
    judgements = file.coding.judgements if file.coding else ()
    mixed = Coding("coder", TODAY, tuple(chance.sample(judgements, len(judgements))))
    return replace(
        file,
        criteria=tuple(chance.sample(file.criteria, len(file.criteria))),
        evidence=tuple(chance.sample(file.evidence, len(file.evidence))),
        coding=mixed,
    )


@settings(deadline=None)
@given(files(), KINDS)
def test_one_more_criterion_that_is_met_never_lowers_the_level(
    file: CommitmentFile, kind: Kind
) -> None:
    assert level(with_met(file, kind)) >= level(file)


@settings(deadline=None)
@given(files())
def test_an_answer_that_turns_to_met_never_lowers_the_level(file: CommitmentFile) -> None:
    judgements = file.coding.judgements if file.coding else ()
    better = tuple(
        judgement
        if judgement.evidence
        else replace(judgement, answer=Answer.MET, evidence=("more",))
        for judgement in judgements
    )
    raised = replace(
        file,
        coding=Coding("coder", TODAY, better),
        evidence=(*file.evidence, progress("more")),
    )

    assert level(raised) >= level(file)


@settings(deadline=None)
@given(files(), st.lists(DAYS, min_size=1, max_size=4), st.booleans())
def test_announcements_change_nothing(file: CommitmentFile, days: list[date], cited: bool) -> None:
    said = [announcement(f"n{place}", day) for place, day in enumerate(days)]
    names = tuple(item.id for item in said) if cited else ()
    judgements = file.coding.judgements if file.coding else ()
    citing = tuple(replace(found, evidence=(*found.evidence, *names)) for found in judgements)
    louder = replace(file, evidence=(*file.evidence, *said), coding=Coding("coder", TODAY, citing))

    assert told(assess(louder, today=TODAY)) == told(assess(file, today=TODAY))


@settings(deadline=None)
@given(files(), st.randoms(use_true_random=False))
def test_the_order_within_a_file_does_not_matter(file: CommitmentFile, chance: Random) -> None:
    mixed = shuffled(file, chance)

    assert told(assess(mixed, today=TODAY)) == told(assess(file, today=TODAY))


@settings(deadline=None)
@given(files())
def test_the_highest_level_is_never_below_the_level(file: CommitmentFile) -> None:
    standing = assess(file, today=TODAY).standing

    assert (standing.highest is None) == (standing.outcome.level is None)
    assert standing.highest is None or standing.highest >= level(file)


@settings(deadline=None)
@given(files(), DAYS)
def test_every_sentence_is_one_sentence_in_both_languages(file: CommitmentFile, day: date) -> None:
    found = assess(file, today=day)
    said = (found.standing.said, found.timeliness.said, found.silence.said)

    assert all(text.endswith(".") and ".." not in text for one in said for text in (one.en, one.az))


@settings(deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_commitments_does_not_matter(
    some: tuple[CommitmentFile, ...], chance: Random
) -> None:
    found = assess_all(some, today=TODAY)
    mixed = chance.sample(found, len(found))

    assert distribution(mixed) == distribution(found)
    assert by_force(mixed) == by_force(found)
    assert pam_percentage(mixed) == pam_percentage(found)


@settings(deadline=None)
@given(MANY)
def test_every_commitment_is_counted_once(some: tuple[CommitmentFile, ...]) -> None:
    cells = distribution(assess_all(some, today=TODAY))

    counted = [sum(number for _, number in cell.outcomes) for cell in cells]

    assert sum(counted) == sum(cell.total for cell in cells) == len(some)


@settings(deadline=None)
@given(MANY, MANY)
def test_every_figure_that_moved_names_what_moved_it(
    old: tuple[CommitmentFile, ...], new: tuple[CommitmentFile, ...]
) -> None:
    before, after = assess_all(old, today=TODAY), assess_all(new, today=TODAY)

    assert all(change.commitments for change in compare_figures(before, after))


@settings(deadline=None)
@given(MANY)
def test_an_assessment_does_not_differ_from_itself(some: tuple[CommitmentFile, ...]) -> None:
    found = assess_all(some, today=TODAY)

    assert (compare(found, found), compare_figures(found, found)) == ((), ())
