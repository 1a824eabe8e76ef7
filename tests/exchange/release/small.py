"""A small release of two commitments, one with evidence and one that was searched for in vain."""

from dataclasses import replace
from datetime import date

from servanda.exchange import release as r
from servanda.exchange.release import model
from servanda.reading import Force
from servanda.scoring import Answer, Direction, Kind, Nature, Strength, Words

ON = date(2026, 11, 21)
QUOTE = "Siyahılar 1 aprel 2026-cı ildə təsdiq edilib."
LISTS, FORUM = "north-south.lists", "north-south.forum"


def evidence(name: str = "e1", **fields: object) -> model.Evidence:
    """Make evidence of progress, an official act of 1 April 2026 unless told."""
    given: dict[str, object] = {
        "source": "north-south.order",
        "start": 10,
        "end": 10 + len(QUOTE),
        "quote": QUOTE,
        "direction": Direction.PROGRESS,
        "strength": Strength.OFFICIAL_ACT,
        "published": date(2026, 4, 2),
        "happened": date(2026, 4, 1),
    }
    return model.Evidence(name, **{**given, **fields})  # type: ignore[arg-type]


def coding(answer: Answer = Answer.MET, *cited: str) -> model.Coding:
    """Make a settled coding of the one criterion."""
    judgement = model.Judgement("done", answer, cited, "The order says so.")
    return model.Coding(ON, adjudicated=True, judgements=(judgement,))


def lists(**fields: object) -> model.Commitment:
    """Make a commitment that shall be done by 10 May 2026."""
    given: dict[str, object] = {
        "instrument": "north-south.charter",
        "section": "north-south.charter sec_4",
        "place": Words("Section IV", "IV bölmə"),
        "force": Force.OBLIGATION,
        "nature": Nature.ACT,
        "words": "The Parties shall settle lists of projects.",
        "language": "en",
        "start": 12,
        "end": 55,
        "due": model.Due(date(2026, 5, 10), Words("by 10 May", "10 maya qədər")),
        "criteria": (model.Criterion("done", Kind.RESULT, Words("It was done.", "Edilib.")),),
        "criteria_version": 1,
    }
    return model.Commitment(LISTS, **{**given, **fields})  # type: ignore[arg-type]


def forum() -> model.Commitment:
    """Make a commitment for which no evidence was found."""
    searched = model.Search(date(2026, 11, 1), 14, Words("Public pages.", "Açıq səhifələr."))
    return replace(lists(), id=FORUM, force=Force.INTENTION, searches=(searched,))


def release(*commitments: model.Commitment, number: int = 1, on: date = ON) -> r.Release:
    """Make a settled release of these commitments, or of the two."""
    return r.settled(
        r.Release(
            number=number,
            on=on,
            known="2026-11-21T12:00:00.000000+00:00",
            partnership=model.Partnership(
                "north-south", Words("North and South", "Şimal və Cənub")
            ),
            ledger=model.Ledger(40, "a" * 64),
            software=model.Software("servanda", "0.1.0"),
            silence_periods=(model.SilencePeriod(Nature.ACT, 365, "assumed"),),
            instruments=(model.Named("north-south.charter", Words("Charter", "Xartiya")),),
            sections=(model.Named("north-south.charter sec_4", Words("Section IV", "IV bölmə")),),
            sources=(model.Source("north-south.order", "b" * 64, "c" * 64, "The order"),),
            commitments=commitments or (done(), forum()),
        )
    )


def done() -> model.Commitment:
    """Make the commitment as it stands once evidence bears out that it was done."""
    return lists(evidence=(evidence(),), coding=coding(Answer.MET, "e1"))
