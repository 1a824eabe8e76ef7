"""The difference between two releases: each figure, and the words that moved it."""

from dataclasses import replace
from datetime import date

from exchange.release.small import LISTS, coding, done, evidence, forum, lists, release
from servanda.exchange import release as r
from servanda.exchange.release import model
from servanda.scoring import Answer, Cause, Nature

BEFORE = release(lists(), forum())
AFTER = release(done(), forum(), number=2)


def test_a_figure_names_the_commitment_and_the_evidence_that_moved_it() -> None:
    figures = r.differences(BEFORE, AFTER).figures

    moved = {
        each.figure: (each.before, each.after, each.commitments, each.evidence) for each in figures
    }

    assert moved["fully done"] == ("0 of 0", "1 of 1", (LISTS,), ("e1",))


def test_the_evidence_stands_there_in_its_own_words() -> None:
    [changed] = r.differences(BEFORE, AFTER).commitments

    assert [(told.evidence.quote, told.source.title, told.became) for told in changed.evidence] == [
        (evidence().quote, "The order", "added")
    ]


def test_evidence_that_was_withdrawn_is_still_quoted() -> None:
    [changed] = r.differences(AFTER, BEFORE).commitments

    assert [(told.evidence.id, told.became) for told in changed.evidence] == [("e1", "withdrawn")]


def test_evidence_that_was_told_otherwise_is_called_altered() -> None:
    later = evidence(happened=date(2026, 6, 1))
    anew = release(lists(evidence=(later,), coding=coding(Answer.MET, "e1")), forum())

    [changed] = r.differences(AFTER, anew).commitments

    assert [told.became for told in changed.evidence] == ["altered"]


def test_what_only_time_changed_says_so() -> None:
    early = release(lists(), on=date(2026, 5, 1))

    [changed] = r.differences(early, release(lists())).commitments

    assert {cause for change in changed.changes for cause in change.causes} == {Cause.TIME}


def test_a_period_of_silence_set_anew_is_told() -> None:
    anew = r.settled(replace(AFTER, silence_periods=(model.SilencePeriod(Nature.ACT, 90),)))

    [period] = r.differences(AFTER, anew).periods

    assert (period.before and period.before.days, period.after and period.after.days) == (365, 90)


def test_equal_releases_do_not_differ() -> None:
    assert not r.differences(AFTER, replace(AFTER, number=3)).anything
