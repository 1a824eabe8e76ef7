"""Documents spoilt at random are read or refused; nothing else ever happens.

The parsers run in this process here, which is quick enough for hundreds of documents; the child
only adds walls around them.
"""

import contextlib
import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.formats.building import docx_of_body, numbered, paragraph, pdf_of
from servanda.reading.formats import UnreadableDocument, extract
from servanda.reading.formats.child import answer
from servanda.reading.formats.limits import DEFAULT

HTML = b"<html><body><h1>Charter</h1><ol type=a><li>one<li>two</ol><table><tr><td>x</table></body>"
QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@functools.cache
def whole(kind: str) -> bytes:
    body = paragraph("Article 1") + numbered("meet", 0) + numbered("report", 2)
    if kind == "html":
        return HTML
    return docx_of_body(body) if kind == "docx" else pdf_of([["Article 1"], ["2"]])


@st.composite
def spoilt(draw: st.DrawFn, kind: str) -> bytes:
    """Overwrite, cut out, insert or cut off some bytes of a sound document."""
    data = bytearray(whole(kind))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        junk = draw(st.binary(max_size=8))
        how = draw(st.sampled_from(["overwrite", "insert", "cut out", "cut off"]))
        if how == "overwrite":
            data[at : at + len(junk)] = junk
        elif how == "insert":
            data[at:at] = junk
        elif how == "cut out":
            del data[at : at + 16]
        else:
            del data[max(at, 1) :]
    return bytes(data)


def check(kind: str, data: bytes) -> None:
    if kind == "html":
        data = data.decode("utf-8", "replace").encode()
    told = answer(kind, data, DEFAULT)

    assert set(told) in ({"text", "title"}, {"why", "advice"})


@given(spoilt("html"))
@QUICK
def test_a_spoilt_page_is_read_or_refused(data: bytes) -> None:
    check("html", data)


@given(spoilt("docx"))
@QUICK
def test_a_spoilt_docx_file_is_read_or_refused(data: bytes) -> None:
    check("docx", data)


@given(spoilt("pdf"))
@QUICK
def test_a_spoilt_pdf_file_is_read_or_refused(data: bytes) -> None:
    check("pdf", data)


@given(st.binary(max_size=400))
@QUICK
def test_any_bytes_without_a_parser_of_their_own_are_read_or_refused(data: bytes) -> None:
    if data.startswith((b"PK", b"%PDF")) or b"<" in data:
        return
    with contextlib.suppress(UnreadableDocument):
        assert extract(data, "any").text.strip()


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_the_sound_documents_are_read(kind: str) -> None:
    assert "text" in answer(kind, whole(kind), DEFAULT)
