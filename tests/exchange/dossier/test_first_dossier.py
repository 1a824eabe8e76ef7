"""The dossier that ships with the product: clean, stable, and right on its headline facts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exchange.dossier.test_dossier_round_trip import bytes_of
from servanda.deadlines import find_deadlines, find_recurrences, next_due, resolve
from servanda.exchange import dossier as d
from servanda.exchange.dossier import vocabulary

FOLDER = Path(__file__).parents[3] / "dossiers" / "azerbaijan-us"
ARTICLES = Path(__file__).parents[4] / "shared" / "articles"
DOSSIER = d.read(FOLDER)
COMMITMENTS = {commitment.id: commitment for commitment in DOSSIER.commitments}
CHARTER_SECTIONS = [p.eid for p in DOSSIER.provisions if p.text == "charter-en" and p.heading_en]
WORDS_IN_A_ROW = 12
IN_A_ROW_OF_A_DIGEST = 7
CRITERIA = {version.id: version.commitment for version in DOSSIER.criteria}


def events_of(instrument: str) -> dict[str, date]:
    return {
        vocabulary.ANCHOR_OF_EVENT[event.kind]: event.date
        for event in DOSSIER.events
        if event.instrument == instrument and event.kind in vocabulary.ANCHOR_OF_EVENT
    }


def test_it_has_no_mistakes() -> None:
    assert d.check(FOLDER) == []


def test_reading_and_writing_changes_no_byte(tmp_path: Path) -> None:
    d.write(DOSSIER, tmp_path / "again")

    assert bytes_of(tmp_path / "again") == bytes_of(FOLDER)


@pytest.mark.parametrize(
    ("commitment", "due"),
    [
        ("charter-iv-project-lists", date(2026, 5, 10)),
        ("charter-iv-roadmaps", date(2026, 5, 10)),
        ("memorandum-charter", date(2026, 2, 8)),
        ("determination-working-group", date(2026, 2, 4)),
    ],
)
def test_what_is_due_falls_on_its_day(commitment: str, due: date) -> None:
    row = COMMITMENTS[commitment]
    rule = replace(find_deadlines(row.quote)[0], anchor=row.deadline_anchor)

    assert resolve(rule, events_of(row.instrument)).date == due


def test_the_first_yearly_meeting_is_due_by_the_tenth_of_february_2027() -> None:
    recurrence = find_recurrences(COMMITMENTS["charter-iv-meetings"].quote)[0]

    due = next_due(recurrence, date(2026, 2, 10), after=date(2026, 11, 21))

    assert due.date == date(2027, 2, 10)


@pytest.mark.parametrize("commitment", DOSSIER.commitments, ids=lambda row: row.id)
def test_a_recorded_deadline_is_what_the_grammar_finds(commitment: d.Commitment) -> None:
    if not commitment.deadline_expression:
        return
    rule = find_deadlines(commitment.quote)[0]

    assert (rule.expression, rule.duration, rule.bound.value) == (
        commitment.deadline_expression,
        commitment.deadline_duration,
        commitment.deadline_bound,
    )


@pytest.mark.parametrize(
    "commitment", ["charter-iv-project-lists", "charter-iv-roadmaps", "charter-iv-meetings"]
)
def test_no_evidence_was_found_up_to_the_day_of_the_search(commitment: str) -> None:
    found = [finding for finding in DOSSIER.findings if finding.commitment == commitment]

    assert [(f.outcome, f.searched_until) for f in found] == [
        ("no_evidence_found", date(2026, 11, 21))
    ]


@pytest.mark.parametrize("section", CHARTER_SECTIONS)
def test_every_section_of_the_charter_has_commitments(section: str) -> None:
    assert any(
        row.text == "charter-en" and row.provision.startswith(f"{section}__")
        for row in DOSSIER.commitments
    )


@pytest.mark.parametrize("commitment", DOSSIER.commitments, ids=lambda row: row.id)
def test_summaries_are_short_in_both_languages(commitment: d.Commitment) -> None:
    assert max(len(commitment.summary_en), len(commitment.summary_az)) <= 90


@pytest.mark.parametrize("commitment", DOSSIER.commitments, ids=lambda row: row.id)
def test_permissions_and_declarations_are_not_verifiable(commitment: d.Commitment) -> None:
    assert not (commitment.verifiable and commitment.force in {"permission", "declaration"})


def test_both_languages_of_a_text_have_the_same_provisions() -> None:
    eids: dict[str, list[str]] = {}
    for provision in DOSSIER.provisions:
        eids.setdefault(provision.text, []).append(provision.eid)

    english = [text for text in eids if text.endswith("-en")]
    assert all(eids[text] == eids[text.removesuffix("en") + "az"] for text in english)


def test_where_sources_differ_at_least_two_values_stand() -> None:
    values: dict[tuple[str, str, str], set[str]] = {}
    for claim in DOSSIER.claims:
        key = (claim.subject_kind, claim.subject_id, claim.field)
        values.setdefault(key, set()).add(claim.value)

    alone = {key[1] for key, found in values.items() if len(found) < 2}
    assert alone == {"charter-ii-artificial-intelligence", "charter-ii-venture-capital"}


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the shared articles are not beside the project")
def test_no_wording_of_an_article_is_carried_on() -> None:
    articles = " ".join(
        " ".join(path.read_text("utf-8", errors="replace").lower().split())
        for path in ARTICLES.glob("*.txt")
    )
    words = " ".join(body for text, body in DOSSIER.wording.items() if text.endswith("-en")).split()
    runs = {
        " ".join(words[place : place + WORDS_IN_A_ROW]).lower()
        for place in range(len(words) - WORDS_IN_A_ROW + 1)
    }

    assert [run for run in runs if run in articles] == []


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the shared articles are not beside the project")
@pytest.mark.parametrize("digest", DOSSIER.originals, ids=lambda row: row.id)
def test_no_seven_words_in_a_row_of_a_digest_are_those_of_an_article(digest: d.Original) -> None:
    articles = {
        run
        for path in ARTICLES.glob("*.txt")
        for run in runs_of(path.read_text("utf-8", errors="replace"))
    }

    assert [run for run in runs_of(DOSSIER.documents[digest.id].text) if run in articles] == []


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", re.sub(r"https?://\S+", "", text).casefold())
    for place in range(len(words) - IN_A_ROW_OF_A_DIGEST + 1):
        yield tuple(words[place : place + IN_A_ROW_OF_A_DIGEST])


@pytest.mark.parametrize("digest", DOSSIER.originals, ids=lambda row: row.id)
def test_all_that_the_product_carries_is_a_digest_that_says_so(digest: d.Original) -> None:
    text = DOSSIER.documents[digest.id].text

    assert (digest.standing, "A digest in our own words" in text) == ("digest", True)


@pytest.mark.parametrize("digest", DOSSIER.originals, ids=lambda row: row.id)
def test_a_digest_has_the_particulars_of_the_source_that_it_tells_of(digest: d.Original) -> None:
    source = next(source for source in DOSSIER.sources if source.id == digest.source)

    told = (digest.publisher, digest.published, digest.url)
    assert told == (source.publisher, source.published, source.url)


@pytest.mark.parametrize("digest", DOSSIER.originals, ids=lambda row: row.id)
def test_a_digest_that_names_the_route_gives_all_its_names(digest: d.Original) -> None:
    text = DOSSIER.documents[digest.id].text
    names = ("TRIPP", "Trump Route", "Zangezur corridor", "Zangazur corridor")

    assert sum(name in text for name in names) in {0, len(names)}


@pytest.mark.parametrize("evidence", DOSSIER.evidence, ids=lambda row: row.id)
def test_evidence_is_inside_no_page_furniture(evidence: d.Evidence) -> None:
    furniture = DOSSIER.documents[evidence.original].furniture

    assert not [
        span for span in furniture if span.start < evidence.end and evidence.start < span.end
    ]


def test_every_commitment_with_evidence_or_a_finding_has_criteria_unless_it_declares() -> None:
    shown = {row.subject_id for row in DOSSIER.evidence if row.subject_kind == "commitment"}
    found = shown | {finding.commitment for finding in DOSSIER.findings}
    declared = {row.id for row in DOSSIER.commitments if row.force == "declaration"}

    assert found - declared == set(CRITERIA.values())


def test_a_criterion_that_is_met_cites_evidence_of_progress_and_no_announcement() -> None:
    evidence = {row.id: row.direction for row in DOSSIER.evidence}
    met = [row for row in DOSSIER.judgements if row.answer == "met"]

    assert {evidence[each] for row in met for each in row.evidence} == {"progress"}


def test_nothing_is_judged_not_met_where_the_search_was_thin() -> None:
    assert {row.answer for row in DOSSIER.judgements} == {"met", "unclear"}


def test_every_judgement_has_a_reason() -> None:
    assert all(row.reason for row in DOSSIER.judgements)


def test_the_codings_are_those_of_one_coder_and_so_provisional() -> None:
    assert {(row.role, row.coder_name) for row in DOSSIER.codings} == {
        ("coder", "Servanda, first dossier")
    }


def test_notes_are_in_both_languages() -> None:
    assert [row.id for row in DOSSIER.evidence if bool(row.note_en) != bool(row.note_az)] == []
