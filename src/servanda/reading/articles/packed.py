"""Documents packed in others: the members of a ZIP archive, the parts of a message (EML).

Sizes are counted while unpacking, not believed; names are names, never paths.
"""

import base64
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from typing import Any

from servanda.reading.formats.encoding import decode
from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_PIECE = 1 << 16
_ENCRYPTED = 0x1
_ASIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_WHOLE_FOLDER = "unpack it and give the folder"
_ENDINGS = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt"}
_SEALED = ("multipart/encrypted", "application/pgp-encrypted")
_OFFICE = ("[Content_Types].xml", "mimetype")


def is_office(data: bytes) -> bool:
    """Tell a DOCX or another office document from a plain archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in _OFFICE for name in archive.namelist()[:50])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def members_of(data: bytes, limits: Limits) -> dict[str, Any]:
    """Unpack an archive, or refuse it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refusal("its ZIP structure is damaged or cut short", "get it anew") from None
    with archive:
        infos = [info for info in archive.infolist() if not _is_aside(info)]
        if len(infos) > limits.members:
            raise Refusal(f"it has more than {limits.members:,} files", _WHOLE_FOLDER)
        members: list[list[str]] = []
        refused: list[list[str]] = []
        left = min(limits.unpacked_bytes, max(1 << 20, limits.unpacked_ratio * len(data)))
        for info in infos:
            left -= _take(archive, info, left, members, refused)
    if not members and not refused:
        raise Refusal("there is no document in it", "put documents in and try again")
    return {"members": members, "refused": refused}


def _take(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    left: int,
    members: list[list[str]],
    refused: list[list[str]],
) -> int:
    """Unpack one member, note it or why not, and return how many bytes it took."""
    name = info.filename.replace("\\", "/").rpartition("/")[2] or info.filename
    if info.flag_bits & _ENCRYPTED:
        refused.append([name, "it is protected by a password"])
        return 0
    if stat.S_ISLNK(info.external_attr >> 16):
        refused.append([name, "it is a link to another file"])
        return 0
    try:
        unpacked = _unpacked(archive, info, left)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        refused.append([name, "it is damaged in the archive"])
        return 0
    members.append([name, base64.b64encode(unpacked).decode()])
    return len(unpacked)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    pieces, taken = [], 0
    with archive.open(info) as file:
        while piece := file.read(_PIECE):
            taken += len(piece)
            if taken > left:
                raise Refusal("it unpacks to far more than an archive of texts", _WHOLE_FOLDER)
            pieces.append(piece)
    return b"".join(pieces)


def _is_aside(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or any(mark in info.filename for mark in _ASIDE)


def message(data: bytes, limits: Limits) -> dict[str, Any]:
    """Return the body, the particulars and the attachments of a message."""
    parsed = message_from_bytes(data, policy=policy.default)
    if parsed.get_content_type() in _SEALED or parsed.get_param("smime-type") == "enveloped-data":
        raise Refusal("the message is encrypted", "save it decrypted from the mail program")
    body = parsed.get_body(preferencelist=("plain", "html"))
    answer: dict[str, Any] = {"particulars": _headers(parsed)}
    if body is not None:
        key = "page" if body.get_content_subtype() == "html" else "text"
        answer[key] = _words(body)
    members, refused, left = [], [], limits.unpacked_bytes
    for number, part in enumerate(_attachments(parsed), start=1):
        name = part.get_filename() or f"part {number}{_ENDINGS.get(part.get_content_type(), '')}"
        content = _bytes(part)
        left -= len(content)
        if number > limits.members or left < 0:
            refused.append([name, "the message holds more than is read of one"])
            break
        if content:
            members.append([name, base64.b64encode(content).decode()])
    return {**answer, "members": members, "refused": refused}


def _attachments(parsed: EmailMessage) -> Iterator[MIMEPart]:
    for part in parsed.iter_attachments():
        if part.get_content_maintype() in {"text", "application", "message"}:
            yield part


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_maintype() == "message":
        inner = part.get_content()
        return inner if isinstance(inner, bytes) else bytes(inner)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _words(part: MIMEPart) -> str:
    """Return the words of a part in the encoding that it names, else in the one they show."""
    payload = _bytes(part)
    try:
        return payload.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(payload)


def _headers(parsed: EmailMessage) -> dict[str, list[str]]:
    found = {}
    for name, header in (("title", "Subject"), ("author", "From"), ("publisher", "Organization")):
        if value := " ".join(str(parsed.get(header, "")).split()):
            found[name] = [value, f"message header {header}"]
    try:
        day = parsedate_to_datetime(str(parsed["Date"])).date()
        found["published"] = [day.isoformat(), "message header Date"]
    except (TypeError, ValueError):
        pass
    return found
