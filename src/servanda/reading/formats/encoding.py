"""Which characters the bytes of a text mean.

Certain answers come first: a byte order mark, then valid UTF-8. Only then is an encoding of one
byte a letter inferred: those of English, Turkish and Azerbaijani by single letters, those of Russian
by its commonest words, which only the right one shows. Any other text is refused rather than read
wrongly.
"""

import codecs
import re

from servanda.reading.formats.refusal import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Ğ İ Ş ğ ı ş in cp1254 stand where cp1252 has Ð Ý Þ ð ý þ.
_DISPUTED = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
_TURKISH_COMPANIONS = frozenset("çöüÇÖÜ".encode("cp1254"))
_NORDIC_COMPANIONS = frozenset("áéíóúæÁÉÍÓÚÆ".encode("cp1252"))
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_NO_TEXT = (
    "it holds binary data, not text",
    "give a text, Markdown, HTML, DOCX or PDF file",
)
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_CYRILLIC_WORD = re.compile("[а-яёА-ЯЁ]+")
_RUSSIAN = frozenset("на не по что для из от это как при его за до также или они был была".split())
_LETTERS = 65_536
_ENOUGH = 0.03  # of all words; in a Russian text about one word in ten is among them
_SAMPLE = 4_096
_SAVE_AS_UTF8 = "save it as UTF-8 text and try again"


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a text file and normalise its newlines; refuse what is not text.

    An encoding that the file declares counts where its bytes are not plainly Unicode.
    """
    text = _decoded(data, declared)
    _refuse_binary(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str | None) -> str:
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding:
        return _strictly(data, encoding)
    if b"\x00" in data:
        raise Refusal(*_NO_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not declared:
            _refuse_damaged_utf8(data, error)
    return _strictly(data, declared or _single_byte(data))


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: Latin letters leave every other byte zero."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise Refusal(
            f"its {name} text is damaged at byte {error.start}", "get an undamaged copy of it"
        ) from None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse what is plainly UTF-8 but cut or damaged, which would else be read as cp1252."""
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    sound = sum(character > "\x7f" for character in lenient) - broken
    if sound > 3 * broken:
        raise Refusal(
            f"its UTF-8 text is damaged at byte {error.start}", "get an undamaged copy of it"
        )


def _single_byte(data: bytes) -> str:
    high = sum(data.count(byte) for byte in range(0x80, 0x100))
    letters = sum(data.count(byte) for byte in b"abcdefghijklmnopqrstuvwxyz")
    if high > letters and (russian := _russian(data)):
        return russian
    if _UNDEFINED.intersection(data) or high > letters:
        raise Refusal("its encoding is not one that can be told from its bytes", _SAVE_AS_UTF8)
    if not _DISPUTED.intersection(data):
        return "cp1252"
    turkish = sum(data.count(byte) for byte in _TURKISH_COMPANIONS)
    nordic = sum(data.count(byte) for byte in _NORDIC_COMPANIONS)
    return "cp1252" if nordic > turkish else "cp1254"


def _russian(data: bytes) -> str | None:
    """Return the encoding in which the commonest Russian words are seen, if in one alone they are."""
    found = {encoding: _commonest(data[:_LETTERS], encoding) for encoding in _CYRILLIC}
    best = max(found, key=lambda encoding: found[encoding])
    others = max(share for encoding, share in found.items() if encoding != best)
    return best if found[best] >= _ENOUGH and found[best] > 4 * others else None


def _commonest(data: bytes, encoding: str) -> float:
    words = _CYRILLIC_WORD.findall(data.decode(encoding, "replace"))
    return sum(word in _RUSSIAN for word in words) / max(1, len(words))


def _refuse_binary(text: str) -> None:
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls * 200 > len(text):
        raise Refusal(*_NO_TEXT)
