"""Build real documents of each format for the tests, and spoil them."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

import docx
from docx.document import Document
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LINE = 14
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(write: Callable[[Document], None]) -> bytes:
    """Make a DOCX file with python-docx."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of_body(body: str, **parts: str) -> bytes:
    """Make a DOCX file from WordprocessingML, for what python-docx cannot write."""
    document = f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    relations = "".join(
        f'<Relationship Id="r{name}" Type="http://x/{name}" Target="{name}.xml"/>' for name in parts
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        **{
            f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD_NAMESPACE}">{xml}</w:{name}>'
            for name, xml in parts.items()
        },
    }
    return zip_of(files)


def paragraph(words: str, properties: str = "") -> str:
    """Write one paragraph of WordprocessingML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def numbered(words: str, level: int, list_id: int = 1) -> str:
    """Write one paragraph that Word numbers."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(words, properties)


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf_of(pages: Iterable[Iterable[str]], *, password: str = "", title: str = "") -> bytes:
    """Make a PDF file with a text layer, one line below the other; an empty line leaves a gap."""
    out = io.BytesIO()
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=encryption, invariant=1)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - LINE * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned_pdf(pages: int = 1, words_on_first: str = "") -> bytes:
    """Make a PDF file whose pages are pictures."""
    picture = ImageReader(Image.new("L", (60, 80), 200))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    if words_on_first:
        canvas.drawString(72, 700, words_on_first)
        canvas.showPage()
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, width=500, height=700)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
