"""What a document is, told from its content; its name only breaks a tie."""

import re

from servanda.reading.formats.refusal import Refusal

_GIVE_ANOTHER = "give a text, Markdown, HTML, DOCX or PDF file"
_BINARY = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMMENTS = re.compile(r"\A(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]{0,200}\?>)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:p|div|h[1-6]|ol|ul|table|article|section|main|span|center|font|b|strong)[\s>]",
    re.IGNORECASE,
)
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|td|article|section)\s*>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype\s+[^>\[]*(\[?)", re.IGNORECASE)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_HEAD = 65_536


def packed_kind(data: bytes) -> str | None:
    """Tell "pdf" and "zip" by their first bytes, refuse other binary formats, or give None."""
    head = data[:1_024]
    if head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head and b"endobj" in data):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLE):
        _refuse_ole(data)
    if head.lstrip().startswith(b"{\\rtf"):
        raise Refusal("it is an RTF file", "save it as DOCX or PDF and try again")
    if (what := _binary(data)) is not None:
        raise Refusal(f"it is {what}, not a document with text", _GIVE_ANOTHER)
    return None


def _binary(data: bytes) -> str | None:
    if b"\x00" not in data[:_HEAD] and not data.startswith((b"\x89", b"\xff\xd8", b"\x1f\x8b")):
        return None  # a text may well begin with "BM" or "MZ"
    return next((what for mark, what in _BINARY if data.startswith(mark)), None)


def _refuse_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refusal(
            "it is protected by a password", "remove the protection in Word and try again"
        )
    raise Refusal(
        "it is in the old binary format of Microsoft Office", "save it as DOCX or PDF and try again"
    )


def text_kind(text: str, name: str) -> str:
    """Tell "html", "markdown" and "text" apart; refuse other XML, and any that declares a DTD."""
    start = _COMMENTS.match(text[:_HEAD])
    head = text[start.end() if start else 0 :][:_HEAD]
    suffix = name.lower().rpartition(".")[2]
    if _PAGE.match(head) or _is_fragment(head, suffix):
        _refuse_dtd(head)
        return "html"
    _refuse_xml(head, declared=text.lstrip("\ufeff \n\t").startswith("<?xml"))
    return "markdown" if suffix in {"md", "markdown"} else "text"


def _is_fragment(head: str, suffix: str) -> bool:
    if suffix in {"md", "markdown"}:
        return False
    if suffix in {"html", "htm"} and _ELEMENT.match(head):
        return True
    return bool(_FRAGMENT.match(head) and _BLOCK_END.search(head))


def _refuse_dtd(head: str) -> None:
    doctype = _DOCTYPE.match(head)
    if doctype and doctype.group(1):
        raise Refusal(
            "it declares entities of its own (a DTD), which can pull in other files",
            "remove the declaration and try again",
        )


def _refuse_xml(head: str, *, declared: bool) -> None:
    if head[:9].lower() == "<!doctype":
        raise Refusal(
            "it is XML with a document type declaration (DTD), which can pull in other files",
            _GIVE_ANOTHER,
        )
    element = _ELEMENT.match(head)
    if element and (declared or "xmlns" in head[:2_000]):
        raise Refusal(f"it is XML of another kind, “{element.group(1)[:40]}”", _GIVE_ANOTHER)
