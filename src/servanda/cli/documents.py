"""Get the bytes of the file that a person names, never more than a document may have."""

import os
import select
import stat
import sys
from pathlib import Path
from typing import IO

from servanda.cli.answers import Refused

STANDARD_INPUT = "-"
PATIENCE = 10_000  # milliseconds


def name_of(file: str) -> str:
    """Give the name by which the file is spoken of."""
    return "standard input" if file == STANDARD_INPUT else Path(file).name or file


def contents(file: str, most: int) -> bytes:
    """Read a file, or standard input for `-`; at most one byte more than `most`."""
    if file == STANDARD_INPUT:
        return _read(sys.stdin.buffer, most) if sys.stdin else b""
    if not file:
        raise Refused("No file was named: the name is empty; give the path of the agreement.")
    try:
        with _opened(file) as stream:
            return _read(stream, most)
    except FileNotFoundError:
        raise Refused(f"{file} cannot be read: there is no such file; check its path.") from None
    except IsADirectoryError:
        raise Refused(
            f"{file} cannot be read: it is a folder; name the file of the agreement in it."
        ) from None
    except PermissionError:
        raise Refused(
            f"{file} cannot be read: you may not open it; ask its owner or copy it."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{file} cannot be read: {reason}; check its path.") from None


def _opened(file: str) -> IO[bytes]:
    """Open a file; a pipe without a writer would keep everybody waiting, so it is refused."""
    pipe = stat.S_ISFIFO(Path(file).stat().st_mode)
    stream = os.fdopen(os.open(file, os.O_RDONLY | (os.O_NONBLOCK if pipe else 0)), "rb")
    if pipe and not _has_writer(stream):
        stream.close()
        raise Refused(f"{file} cannot be read: it is a pipe that nobody writes to; name a file.")
    os.set_blocking(stream.fileno(), True)
    return stream


def _has_writer(pipe: IO[bytes]) -> bool:
    """Wait a little for somebody to write to a pipe, or to have written and gone."""
    poll = select.poll()
    poll.register(pipe, select.POLLIN | select.POLLHUP)
    return bool(poll.poll(PATIENCE))


def _read(stream: IO[bytes], most: int) -> bytes:
    """Read in pieces: a stream may end short of what was asked for, or never end."""
    pieces: list[bytes] = []
    wanted = most + 1
    while wanted and (piece := stream.read(min(wanted, 1 << 20))):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)
