"""The bytes of originals: one file each, named by the SHA-256 of what is in it.

A file is written in a folder apart, flushed to the disk and then given its name, so that under a
name there is always the whole of it. Nothing here knows of the database.
"""

import hashlib
import os
import re
import secrets
from pathlib import Path

UNFINISHED = ".unfinished"
NAME = re.compile(r"[0-9a-f]{64}")


class Altered(ValueError):  # noqa: N818 - a finding about the file
    """A stored file that is gone, or no longer has the bytes that its name says."""


def digest(data: bytes) -> str:
    """Return the name that bytes have.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def place(root: Path, sha256: str) -> Path:
    """Return where the bytes of a hash lie under a root."""
    if not NAME.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256. Give its 64 hexadecimal digits.")
    return root / sha256[:2] / sha256


def keep(root: Path, data: bytes) -> str:
    """Keep bytes under their name, once, safe against a crash; return the name."""
    sha256 = digest(data)
    path = place(root, sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    _make_folders(root, path.parent)
    _make_folders(root, root / UNFINISHED)
    _write_whole(root, path, data)
    return sha256


def read(root: Path, sha256: str) -> bytes:
    """Return stored bytes, or raise Altered where they are gone or are not what they were."""
    try:
        data = place(root, sha256).read_bytes()
    except FileNotFoundError:
        raise Altered(
            f"The original {sha256[:12]}… is gone from the disk. Restore it from a backup."
        ) from None
    if digest(data) != sha256:
        raise Altered(
            f"The original {sha256[:12]}… was altered on the disk. Restore it from a backup."
        )
    return data


def _make_folders(root: Path, folder: Path) -> None:
    """Make the folders down to one, for their owner alone, each entry flushed to the disk."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        _flush(each.parent)
    if root.stat().st_mode & 0o077:
        root.chmod(0o700)


def sweep(root: Path, *, before: float) -> int:
    """Remove what a killed process left half written before a time; return how many files."""
    left = [each for each in (root / UNFINISHED).glob("*") if each.stat().st_mtime < before]
    for each in left:
        each.unlink(missing_ok=True)
    return len(left)


def _write_whole(root: Path, path: Path, data: bytes) -> None:
    beside = root / UNFINISHED / f"{path.name}.{secrets.token_hex(6)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush(path.parent)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
