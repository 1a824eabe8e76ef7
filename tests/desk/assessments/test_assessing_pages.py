"""The pages of levels: each number leads to what it counts, and nothing hidden moves one."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

import make
from desk.agreements import builders
from desk.agreements.builders import at
from desk.assessments import judged
from desk.assessments.quoted import original, path_of
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.assessments.models import Candidate
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db

HERE = "/north-south"
DAY = "on=2026-11-21"
COUNTED = re.compile(r'<a href="(/north-south/commitments/\?[^"]*)"[^>]*>(\d+)</a>')
FOUND = re.compile(r"(\d+) commitments?</h2>")


@pytest.fixture
def here() -> Partnership:
    with at(date(2026, 1, 1)):
        return make.partnership()


@pytest.fixture
def charter(here: Partnership) -> Instrument:
    with at(date(2026, 1, 1)):
        signed = builders.instrument(here)
        builders.event(signed)
        return signed


@pytest.fixture
def lists(charter: Instrument) -> Commitment:
    with at(date(2026, 1, 1)):
        return builders.commitment(charter, **builders.WITHIN_THREE_MONTHS)


@pytest.fixture
def many(charter: Instrument, lists: Commitment) -> list[Commitment]:
    """Commitments of three forces, of which each stands somewhere else."""
    forces = ("obligation", "obligation", "intention", "permission", "declaration", "intention")
    made = [
        builders.commitment(charter, f"c{number}", force=force)
        for number, force in enumerate(forces)
    ]
    for one, answers in zip(made, (("met", "met"), ("met", "unclear")), strict=False):
        cited = [judged.evidence(one).id]
        given = {
            key: (answer, cited) for key, answer in zip(judged.BEGUN_AND_DONE, answers, strict=True)
        }
        judged.coding(judged.criteria(one), given)
    judged.finding(made[2])
    judged.finding(made[3], "not_assessable", scope_en="It is confidential")
    judged.ending(made[0], "done")
    judged.suspension(made[5])
    return [lists, *made]


def page(path: str, client: Client | None = None) -> str:
    with translation.override("en"):  # what a request speaks would last beyond it
        answer = (client or Client()).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def content(path: str) -> str:
    return page(path).partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("path", [f"{HERE}/assessment/?{DAY}", f"{HERE}/?{DAY}"])
def test_each_number_leads_to_as_many_commitments(many: list[Commitment], path: str) -> None:
    told = {unescape(address): number for address, number in COUNTED.findall(page(path))}

    counted = {address: FOUND.findall(page(address)) for address in told}

    assert len(told) > 10
    assert counted == {address: [number] for address, number in told.items()}


def test_what_is_counted_is_the_same_as_it_was_known(many: list[Commitment]) -> None:
    now = COUNTED.findall(page(f"{HERE}/assessment/?{DAY}"))
    with at(date(2026, 12, 1)):
        known = COUNTED.findall(page(f"{HERE}/assessment/?{DAY}&known=2026-12-01"))

    assert [number for _address, number in known] == [number for _address, number in now]


def test_hidden_evidence_changes_nothing_that_everybody_reads(many: list[Commitment]) -> None:
    paths = [f"{HERE}/assessment/", f"{HERE}/", f"{HERE}/commitments/", f"{HERE}/commitments/c1/"]
    before = [content(f"{path}?{DAY}") for path in paths]
    for one in many:
        judged.evidence(one, classification="partners", direction="denial")

    assert [content(f"{path}?{DAY}") for path in paths] == before


def test_a_hidden_commitment_is_in_no_figure(charter: Instrument, many: list[Commitment]) -> None:
    before = COUNTED.findall(page(f"{HERE}/assessment/?{DAY}"))
    builders.commitment(charter, "hidden", classification="partners")

    assert COUNTED.findall(page(f"{HERE}/assessment/?{DAY}")) == before


def test_an_empty_partnership_says_what_would_be_here(here: Partnership) -> None:
    assert "would be counted here by level" in page(f"{HERE}/assessment/")


def test_a_share_of_few_says_so(many: list[Commitment]) -> None:
    said = page(f"{HERE}/assessment/?{DAY}")

    assert "Only 2 were looked into: the range says more than the percentage." in said


def test_unclear_criteria_show_what_a_share_might_be(many: list[Commitment]) -> None:
    assert "up to 2 if what is unclear were met" in page(f"{HERE}/assessment/?{DAY}")


def test_pams_percentage_is_named_as_pams(many: list[Commitment]) -> None:
    said = page(f"{HERE}/assessment/?{DAY}")

    assert "PAM’s percentage, for comparison only" in said


def test_a_filter_that_means_nothing_keeps_everything(many: list[Commitment]) -> None:
    said = page(f"{HERE}/commitments/?{DAY}&outcome=nonsense&timing=x&course=y")

    assert FOUND.findall(said) == ["7"]


def test_a_commitment_says_how_its_level_comes_about(many: list[Commitment]) -> None:
    said = page(f"{HERE}/commitments/c1/?{DAY}")

    assert "Level 1 (minimum): 1 of 2 criteria is met; 1 is unclear" in said


def test_each_answer_stands_beside_the_words_that_it_cites(many: list[Commitment]) -> None:
    said = page(f"{HERE}/commitments/c1/?{DAY}")
    criteria = said.partition('id="criteria"')[2].partition("</section>")[0]

    assert "The list was adopted in Bakı." in criteria


def test_a_level_of_one_coder_is_called_provisional(lists: Commitment) -> None:
    judged.coding(judged.criteria(lists), {"begun": ("not met", [])}, role="coder")
    judged.evidence(lists)

    said = page(f"{HERE}/commitments/lists/?{DAY}")

    assert "One coder judged it" in said


def test_an_unverified_quote_is_said_beside_the_level(lists: Commitment) -> None:
    path_of(judged.evidence(lists).original).unlink()

    assert "1 quote is unverified" in page(f"{HERE}/commitments/lists/?{DAY}")


def test_quotes_that_contradict_each_other_stand_side_by_side(lists: Commitment) -> None:
    judged.evidence(lists)
    judged.evidence(lists, direction="denial")

    said = page(f"{HERE}/commitments/lists/?{DAY}")

    assert "One reports progress and the other denies it." in said


def test_a_standstill_is_said_to_be_inferred(here: Partnership, lists: Commitment) -> None:
    judged.silence(here, "definite act", 30)
    judged.silence(here, "effort", 30)
    cited = judged.evidence(lists)
    judged.coding(judged.criteria(lists), {"begun": ("met", [cited.id])})

    said = page(f"{HERE}/commitments/lists/?{DAY}")

    assert "Inferred from silence; nobody has reported it." in said


def test_the_margin_of_the_text_shows_the_level(many: list[Commitment]) -> None:
    assert "Level 3, complete" in page(f"{HERE}/instruments/charter/?{DAY}")


def test_the_overview_shows_the_evidence_added_last(lists: Commitment) -> None:
    judged.evidence(lists)

    said = page(f"{HERE}/")
    lately = said.partition('id="lately"')[2].partition("</section>")[0]

    assert "The list was adopted in Bakı." in lately


def test_whoever_reviews_is_told_how_much_waits_in_the_inbox(
    here: Partnership, lists: Commitment
) -> None:
    waiting(lists)
    analyst = make.signed_in(make.person(role="analyst", within=here))

    said = page(f"{HERE}/commitments/lists/", analyst)

    assert "1 passage that may be evidence of it waits in the inbox." in said


def test_nobody_else_is_told_what_waits_in_the_inbox(lists: Commitment) -> None:
    waiting(lists)

    assert "waits in the inbox" not in page(f"{HERE}/commitments/lists/")


def test_what_waits_in_a_hidden_original_is_not_counted(
    here: Partnership, lists: Commitment
) -> None:
    waiting(lists, classification="party", held_by=make.party(here, "south"))
    analyst = make.signed_in(make.person(role="analyst", party=make.party(here, "north")))

    assert "waits in the inbox" not in page(f"{HERE}/commitments/lists/", analyst)


def waiting(for_: Commitment, **fields: Any) -> Original:
    """Let the matcher offer a passage for a commitment."""
    source = original(for_.partnership, **fields)
    passage = source.passages.get()
    about = {"subject_kind": "commitment", "subject_id": for_.id}
    Candidate.objects.create(passage=passage, score=9.0, place=1, **about)
    return source
