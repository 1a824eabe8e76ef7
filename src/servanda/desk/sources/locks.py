"""Holds work to one process at a time, and keeps why it stopped, even on a full disk."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from servanda.desk.sources.places import lock

ROOM = 512  # bytes that a lock's file holds from the start, so that a reason needs no new ones
PATIENCE = 0.5  # seconds; whoever only looks whether it is held has let go by then


class Busy(RuntimeError):  # noqa: N818 - an answer to whoever asks
    """The work is being done by another process."""


@contextmanager
def alone(work: str) -> Iterator[None]:
    """Hold the lock of some work, which the system lets go of when this process ends in any way."""
    handle = _opened(work)
    try:
        _take(handle)
        if os.fstat(handle).st_size < ROOM:
            os.pwrite(handle, b" " * ROOM, 0)
        yield
    finally:
        os.close(handle)


def is_held(work: str) -> bool:
    """Tell whether a process does this work now."""
    path = lock(work)
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def note_why(work: str, sentence: str) -> None:
    """Keep why some work stopped, or with nothing that it goes on; as good as the disk allows."""
    try:
        handle = _opened(work)
        try:
            os.pwrite(handle, sentence.encode()[:ROOM].ljust(ROOM), 0)
        finally:
            os.close(handle)
    except OSError:
        return


def why_stopped(work: str) -> str:
    """Return why some work stopped, or nothing."""
    try:
        return lock(work).read_bytes()[:ROOM].decode("utf-8", "ignore").strip()
    except OSError:
        return ""


def _opened(work: str) -> int:
    path = lock(work)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _take(handle: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy(
                    "Another process does this already. Wait for it, or cancel it."
                ) from None
            time.sleep(0.02)
        else:
            return
