"""The source page with its quotes lit, links made by hand, and the page of a piece of evidence."""

from typing import Any

import pytest
from django.test import Client

import make
from desk.agreements import builders
from desk.assessments import quoted
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db
LIT = '<mark class="lit" data-start="37"'


@pytest.fixture
def north(here: Partnership) -> Party:
    return make.party(here, "north")


@pytest.fixture
def analyst(north: Party) -> Person:
    return make.person(role="analyst", party=north)


@pytest.fixture
def lists(here: Partnership) -> Commitment:
    return builders.commitment(builders.instrument(here))


@pytest.fixture
def report(here: Partnership) -> Original:
    return quoted.original(here)


@pytest.fixture
def piece(report: Original, lists: Commitment, analyst: Person) -> Evidence:
    return quoted.linked(report, lists, analyst, claimant="The ministry")


@pytest.fixture
def desk(analyst: Person) -> Client:
    return make.signed_in(analyst)


def source_page(of: Original) -> str:
    return f"/{of.partnership_id}/originals/{of.local_id}/"


def page_of(piece: Evidence) -> str:
    return f"/{piece.partnership_id}/evidence/{piece.local_id}/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def filled(lists: Commitment, **fields: Any) -> dict[str, Any]:
    said = {"direction": "progress", "strength": "official act", "fact_precision": "day"}
    return {"quote": quoted.ADOPTED, "subject": lists.local_id, **said, **fields}


def test_the_words_are_lit_and_the_link_stands_beside_them(
    piece: Evidence, report: Original, lists: Commitment
) -> None:
    page = text(make.signed_in(None).get(source_page(report)))

    assert f'{LIT} data-keys="{piece.local_id}">{quoted.ADOPTED}</mark>' in page
    assert "Tells of progress, in an official act." in page
    assert "Verified in the stored original." in page
    assert f"/commitments/{lists.local_id}/" in page


def test_the_words_of_two_links_over_each_other_are_each_whole(
    piece: Evidence, report: Original, lists: Commitment, analyst: Person
) -> None:
    quoted.linked(report, lists, analyst, words="adopted in Bakı. Nothing else was said.")

    page = text(make.signed_in(None).get(source_page(report)))

    assert ">The list was </mark>" in page
    assert ">adopted in Bakı.</mark>" in page
    assert "> Nothing else was said.</mark>" in page


def test_an_altered_original_is_told_on_every_page(
    piece: Evidence, report: Original, lists: Commitment
) -> None:
    quoted.path_of(report).write_bytes(b"something else")
    desk = make.signed_in(None)
    commitment = f"/{lists.partnership_id}/commitments/{lists.local_id}/"

    pages = [text(desk.get(path)) for path in (source_page(report), page_of(piece), commitment)]

    for page in pages:
        assert "Unverified: the file of the original was altered." in page
        assert "Verified in the stored original." not in page


def test_words_that_moved_are_shown_apart_and_nothing_is_lit(
    piece: Evidence, report: Original
) -> None:
    quoted.rewrite(
        report, text="Something else stands here, long enough to hold the old span, all of it."
    )

    page = text(make.signed_in(None).get(source_page(report)))

    assert "Quotes that cannot be shown in the text" in page
    assert quoted.ADOPTED in page
    assert "<mark" not in page


def test_words_are_linked_by_the_place_that_was_marked(
    desk: Client, report: Original, lists: Commitment
) -> None:
    start, end = quoted.span(report)

    answer = desk.post(f"{source_page(report)}link/", filled(lists, start=start, end=end))

    piece = Evidence.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"#e-{piece.local_id}")
    assert piece.quote == quoted.ADOPTED


def test_words_without_a_place_are_found_in_the_text(
    desk: Client, report: Original, lists: Commitment
) -> None:
    desk.post(f"{source_page(report)}link/", filled(lists, quote="The  list\nwas adopted"))

    assert Evidence.objects.get().quote == "The list was adopted"


@pytest.mark.parametrize("start", ["0", "x", "-1", "٣", "9" * 30])
def test_a_place_that_has_other_words_is_not_believed(
    desk: Client, report: Original, lists: Commitment, start: str
) -> None:
    desk.post(f"{source_page(report)}link/", filled(lists, start=start, end="6"))

    assert Evidence.objects.get().quote == quoted.ADOPTED


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"quote": "The list was refused."}, 400, "do not stand in the text"),
        ({"quote": "was"}, 400, "stand at 2 places"),
        ({"quote": "  "}, 400, "do not stand in the text"),
        ({"subject": "nothing"}, 400, "nothing such here"),
        ({"direction": ""}, 400, "This field is required"),
        ({"source_on": "2999-01-01"}, 422, "lies ahead"),
    ],
    ids=str,
)
def test_a_link_that_cannot_be_made_says_why_and_keeps_the_words(
    desk: Client,
    report: Original,
    lists: Commitment,
    fields: dict[str, str],
    status: int,
    said: str,
) -> None:
    answer = desk.post(f"{source_page(report)}link/", filled(lists, **fields))

    assert answer.status_code == status
    assert said in text(answer)
    assert not Evidence.objects.exists()


