"""Candidates are made after an ingest, whole or not at all, and made anew when things change."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from desk.assessments import offered
from desk.sources.samples import ingested, written
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.matching import usual_score, whole_material
from servanda.desk.assessments.models import Candidate, Matched, Review
from servanda.desk.assessments.services import candidates
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.locks import alone
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(here: Partnership, promises: dict[str, Commitment]) -> Original:
    return offered.report(here)


def subjects(of: Original) -> set[str]:
    rows = Candidate.objects.filter(passage__original=of, place=1)
    return {each.partition(".")[2] for each in rows.values_list("subject_id", flat=True)}


@pytest.mark.django_db(transaction=True)
def test_an_ingest_ends_with_candidates(
    here: Partnership, promises: dict[str, Commitment], tmp_path: Path
) -> None:
    job = ingested(here, written(tmp_path / "in", report_txt=offered.REPORT))

    found = job.items.get().original
    assert found is not None
    assert subjects(found) == {"lists", "mines"}


def test_passages_are_offered_for_what_they_speak_of(source: Original) -> None:
    assert subjects(source) == {"lists", "mines"}


def test_a_passage_about_nothing_promised_is_not_offered(source: Original) -> None:
    spans = Candidate.objects.filter(passage__original=source).values_list(
        "passage__start", "passage__end"
    )

    assert not [each for each in spans if "soup" in source.text[each[0] : each[1]]]


def test_every_candidate_reaches_the_floor(here: Partnership, source: Original) -> None:
    usual = usual_score(whole_material(here.id))

    scores = Candidate.objects.values_list("score", flat=True)

    assert min(scores) >= candidates.LEAST * usual


def test_a_source_is_matched_once(here: Partnership, source: Original) -> None:
    assert candidates.unmatched(here.id) == []


def test_a_kill_while_writing_leaves_a_source_unmatched_and_nothing_of_it(
    here: Partnership, source: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    Matched.objects.all().delete()
    Candidate.objects.all().delete()

    def killed(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Matched.objects, "bulk_create", killed)
    with pytest.raises(KeyboardInterrupt):
        candidates.catch_up(here.id)

    assert not Candidate.objects.exists()
    assert candidates.unmatched(here.id) == [source.id]


def test_the_next_run_goes_on_where_a_killed_one_ended(here: Partnership, source: Original) -> None:
    Matched.objects.all().delete()

    assert candidates.catch_up(here.id) == 1
    assert subjects(source) == {"lists", "mines"}


def test_matching_again_doubles_nothing(here: Partnership, source: Original) -> None:
    before = Candidate.objects.count()

    candidates.rebuild(here.id)

    assert Candidate.objects.count() == before


def test_a_changed_commitment_makes_candidates_stale(
    here: Partnership, source: Original, promises: dict[str, Commitment]
) -> None:
    record.change(promises["gas"], by=SYSTEM, action="commitment.corrected", summary_en="Sell soup")

    assert candidates.stale(here.id) == [source.id]


def test_what_no_candidate_rests_on_makes_none_stale(
    here: Partnership, source: Original, promises: dict[str, Commitment]
) -> None:
    record.change(promises["gas"], by=SYSTEM, action="commitment.corrected", why="As read again")

    assert candidates.stale(here.id) == []


def test_catching_up_matches_against_what_changed(
    here: Partnership, source: Original, promises: dict[str, Commitment]
) -> None:
    words = "A cook shall win a prize for soup."
    record.change(promises["gas"], by=SYSTEM, action="commitment.corrected", quote=words)

    candidates.catch_up(here.id)

    assert "gas" in subjects(source)


def test_a_dropped_commitment_is_offered_no_more(
    here: Partnership, source: Original, promises: dict[str, Commitment]
) -> None:
    record.change(promises["mines"], by=SYSTEM, action="commitment.dropped", state="dropped")

    candidates.rebuild(here.id)

    assert subjects(source) == {"lists"}


def test_the_command_says_how_many_sources_it_matched(
    here: Partnership, source: Original, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("match", here.id)

    assert capsys.readouterr().out == f"{here.id}: 1 sources matched.\n"


def test_the_command_knows_no_partnership_of_another_name(here: Partnership) -> None:
    with pytest.raises(CommandError, match="no partnership elsewhere"):
        call_command("match", "elsewhere")


def test_two_do_not_match_at_once(here: Partnership, source: Original) -> None:
    with alone(f"match-{here.id}"), pytest.raises(CommandError, match="process"):
        call_command("match", here.id)


def test_candidates_leave_no_entries_in_the_ledger(source: Original) -> None:
    assert not Review.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_failure_after_an_ingest_leaves_the_ingest_finished(
    here: Partnership, tmp_path: Path, settings: Any
) -> None:
    settings.AFTER_INGEST = ["servanda.desk.nowhere.nothing"]

    job = ingested(here, written(tmp_path / "in", report_txt=offered.REPORT))

    assert job.state == "finished"
