"""The pages of releases: figures that lead to what they count, files, differences, publishing."""

from collections.abc import Iterator

import pytest
from django.test import Client

import make
from desk.agreements.builders import at
from desk.assessments.quoted import linked, original
from desk.assessments.released import ON, Case, case, coded
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.services.releases import publish
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM
from servanda.exchange import release as exchange

pytestmark = pytest.mark.django_db

P = "/north-south/releases/"


@pytest.fixture
def here() -> Iterator[Case]:
    made = case()
    with at(ON):
        yield made


@pytest.fixture
def two(here: Case) -> Case:
    """Publish two releases, and let the forum have met between them."""
    publish(here.here.id, by=here.analyst, on=ON, title="The first")
    report = original(here.here, "The forum met in Baku.", title="On the forum")
    met = linked(report, here.forum, here.analyst, words="The forum met in Baku.", source_on=ON)
    coded(here.forum, [met.id], as_of=ON)
    publish(here.here.id, by=here.analyst, on=ON, note_en="After the forum.")
    return here


def read(path: str, client: Client | None = None, language: str = "en") -> str:
    answer = (client or Client()).get(path, headers={"accept-language": language})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_where_there_is_no_release_the_page_says_who_publishes_them(here: Case) -> None:
    assert "None has been published yet" in read(P)


def test_the_list_names_each_release_and_its_day(two: Case) -> None:
    page = read(P)

    assert "Release 1: The first" in page
    assert "As things stood on 21 November 2026" in page


def test_a_release_shows_its_hash_and_how_to_check_it(two: Case) -> None:
    page = read(f"{P}2/")

    assert Release.objects.get(number=2).sha256 in page
    assert "servanda release verify north-south-release-2.json" in page


def test_a_figure_of_a_release_leads_to_what_it_counted_then(two: Case) -> None:
    page = read(f"{P}1/commitments/?force=intention&outcome=no+evidence+found")

    assert "1 commitment, as it was published." in page
    assert "No evidence found in 9 sources" in page


def test_the_figures_of_a_release_lead_into_the_release(two: Case) -> None:
    page = read(f"{P}1/")

    assert f"{P}1/commitments/?force=intention&amp;outcome=no+evidence+found" in page


def test_the_quotes_of_a_release_are_shown_with_their_original(two: Case) -> None:
    page = read(f"{P}1/commitments/")

    assert two.evidence.quote in page
    assert two.report.sha256 in page


def test_the_difference_shows_the_words_that_moved_a_figure(two: Case) -> None:
    page = read(f"{P}2/changes/")

    assert "The forum met in Baku." in page
    assert "<ins>complete</ins>" in page
    assert "evidence, another coding, other criteria" in page


def test_the_difference_is_told_in_azerbaijani_sentences(two: Case) -> None:
    assert "Səviyyə 3 (tamamlanıb)" in read(f"{P}2/changes/", language="az")


def test_any_two_releases_can_be_compared_whichever_is_named_first(two: Case) -> None:
    assert "from release 1 to release 2" in read(f"{P}1/changes/?since=2")


def test_the_first_release_differs_from_none(two: Case) -> None:
    assert "It is the first release" in read(f"{P}1/changes/")


@pytest.mark.parametrize("path", ["3/", "3/changes/", "1/changes/?since=9", "1/other.json", "x/"])
def test_there_is_no_such_page(two: Case, path: str) -> None:
    assert Client().get(P + path).status_code == 404


def test_the_file_is_what_was_published_and_checks_out(two: Case) -> None:
    answer = Client().get(f"{P}1/release.json")

    one = Release.objects.get(number=1)
    assert exchange.verify(answer.content, expected=one.sha256) == []
    assert answer.headers["Content-Disposition"].endswith('"north-south-release-1.json"')


def test_a_file_never_changes_so_it_may_be_kept_for_ever(two: Case) -> None:
    answer = Client().get(f"{P}1/release.json")

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = Client().get(f"{P}1/release.json", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["commitments.csv", "figures.csv"])
def test_the_tables_are_handed_over_as_csv(two: Case, name: str) -> None:
    answer = Client().get(f"{P}1/{name}")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.count(b"\r\n") > 2


def test_whoever_may_publish_sees_what_would_change(two: Case) -> None:
    report = original(two.here, "The list was published.")
    linked(report, two.lists, two.analyst, words="The list was published.", source_on=ON)

    page = read(f"{P}next/", make.signed_in(two.analyst))

    assert "Release 3, as it would be published now" in page


def test_the_form_publishes_what_was_seen(two: Case) -> None:
    client = make.signed_in(two.analyst)
    seen = client.get(f"{P}next/").context["preview"].fingerprint

    answer = client.post(
        f"{P}next/", {"title": "Third", "on": "2026-11-21", "expected": seen}, follow=True
    )

    assert "Release 3: Third" in answer.content.decode()


def test_what_changed_meanwhile_is_looked_at_first(two: Case) -> None:
    client = make.signed_in(two.analyst)

    answer = client.post(f"{P}next/", {"on": "2026-11-21", "expected": "0" * 64})

    assert answer.status_code == 409
    assert Release.objects.count() == 2


def test_what_a_release_lacks_has_to_be_acknowledged(two: Case) -> None:
    record.change(two.coding, by=SYSTEM, action="coding.changed", role="coder")
    client = make.signed_in(two.analyst)
    page = client.get(f"{P}next/")
    sent = {"on": "2026-11-21", "expected": page.context["preview"].fingerprint}

    refused = client.post(f"{P}next/", sent)
    published = client.post(f"{P}next/", {**sent, "acknowledged": "on"})

    assert "nobody has adjudicated it" in page.content.decode()
    assert (refused.status_code, published.status_code) == (400, 302)


def test_a_reader_may_not_publish(two: Case) -> None:
    reader = make.person(role="reader", within=two.here)

    assert make.signed_in(reader).get(f"{P}next/").status_code == 403


def test_a_release_says_where_one_coder_alone_judged(here: Case) -> None:
    record.change(here.coding, by=SYSTEM, action="coding.changed", role="coder")
    publish(here.here.id, by=here.analyst, on=ON)

    assert read(f"{P}1/commitments/").count("One coder, not adjudicated.") == 1