def test_the_commitments_offered_are_those_that_the_person_sees(
    here: Partnership, lists: Commitment, report: Original, desk: Client
) -> None:
    south = make.party(here, "south")
    builders.commitment(
        lists.instrument, "secret", summary_en="Hold it", classification="party", held_by=south
    )

    assert "Hold it" not in text(desk.get(source_page(report)))
    answer = desk.post(f"{source_page(report)}link/", filled(lists, subject="secret"))
    assert "nothing such here" in text(answer)


def test_a_reader_is_offered_no_form_and_cannot_link(
    report: Original, lists: Commitment, north: Party
) -> None:
    reader = make.signed_in(make.person(role="reader", party=north))

    assert "data-linking" not in text(reader.get(source_page(report)))
    assert reader.post(f"{source_page(report)}link/", filled(lists)).status_code == 403


def test_an_amendment_is_made_and_told(desk: Client, piece: Evidence) -> None:
    fields = {
        "direction": "setback",
        "strength": "independent report",
        "fact_precision": "day",
        "reason": "It was refused.",
        "expected": fingerprint(piece),
    }

    desk.post(f"{page_of(piece)}amend/", fields)

    page = text(desk.get(page_of(piece)))
    assert "Tells of a setback, in an independent report." in page
    assert "amended: It was refused." in page


def test_an_amendment_of_what_somebody_else_changed_is_refused(
    desk: Client, piece: Evidence
) -> None:
    fields = {"direction": "setback", "strength": "official act", "fact_precision": "day"}

    answer = desk.post(f"{page_of(piece)}amend/", {**fields, "expected": "0" * 64})

    assert answer.status_code == 409
    assert "Somebody else changed this" in text(answer)


def test_what_is_withdrawn_is_no_longer_lit_and_its_page_says_why(
    desk: Client, piece: Evidence, report: Original
) -> None:
    desk.post(f"{page_of(piece)}withdraw/", {"reason": "It was another list."})

    assert "<mark" not in text(desk.get(source_page(report)))
    page = text(desk.get(page_of(piece)))
    assert "withdrawn: It was another list." in page
    assert "Amend what is said" not in page


def test_a_link_made_a_moment_ago_is_taken_back(desk: Client, piece: Evidence) -> None:
    assert "Take the link back" in text(desk.get(page_of(piece)))

    desk.post(f"{page_of(piece)}take-back/")

    assert not Evidence.objects.exists()


def test_who_did_not_link_it_is_not_offered_to_take_it_back(piece: Evidence, north: Party) -> None:
    colleague = make.signed_in(make.person(role="analyst", party=north))

    assert "Take the link back" not in text(colleague.get(page_of(piece)))
    assert colleague.post(f"{page_of(piece)}take-back/").status_code == 422


def test_a_digest_says_that_it_is_one(
    here: Partnership, lists: Commitment, analyst: Person
) -> None:
    digest = quoted.original(here, standing="digest")
    piece = quoted.linked(digest, lists, analyst)

    assert "digest in our own words" in text(make.signed_in(None).get(page_of(piece)))


def test_nothing_of_a_page_is_taken_for_markup(
    here: Partnership, lists: Commitment, analyst: Person
) -> None:
    page = quoted.original(here, "<script>alert(1)</script> The list & more was adopted.")
    quoted.linked(page, lists, analyst, words="<script>alert(1)</script> The list & more")

    shown = text(make.signed_in(None).get(source_page(page)))

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; The list &amp; more</mark>" in shown


def test_the_source_of_a_digest_is_named_to_those_who_see_it(
    here: Partnership, lists: Commitment, analyst: Person
) -> None:
    told_of = make.source(here, title="Minutes of a talk", classification="partners")
    digest = quoted.original(here, standing="digest", source=told_of)
    piece = quoted.linked(digest, lists, analyst)

    for path in (source_page(digest), page_of(piece)):
        assert "Minutes of a talk" not in text(make.signed_in(None).get(path))
        assert "Minutes of a talk" in text(make.signed_in(analyst).get(path))


def test_an_overlapping_time_line_numbers_every_piece(
    here: Partnership, lists: Commitment, analyst: Person, report: Original
) -> None:
    other = quoted.original(here, f"Later. {quoted.WORDS}", published="2026-09-01")
    quoted.linked(report, lists, analyst)
    quoted.linked(report, lists, analyst, words="Nothing else was said.")
    quoted.linked(other, lists, analyst, direction="setback")

    page = text(make.signed_in(None).get(f"/{here.id}/commitments/{lists.local_id}/"))

    assert page.count('class="piece piece--progress"') == 2
    assert page.count('class="piece piece--setback"') == 1
    assert page.count('class="piece-number"') == 3
