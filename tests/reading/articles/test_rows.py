"""Small pages share a child, and still none answers for another."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from servanda.reading.articles.opening import LARGEST
from servanda.reading.articles.row import IN_A_ROW, SMALL, Row
from servanda.reading.formats.limits import Limits

ALONE = b"alone"


def misbehave(_kind: str, data: bytes, _limits: Limits) -> dict[str, Any]:
    """Answer with the child's number, or do what the page says."""
    match data:
        case b"refuse":
            return {"why": "it is odd"}
        case b"end":
            os._exit(3)
        case b"crash":
            os.abort()
        case b"sleep":
            time.sleep(60)
        case b"swell":
            return {"text": len(bytearray(10**10))}
        case b"open":
            return _opens()
    return {"text": str(os.getpid())}


def _opens() -> dict[str, Any]:
    """Make room by closing what is open, and open something else."""
    os.close(2)
    try:
        os.open("/etc/hostname", os.O_RDONLY)
    except OSError as error:
        return {"text": str(error.errno)}
    return {"text": "open"}


@pytest.fixture
def row() -> Iterator[Row]:
    made = Row(lambda _kind, _data, _limits: ALONE, misbehave)
    yield made
    made._end()


def by(answer: bytes) -> str:
    return str(json.loads(answer)["text"])


def test_a_few_pages_share_a_child_and_no_more(row: Row) -> None:
    children = [by(row.parsed("html", b"page", LARGEST)) for _ in range(3 * IN_A_ROW)]

    assert [children.count(each) for each in dict.fromkeys(children)] == [IN_A_ROW] * 3
    assert str(os.getpid()) not in children


@pytest.mark.parametrize("kind", ["pdf", "docx", "zip", "eml", "feed"])
def test_any_other_document_has_a_child_to_itself(row: Row, kind: str) -> None:
    assert row.parsed(kind, b"page", LARGEST) == ALONE


def test_a_large_page_has_a_child_to_itself(row: Row) -> None:
    assert row.parsed("html", b"a" * (SMALL + 1), LARGEST) == ALONE


@pytest.mark.parametrize("deed", [b"refuse", b"end", b"crash", b"swell"])
def test_after_trouble_the_page_is_parsed_alone_and_the_next_in_a_new_child(
    row: Row, deed: bytes
) -> None:
    first = by(row.parsed("html", b"page", LARGEST))

    assert row.parsed("html", deed, LARGEST) == ALONE
    assert by(row.parsed("html", b"page", LARGEST)) != first


def test_a_page_that_takes_too_long_keeps_nobody_waiting(row: Row) -> None:
    began = time.monotonic()

    told = row.parsed("html", b"sleep", replace(LARGEST, wall_seconds=1))

    assert told == ALONE
    assert time.monotonic() - began < 30


def test_the_child_opens_nothing_even_in_place_of_what_it_closes(row: Row) -> None:
    assert by(row.parsed("html", b"open", LARGEST)) == "24"  # too many open files
