"""The files of a dossier, read as untrusted input: UTF-8 text, and originals as they are.

Symlinks, files that belong elsewhere, files too large, other encodings and other line ends are
named as mistakes; nothing of them is used.
"""

import stat
from pathlib import Path

from servanda.exchange.dossier.mistakes import Mistake
from servanda.exchange.dossier.schema import (
    DESCRIPTOR_FILE,
    ORIGINALS_FOLDER,
    PARTNERSHIP_FILE,
    TABLES,
    TEXTS_FOLDER,
)

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_FILES = 1000
NETWORK_FOLDER = "network"
FOLDERS = (TEXTS_FOLDER, ORIGINALS_FOLDER, NETWORK_FOLDER)


def plain_text(folder: Path, name: str) -> tuple[str, list[Mistake]]:
    """Give the text of a file of the dossier, or "" and what is wrong with the file."""
    data, mistakes = stored_bytes(folder, name)
    return ("", mistakes) if mistakes else _decode(name, data)


def stored_bytes(folder: Path, name: str) -> tuple[bytes, list[Mistake]]:
    """Give the bytes of a file of the dossier, or none and what is wrong with the file."""
    path = folder / name
    try:
        found = path.lstat()
    except OSError:
        return b"", [_file(name, "The file is missing; the dossier needs it. Add it.")]
    if not stat.S_ISREG(found.st_mode):
        return b"", [
            _file(name, "It is not an ordinary file; a link or a folder is not read. Replace it.")
        ]
    if found.st_size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        return b"", [
            _file(name, f"It is larger than {limit} MB, the limit for one file. Shorten it.")
        ]
    try:
        return path.read_bytes(), []
    except OSError as error:
        return b"", [_file(name, f"It cannot be read ({error.strerror}). Check its permissions.")]


def strangers(folder: Path, expected: frozenset[str]) -> list[Mistake]:
    """Name what lies in the folder and is no part of a dossier: it would be lost on writing."""
    mistakes = []
    for path in _entries(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            mistakes.append(_file(name, "It is a link; links are not followed. Put the file here."))
        elif name not in expected:
            mistakes.append(_file(name, "It is no part of a dossier and would be lost. Move it."))
    return mistakes[:MAX_FILES]


def expected_files() -> frozenset[str]:
    """Give the names that every dossier has, apart from its texts and originals."""
    return frozenset(
        {PARTNERSHIP_FILE, DESCRIPTOR_FILE, *FOLDERS, *(table.file for table in TABLES)}
    )


def _entries(folder: Path) -> list[Path]:
    top = [path for path in folder.iterdir() if not path.name.startswith(".")]
    inner = [path for name in FOLDERS for path in _inside(folder / name)]
    return sorted([*top, *(path for path in inner if not path.name.startswith("."))])


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []


def _decode(name: str, data: bytes) -> tuple[str, list[Mistake]]:
    if data.startswith(b"\xef\xbb\xbf"):
        return "", [_at(name, 1, "It starts with a byte order mark; save it as UTF-8 without BOM.")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = f"0x{data[error.start]:02X}"
        return "", [_at(name, line, f"The byte {bad} is not UTF-8; save the file as UTF-8.")]
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        return "", [_at(name, line, "The line ends with CR; save the file with LF line ends.")]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return "", [_at(name, line, "It holds a NUL character: not a text file. Replace it.")]
    return text, []


def _file(name: str, message: str) -> Mistake:
    return Mistake(name, None, "", message)


def _at(name: str, line: int, message: str) -> Mistake:
    return Mistake(name, line, "", message)
