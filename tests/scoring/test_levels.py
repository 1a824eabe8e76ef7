"""The level of a commitment follows from its criteria and the evidence they cite."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scoring.files import (
    HAPPENED,
    REASON,
    TODAY,
    announcement,
    coded,
    ended,
    progress,
    searched,
    subject,
)
from servanda.reading import Force
from servanda.scoring import (
    Answer,
    Coding,
    Criterion,
    Direction,
    EndState,
    Evidence,
    Judgement,
    Kind,
    NotWhole,
    Outcome,
    Search,
    Standing,
    Strength,
    Words,
    standing,
)
from servanda.scoring.commitments import CommitmentFile


def stands(answers: str, **changes: object) -> Standing:
    return standing(coded(answers, **changes), today=TODAY)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ("a+ a- r-", 1),
        ("a+ r-", 1),
        ("a+ a+ r-", 2),
        ("a+ a+ r+", 3),
        ("r+", 3),
        ("a+ a+", 2),
        ("a+", 2),
        ("a+ a- a- r+", 1),
        ("a+ a+ a- r+", 2),
    ],
)
def test_a_level_is_computed_from_what_is_met(answers: str, level: int) -> None:
    assert stands(answers).outcome.level == level


def test_nothing_met_with_evidence_on_record_is_not_initiated() -> None:
    setback = progress("s", direction=Direction.SETBACK)

    assert stands("a- r-", evidence=(setback,)).outcome is Outcome.NOT_INITIATED


def test_the_question_of_time_never_moves_the_level() -> None:
    assert stands("r+ t-").outcome is Outcome.COMPLETE


def test_unclear_criteria_make_a_range() -> None:
    found = stands("a+ a- r?")

    assert (found.outcome.level, found.highest) == (1, 2)


def test_a_criterion_without_a_judgement_is_unclear() -> None:
    assert stands("a+ r") == stands("a+ r?")


def test_what_is_marked_met_with_nothing_behind_it_does_not_count() -> None:
    found = stands("a+ r!")

    assert (found.outcome.level, found.highest) == (1, 1)


@pytest.mark.parametrize(
    "evidence",
    [
        announcement("e0"),
        progress("e0", verified=False),
        progress("e0", direction=Direction.DENIAL),
        progress("e0", direction=Direction.SETBACK),
        progress("e0", TODAY + timedelta(days=1), published=TODAY),
        progress("e0", published=TODAY + timedelta(days=1)),
    ],
    ids=["announced", "unverified", "denied", "set back", "still to come", "not yet published"],
)
def test_only_verified_progress_by_today_bears_a_criterion_out(evidence: Evidence) -> None:
    assert not stands("r+", evidence=(evidence,)).tally.met


def test_evidence_of_today_counts() -> None:
    assert stands("r+", evidence=(progress("e0", TODAY),)).outcome is Outcome.COMPLETE


def test_no_evidence_found_says_what_was_searched_and_when() -> None:
    search = Search(date(2026, 11, 1), 14, Words("official journals", "rəsmi jurnallar"))

    found = stands("a- r-", searches=(search,))

    assert (found.outcome, found.said.en) == (
        Outcome.NO_EVIDENCE_FOUND,
        "No evidence found in 14 sources searched up to 1 November 2026 (official journals).",
    )


def test_announcements_alone_are_no_evidence() -> None:
    found = stands("a- r-", evidence=(announcement("n"),), searches=(searched(),))

    assert found.outcome is Outcome.NO_EVIDENCE_FOUND


def test_the_latest_search_is_the_one_told() -> None:
    searches = (searched(3, date(2026, 10, 1)), searched(), searched(5, date(2027, 1, 1)))

    assert "14 sources" in stands("r-", searches=searches).said.en


def test_without_a_search_nothing_is_held_to_be_missing() -> None:
    assert stands("a- r-").outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (coded("", evidence=(progress("e"),)), "no criteria have been adopted"),
        (coded("r", evidence=(progress("e"),)), "the evidence on record has not been coded"),
        (coded("r"), "no evidence and no search are on record"),
    ],
    ids=["no criteria", "no coding", "nothing"],
)
def test_what_is_missing_before_a_level_is_named(file: CommitmentFile, reason: str) -> None:
    assert standing(file, today=TODAY).said.en == f"Not assessed: {reason}."


def test_what_cannot_be_assessed_gives_its_reason() -> None:
    reason = Words("the exchange is confidential.", "mübadilə məxfidir.")

    found = stands("r+", unassessable=reason)

    assert (found.outcome, found.said) == (
        Outcome.NOT_ASSESSABLE,
        Words(
            "Not assessable: the exchange is confidential.",
            "Qiymətləndirilə bilmir: mübadilə məxfidir.",
        ),
    )


def test_a_declaration_is_not_scored() -> None:
    found = stands("r+", subject=subject(force=Force.DECLARATION))

    assert found.outcome is Outcome.NOT_SCORED


def test_an_end_does_not_change_the_level() -> None:
    assert stands("a+ r-", ending=ended(EndState.DONE)) == stands("a+ r-")


def test_forbearance_is_borne_out_by_a_search() -> None:
    found = stands("f!", searches=(searched(),))

    assert found.outcome is Outcome.COMPLETE


def test_forbearance_that_nobody_searched_for_is_not_held_to_be_kept() -> None:
    assert stands("f!").outcome is Outcome.NOT_ASSESSED


def test_completion_is_dated_by_the_stretch_that_its_evidence_covers() -> None:
    early, late = date(2026, 3, 1), date(2026, 4, 20)
    file = coded("a+ r+", evidence=(progress("e0", early), progress("e1", late)))

    completed = standing(file, today=TODAY).completed

    assert completed is not None
    assert (completed.first, completed.last) == (late, late)


def test_completion_has_no_earliest_day_where_evidence_is_undated() -> None:
    completed = stands("r+", evidence=(progress("e0", None, published=HAPPENED),)).completed

    assert completed is not None
    assert (completed.first, completed.last) == (None, HAPPENED)


def test_several_pieces_of_evidence_leave_the_day_of_completion_a_range() -> None:
    early, late = date(2026, 3, 1), date(2026, 4, 20)
    both = Coding("coder", TODAY, (Judgement("c0", Answer.MET, ("e0", "e1")),))
    file = coded("r+", coding=both, evidence=(progress("e0", early), progress("e1", late)))

    completed = standing(file, today=TODAY).completed

    assert completed is not None
    assert (completed.first, completed.last) == (early, late)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("a+ a- r-", "Level 1 (minimum): 1 of 3 criteria is met."),
        ("a+ a+ r-", "Level 2 (intermediate): 2 of 3 criteria are met."),
        ("r+", "Level 3 (complete): its one criterion is met."),
        ("a+ r+", "Level 3 (complete): all 2 criteria are met."),
        ("a+ a+", "Level 2 (intermediate): all 2 criteria are met, but none asks for a result."),
        (
            "a+ r!",
            (
                "Level 1 (minimum): 1 of 2 criteria is met; 1 marked as met is not counted, "
                "as no evidence of progress bears it out."
            ),
        ),
        (
            "a+ r?",
            "Level 1 (minimum): 1 of 2 criteria is met; 1 is unclear, so the level may be up to 3.",
        ),
    ],
)
def test_a_level_explains_itself_in_a_sentence(answers: str, said: str) -> None:
    assert stands(answers).said.en == said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("a+ a- r-", "Səviyyə 1 (minimum): 3 meyardan 1 ödənilib."),
        ("r+", "Səviyyə 3 (tamamlanıb): yeganə meyar ödənilib."),
        (
            "a+ r?",
            (
                "Səviyyə 1 (minimum): 2 meyardan 1 ödənilib; 1 meyar aydın deyil, "
                "ona görə səviyyə ən çox 3 ola bilər."
            ),
        ),
    ],
)
def test_a_level_explains_itself_in_azerbaijani(answers: str, said: str) -> None:
    assert stands(answers).said.az == said


def test_a_level_that_rests_on_a_partys_claim_alone_says_so() -> None:
    claim = progress("e0", strength=Strength.PARTY_CLAIM)

    assert stands("r+", evidence=(claim,)).said.en.endswith("; 1 rests on a party's claim alone.")


def test_a_claim_beside_an_official_act_is_not_alone() -> None:
    both = Coding("coder", TODAY, (Judgement("c0", Answer.MET, ("e0", "e1")),))
    claim = progress("e1", strength=Strength.PARTY_CLAIM)

    assert stands("r+", coding=both, evidence=(progress("e0"), claim)).tally.claimed == 0


def test_a_level_whose_only_quotes_fell_is_not_said_to_lack_evidence() -> None:
    found = stands("r+", evidence=(progress("e0", verified=False),), searches=(searched(),))

    assert (found.outcome, found.said) == (
        Outcome.NOT_ASSESSED,
        Words(
            "Not assessed: the evidence on record no longer stands in its originals, "
            "so that no level can rest on it.",
            "Qiymətləndirilməyib: qeydə alınmış sübutlar artıq orijinallarda yerində deyil, "
            "ona görə heç bir səviyyə onlara əsaslana bilməz.",
        ),
    )


def test_an_announcement_that_fell_was_never_evidence_of_a_level() -> None:
    fallen = progress("n", direction=Direction.ANNOUNCEMENT, verified=False)

    found = stands("a- r-", evidence=(fallen,), searches=(searched(),))

    assert found.outcome is Outcome.NO_EVIDENCE_FOUND


def test_a_quote_that_fell_while_another_stands_leaves_a_level() -> None:
    evidence = (progress("e0"), progress("e1", verified=False))

    assert stands("a+ r+", evidence=evidence).outcome is Outcome.MINIMUM


def test_a_level_says_which_criteria_rested_on_quotes_that_fell() -> None:
    evidence = (progress("e0"), progress("e1", verified=False))

    assert stands("a+ r+ r!", evidence=evidence).said == Words(
        "Level 1 (minimum): 1 of 3 criteria is met; 1 marked as met is not counted, as no evidence "
        "of progress bears it out; 1 marked as met is not counted, as its evidence no longer "
        "stands in its originals.",
        "Səviyyə 1 (minimum): 3 meyardan 1 ödənilib; ödənilmiş kimi qeyd edilən 1 meyar sayılmır, "
        "çünki irəliləyiş sübutu yoxdur; ödənilmiş kimi qeyd edilən 1 meyar sayılmır, "
        "çünki sübutu artıq orijinallarda yerində deyil.",
    )


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (
            coded("r+", evidence=()),
            (
                "one: the file cites evidence “e0”, which it does not hold, "
                "so that the level could not be traced. Add it, or withdraw the citation."
            ),
        ),
        (coded("r+", criteria=()), "cites criterion “c0”"),
        (
            coded("r+", criteria=(Criterion("c0", Kind.RESULT, REASON),) * 2),
            "criterion “c0” is there twice",
        ),
        (coded("r+", evidence=(progress("e0"),) * 2), "piece of evidence “e0” is there twice"),
        (
            coded("r+", coding=Coding("coder", TODAY, (Judgement("c0", Answer.MET),) * 2)),
            "judgement of criterion “c0” is there twice",
        ),
        (
            coded("r+", ending=replace(ended(EndState.DONE), evidence=("lost",))),
            "cites evidence “lost”",
        ),
    ],
    ids=["lost evidence", "lost criterion", "criterion", "evidence", "judgement", "ending"],
)
def test_a_file_that_does_not_fit_together_is_refused(file: CommitmentFile, words: str) -> None:
    with pytest.raises(NotWhole) as refused:
        standing(file, today=TODAY)

    assert words in str(refused.value)


def test_a_search_of_uncounted_sources_claims_no_number() -> None:
    assert stands("r-", searches=(searched(None),)).said == Words(
        "No evidence found in a search up to 1 November 2026.",
        "1 noyabr 2026-cı il tarixinədək aparılan axtarışda sübut tapılmayıb.",
    )
