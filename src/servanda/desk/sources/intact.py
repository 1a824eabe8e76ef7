"""Are the bytes of an original still what their name says? Asked each time a quote is shown.

A file is hashed again only when its signature (size, times, inode) is not the one that this process
remembers from its last hashing. A file that changed a moment ago is not remembered: the clock of
the file system is too coarse to tell a second change from the first.
"""

import hashlib
import os
import time
from enum import StrEnum
from pathlib import Path

from servanda.desk.sources.files import place

REMEMBERED = 50_000  # files; a signature takes about 200 bytes
SETTLED = 2_000_000_000  # nanoseconds since the last change after which a signature is trusted
CHUNK = 1 << 20

Signature = tuple[int, int, int, int, int]
_intact: dict[tuple[str, str], tuple[Signature, bool]] = {}


class Bytes(StrEnum):
    """What became of the bytes of an original."""

    INTACT = "intact"
    GONE = "gone"
    ALTERED = "altered"


def bytes_of(root: Path, sha256: str) -> Bytes:
    """Tell whether the file of a hash is there and has the bytes that its name says."""
    try:
        path = place(root, sha256)
    except ValueError:  # a name that never was a hash: the record of it was altered
        return Bytes.ALTERED
    try:
        same = _same(path, sha256)
    except OSError:
        return Bytes.GONE
    return Bytes.INTACT if same else Bytes.ALTERED


def forget() -> None:
    """Forget every signature, so that each file is hashed again when it is next asked for."""
    _intact.clear()


def _same(path: Path, sha256: str) -> bool:
    key = str(path), sha256
    known = _intact.get(key)
    if known is not None and known[0] == _signature(path.stat()):
        return known[1]
    with path.open("rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        same = _hash(file.fileno()) == sha256
        after = os.fstat(file.fileno())
    if _signature(before) == _signature(after) and _settled(after):
        if len(_intact) >= REMEMBERED:
            _intact.clear()
        _intact[key] = _signature(after), same
    return same


def _hash(handle: int) -> str:
    found = hashlib.sha256()
    while chunk := os.read(handle, CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_size, stat.st_mtime_ns, stat.st_ino, stat.st_ctime_ns, stat.st_dev


def _settled(stat: os.stat_result) -> bool:
    return time.time_ns() - max(stat.st_ctime_ns, stat.st_mtime_ns) > SETTLED
