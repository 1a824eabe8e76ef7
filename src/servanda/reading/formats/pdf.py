"""The text layer of a PDF, page by page.

Lines stay as they are printed, with running heads, page numbers and hyphens: which of them belong
to the text is for the reader to say. A wider gap between two lines becomes a blank line, a new page
a form feed on a line of its own, and a page that is only a picture is named in its place.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_LINE_END = re.compile("\r?\n|[\ufffe\x02]")
_DIVIDED = ("\ufffe", "\x02")
_UNREADABLE = re.compile("[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]")
_WIDER = 1.35  # of the usual distance from line to line: a new paragraph
_NO_TEXT = (
    "it is a scan, pictures of pages without a text layer",
    "run it through text recognition (OCR) and try again",
)


def text_of(data: bytes, limits: Limits) -> tuple[str, str]:
    """Give the text of a PDF and the title that it names itself."""
    document = _open(data)
    if len(document) > limits.pages:
        raise Refusal(
            f"it has {len(document)} pages, more than {limits.pages}",
            "give it in parts, without its annexes",
        )
    pages = [_page(document, number) for number in range(len(document))]
    if not any(text for text, _ in pages):
        raise Refusal(*_NO_TEXT)
    text = "\n\f\n".join(
        words or (f"[Page {number} is a picture without text.]" if picture else "")
        for number, (words, picture) in enumerate(pages, start=1)
    )
    _refuse_unmapped(text)
    return f"{text}\n", _title(document)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refusal(
                "it is protected by a password", "remove the protection and try again"
            ) from None
        raise Refusal(
            "its PDF structure is damaged or cut short", "get an undamaged copy of it"
        ) from None
    return document


def _page(document: pdfium.PdfDocument, number: int) -> tuple[str, bool]:
    """Give a page's text, and whether there is a picture on it."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        raise Refusal(
            f"page {number + 1} of the PDF is damaged", "get an undamaged copy of it"
        ) from None
    text = _with_gaps(text_page)
    picture = not text and _has_picture(page)
    text_page.close()
    page.close()
    return text, picture


def _with_gaps(page: pdfium.PdfTextPage) -> str:
    """Write a page's lines with a blank line where the gap between two is wider than usual."""
    raw = page.get_text_range()
    lines = [(line, _baseline(page, start)) for line, start in _lines(raw)]
    usual = _usual_distance([at for _, at in lines])
    written: list[str] = []
    above: float | None = None
    for line, at in lines:
        if written and above is not None and at is not None and above - at > _WIDER * usual:
            written.append("")
        written.append(line)
        above = at if at is not None else above
    return "\n".join(written).strip("\n")


def _lines(raw: str) -> list[tuple[str, int]]:
    """Split at line ends, keeping where each line begins among the page's characters.

    PDFium joins a word that is divided at a line's end and leaves a mark there; the page shows a
    hyphen and a new line, and so does the text.
    """
    found: list[tuple[str, int]] = []
    start = 0
    for end in _LINE_END.finditer(raw):
        hyphen = "-" if end.group() in _DIVIDED else ""
        found.append((raw[start : end.start()].rstrip() + hyphen, start))
        start = end.end()
    return [*found, (raw[start:].rstrip(), start)]


def _baseline(page: pdfium.PdfTextPage, start: int) -> float | None:
    try:
        return float(page.get_charbox(start, loose=True)[1])
    except (pdfium.PdfiumError, IndexError):
        return None


def _usual_distance(baselines: list[float | None]) -> float:
    """Give the usual distance between lines: of the smaller ones, which are within paragraphs."""
    known = [at for at in baselines if at is not None]
    distances = sorted(a - b for a, b in pairwise(known) if a - b > 1)
    return median(distances[: max(1, len(distances) * 2 // 3)]) if distances else float("inf")


def _has_picture(page: pdfium.PdfPage) -> bool:
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE]
    return next(iter(page.get_objects(filter=kinds, max_depth=3)), None) is not None


def _refuse_unmapped(text: str) -> None:
    """Refuse a text whose fonts do not say which letters their shapes are."""
    unreadable = len(_UNREADABLE.findall(text.replace("\f", "")))
    if unreadable * 10 > len(text):
        raise Refusal(
            "its fonts do not say which letters they show",
            "export it again as DOCX or text, or run it through text recognition (OCR)",
        )


def _title(document: pdfium.PdfDocument) -> str:
    title = str(document.get_metadata_dict(skip_empty=True).get("Title", ""))
    made_up = title.lower().startswith(("microsoft word", "untitled")) or "\\" in title
    return "" if made_up else title.strip()
