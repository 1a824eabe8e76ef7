"""Lists what is in files and folders on this machine: what can be taken in, and what cannot.

Nothing is opened here. Links are named and not followed, so a folder that leads back into itself
has an end; a pipe or a device, which might never end, is named too.
"""

import base64
import csv
import io
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from servanda.reading.articles import PARTICULARS

CATALOGUE = "sources.csv"
_LARGEST_CATALOGUE = 5_000_000
_RAW = "rawfile:"  # a path whose bytes are no UTF-8, in base64
_KINDS = {
    stat.S_IFLNK: "it is a link; links are not followed, give the file itself",
    stat.S_IFIFO: "it is a pipe, not a file; save what comes out of it",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFCHR: "it is a device, not a file",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A document to take in, by its name and place; with a reason, one that cannot be."""

    name: str
    place: str
    given: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def walk(path: Path) -> Iterator[Listed]:
    """List a file, or every file in a folder in the order of their names."""
    if not path.is_dir():
        yield _named(path, path.name, _told(path))
        return
    lost: list[OSError] = []
    for folder, folders, names in os.walk(path, followlinks=False, onerror=lost.append):
        here = Path(folder)
        for name in sorted(each for each in folders if (here / each).is_symlink()):
            yield _named(here / name, _shown(here / name, path), {})
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _files(here, names, path)
    for error in lost:
        why = (error.strerror or "it cannot be read").lower()
        name = _shown(Path(str(error.filename)), path)
        yield Listed(name, "", reason=f"the folder cannot be opened ({why})")


def _files(here: Path, names: list[str], top: Path) -> Iterator[Listed]:
    catalogue = _catalogue(here / CATALOGUE)
    for name in sorted(names):
        if not (name.startswith(".") or (catalogue and name == CATALOGUE)):
            yield _named(here / name, _shown(here / name, top), catalogue.get(name, {}))


def _named(file: Path, name: str, given: Mapping[str, str]) -> Listed:
    clean = readable(name)
    try:
        mode = file.stat().st_mode if not file.is_symlink() else stat.S_IFLNK
    except OSError as error:
        why = (error.strerror or "it is not there").lower()
        return Listed(clean, "", given, f"it cannot be opened ({why})")
    if reason := _KINDS.get(stat.S_IFMT(mode), ""):
        return Listed(clean, "", given, reason)
    return Listed(clean, place_of(file), given)


def _shown(file: Path, top: Path) -> str:
    return str(file.relative_to(top.parent)) if file.is_relative_to(top.parent) else str(file)


def readable(name: str) -> str:
    r"""Return a name as it can be shown: on one line, in its own direction, every letter a letter.

    >>> readable("a\nb\u202egpj.txt"), readable("\udcff.txt")
    ('a b gpj.txt', '�.txt')
    """
    whole = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(" " if unicodedata.category(char) in _HIDDEN else char for char in whole)


_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def place_of(file: Path) -> str:
    """Return the place of a file as it is stored."""
    whole = str(file.absolute())
    try:
        whole.encode()
    except UnicodeEncodeError:
        return _RAW + base64.b64encode(os.fsencode(whole)).decode()
    return f"file:{whole}"


def path_at(place: str) -> Path:
    r"""Return the path that a stored place names.

    >>> path_at(place_of(Path("/tmp/\udcff.txt"))) == Path("/tmp/\udcff.txt")
    True
    """
    if place.startswith(_RAW):
        return Path(os.fsdecode(base64.b64decode(place.removeprefix(_RAW))))
    return Path(place.removeprefix("file:"))


def _told(path: Path) -> Mapping[str, str]:
    return _catalogue(path.parent / CATALOGUE).get(path.name, {})


def _catalogue(path: Path) -> dict[str, dict[str, str]]:
    """Read the list that may lie beside documents: columns `file`, `title`, `publisher`, …."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST_CATALOGUE:
            return {}
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    return {
        row["file"]: {
            **{name: row[name] for name in PARTICULARS if row.get(name)},
            "where": CATALOGUE,
        }
        for row in rows
        if row.get("file")
    }
