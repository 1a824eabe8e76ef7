"""`servanda desk release`: publish from a terminal, and prove a release from the ledger."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desk.agreements import builders
from desk.agreements.builders import at
from desk.assessments.quoted import linked, original, path_of
from desk.assessments.released import ON, Case, case
from servanda.desk.assessments.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Case]:
    made = case()
    with at(ON):
        yield made


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("release", "north-south", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_release_is_published_by_somebody_who_may(here: Case) -> None:
    said = run("--by", here.analyst.email, "--title", "From here")

    assert "Published release 1 of north-south." in said
    assert Release.objects.get().title == "From here"


def test_nothing_is_published_by_nobody(here: Case) -> None:
    with pytest.raises(CommandError, match="--by"):
        run()


def test_what_it_lacks_has_to_be_acknowledged(here: Case) -> None:
    builders.commitment(here.lists.instrument, "unsought")
    with pytest.raises(CommandError, match="--acknowledge"):
        run("--by", here.analyst.email)

    assert "Published" in run("--by", here.analyst.email, "--acknowledge")


def test_a_release_built_again_later_has_the_same_bytes(here: Case) -> None:
    run("--by", here.analyst.email)
    with at(ON + timedelta(days=30)):
        later = original(here.here, "Later words.")
        linked(later, here.forum, here.analyst, words="Later words.")

        assert "has the same bytes" in run("--again", "1")


def test_a_quote_that_fell_since_is_said(here: Case) -> None:
    run("--by", here.analyst.email)
    path_of(here.report).unlink()

    with pytest.raises(SystemExit):
        run("--again", "1")
