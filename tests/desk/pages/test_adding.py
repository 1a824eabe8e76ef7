"""What cannot be taken in is refused with one sentence, and nothing of it is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

import make
from servanda.desk.agreements.models import Reading
from servanda.reading.formats import DEFAULT

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    partnership = make.partnership()
    client = Client()
    client.force_login(make.person(role="officer", within=partnership), backend=make.BACKEND)
    return client


def send(client: Client, **fields: object) -> HttpResponse:
    fields = {"classification": "partners", **fields}
    return client.post("/north-south/agreements/add/", fields)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x00\x01\x02" * 400, 422),
        (b"%PDF-1.7 nothing", 422),
        ("Hava yaxşı idi. ".encode() * 60, 422),
    ],
    ids=["binary", "broken PDF", "not an agreement"],
)
def test_a_file_that_cannot_be_read_is_refused(officer: Client, data: bytes, status: int) -> None:
    answer = send(officer, file=SimpleUploadedFile("agreement.pdf", data))

    assert answer.status_code == status
    assert Reading.objects.count() == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_read(officer: Client) -> None:
    large = SimpleUploadedFile("agreement.txt", b"a" * (DEFAULT.document_bytes + 1))

    answer = send(officer, file=large)

    assert answer.status_code == 413
    assert "larger than 20 MB" in answer.content.decode()


def test_nothing_at_all_is_refused(officer: Client) -> None:
    answer = send(officer)

    assert answer.status_code == 400
    assert "There is nothing to read" in answer.content.decode()


def test_a_file_and_words_at_once_are_refused(officer: Client) -> None:
    answer = send(officer, words="The Parties shall meet.", file=SimpleUploadedFile("a.txt", b"x"))

    assert answer.status_code == 400
    assert "it is not clear which to read" in answer.content.decode()


def test_words_beyond_the_limit_of_a_form_are_answered_as_too_large(officer: Client) -> None:
    answer = send(officer, words="The Parties shall meet. " * 250_000)

    assert answer.status_code == 413
    assert "The file is too large" in answer.content.decode()


def test_somebody_without_the_role_is_told_so() -> None:
    partnership = make.partnership()
    client = Client()
    client.force_login(make.person(role="reader", within=partnership), backend=make.BACKEND)

    answer = client.get("/north-south/agreements/add/")

    assert answer.status_code == 403
    assert "Your roles do not allow this" in answer.content.decode()


def test_what_the_reader_says_is_marked_as_english() -> None:
    client = Client()
    north = make.party(make.partnership())
    officer = make.person(role="officer", party=north, language="az")
    client.force_login(officer, backend=make.BACKEND)

    with translation.override("en"):  # what a request speaks would last beyond it
        answer = send(client, words="hello")

    assert '<span lang="en">The text does not read as an agreement' in answer.content.decode()
