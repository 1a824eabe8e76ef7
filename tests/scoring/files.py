"""Commitment files as the tests need them: one criterion a letter, evidence named after it."""

from datetime import date

from servanda.reading import Force
from servanda.scoring import (
    Answer,
    Assessment,
    Coding,
    CommitmentFile,
    Criterion,
    Direction,
    Ending,
    EndState,
    Evidence,
    Judgement,
    Kind,
    Nature,
    Search,
    Strength,
    Subject,
    Suspension,
    Words,
    assess,
)

TODAY = date(2026, 11, 21)
DUE = date(2026, 5, 10)
HAPPENED = date(2026, 4, 1)
REASON = Words("a reason", "səbəb")
KINDS = {"a": Kind.ACTIVITY, "r": Kind.RESULT, "f": Kind.FORBEARANCE, "t": Kind.ON_TIME}
ANSWERS = {"+": Answer.MET, "-": Answer.NOT_MET, "?": Answer.UNCLEAR}


def progress(name: str, happened: date | None = HAPPENED, **changes: object) -> Evidence:
    """Make a piece of evidence of progress, an official act of 1 April 2026 unless told."""
    fields: dict[str, object] = {
        "direction": Direction.PROGRESS,
        "strength": Strength.OFFICIAL_ACT,
        "published": happened or HAPPENED,
        "happened": happened,
    }
    return Evidence(name, **{**fields, **changes})  # type: ignore[arg-type]


def announcement(name: str, on: date = HAPPENED) -> Evidence:
    """Make an announcement."""
    return progress(name, on, direction=Direction.ANNOUNCEMENT)


def coded(answers: str, **changes: object) -> CommitmentFile:
    """Make a file from pairs such as "a+ r-": kind and answer; what is met has its evidence.

    A kind with no answer ("a") has no judgement; "a!" is marked met and cites nothing.
    """
    words = answers.split()
    criteria = [Criterion(f"c{i}", KINDS[word[0]], REASON) for i, word in enumerate(words)]
    evidence = [progress(f"e{i}") for i, word in enumerate(words) if word.endswith("+")]
    judgements = [
        Judgement(
            f"c{i}",
            ANSWERS.get(word[1], Answer.MET),
            (f"e{i}",) if word[1] == "+" else (),
        )
        for i, word in enumerate(words)
        if len(word) > 1
    ]
    fields: dict[str, object] = {
        "subject": subject(),
        "criteria": tuple(criteria),
        "coding": Coding("coder", TODAY, tuple(judgements)),
        "evidence": tuple(evidence),
    }
    return CommitmentFile(**{**fields, **changes})  # type: ignore[arg-type]


def subject(
    name: str = "one",
    section: str = "I",
    force: Force = Force.OBLIGATION,
    nature: Nature = Nature.ACT,
    due: date | None = DUE,
) -> Subject:
    """Make a commitment, an obligation due on 10 May 2026 unless told."""
    return Subject(name, section, force, nature, due)


def searched(sources: int | None = 14, until: date = date(2026, 11, 1)) -> Search:
    """Make a search of 14 sources up to 1 November 2026."""
    return Search(until, sources)


def ended(state: EndState, on: date = HAPPENED) -> Ending:
    """Make an end that people decided."""
    return Ending(state, on, REASON)


def suspended(since: date = date(2026, 1, 1), until: date | None = None) -> Suspension:
    """Make a suspension by a note."""
    return Suspension("note-7", since, until)


def assessed(answers: str = "r+", **changes: object) -> Assessment:
    """Assess such a file on 21 November 2026."""
    return assess(coded(answers, **changes), today=TODAY)
