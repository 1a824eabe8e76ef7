"""A DOCX file as a package of parts, of which only the needed ones are unpacked.

The bytes are counted while they are unpacked, whatever the directory of the archive declares, and a
part that declares a document type (DTD) is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_CHUNK = 65_536
_SMALL = 1_000_000  # below this, a part of repeated words may well be packed tighter than any ratio
_ENCRYPTED = 0x1
_DAMAGED = ("its ZIP structure is damaged or cut short", "get an undamaged copy of it")
_BOMB = ("it unpacks to far more than a document holds", "get a copy from a source you trust")
_OTHER_KINDS = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/epub+zip": "an e-book",
}


@dataclass
class Package:
    """An opened package; parts are read by name and paid for from one budget of bytes."""

    archive: zipfile.ZipFile
    limits: Limits
    unpacked: int = 0
    relations: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, data: bytes, limits: Limits) -> Package:
        """Open the archive, refuse what is not an honest DOCX file."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise Refusal(*_DAMAGED) from None
        _refuse_suspicious(archive.infolist(), limits)
        package = cls(archive, limits)
        package.refuse_other_kinds()
        return package

    def names(self) -> set[str]:
        """Give the names of all parts."""
        return set(self.archive.namelist())

    def refuse_other_kinds(self) -> None:
        """Say what an archive is that is not a DOCX file."""
        names = self.names()
        if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
            return
        what = "an archive (ZIP), not a single document"
        if "mimetype" in names:
            declared = self.read("mimetype").decode("ascii", "replace").strip()
            what = _OTHER_KINDS.get(declared, what)
        elif any(name.startswith(("xl/", "ppt/")) for name in names):
            what = "a spreadsheet or a presentation"
        raise Refusal(f"it is {what}", "save or unpack it as DOCX or PDF and try again")

    def read(self, name: str) -> bytes:
        """Unpack one part, counting."""
        info = self.archive.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise Refusal("it is protected by a password", "remove the protection and try again")
        out = bytearray()
        try:
            with self.archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    out += chunk
                    self._count(len(chunk), len(out), info.compress_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise Refusal(*_DAMAGED) from None
        return bytes(out)

    def _count(self, chunk: int, size: int, packed: int) -> None:
        self.unpacked += chunk
        if self.unpacked > self.limits.unpacked_bytes:
            raise Refusal(*_BOMB)
        if size > _SMALL and size > self.limits.unpacked_ratio * max(packed, 1):
            raise Refusal(*_BOMB)

    def xml(self, name: str) -> etree._Element:
        """Parse one part; no entity is expanded and nothing outside is opened."""
        data = self.read(name)
        if b"<!DOCTYPE" in data.replace(b"\x00", b""):
            raise Refusal(
                "it declares entities of its own (a DTD), which can pull in other files",
                "get a copy from a source you trust",
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, huge_tree=False,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise Refusal(
                f"its part {name} is not well-formed XML", "get an undamaged copy of it"
            ) from None

    def main_part(self) -> str:
        """Find the part that holds the document's body."""
        for target, kind in self._relations_of(""):
            if kind.endswith("/officeDocument") and target in self.names():
                return target
        if "word/document.xml" in self.names():
            return "word/document.xml"
        raise Refusal(*_DAMAGED)

    def related(self, part: str, kind: str) -> etree._Element | None:
        """Parse the part that stands to another in a relation, such as its numbering."""
        for target, relation in self._relations_of(part):
            if relation.endswith(f"/{kind}") and target in self.names():
                return self.xml(target)
        return None

    def _relations_of(self, part: str) -> list[tuple[str, str]]:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.names():
            return []
        return [
            (_target(folder, relation.get("Target") or ""), relation.get("Type") or "")
            for relation in self.xml(name)
            if relation.get("TargetMode") != "External"
        ]


def _target(folder: str, target: str) -> str:
    path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)


def _refuse_suspicious(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise Refusal(f"it packs {len(members)} files, more than {limits.members}", _BOMB[1])
    if len({member.filename for member in members}) < len(members):
        raise Refusal("it holds two parts of the same name", _BOMB[1])
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise Refusal(*_BOMB)
