"""Get the bytes of the file that a person names, never more than a document may have."""

import sys
from pathlib import Path
from typing import IO

from servanda.cli.answers import Refused

STANDARD_INPUT = "-"


def name_of(file: str) -> str:
    """Give the name by which the file is spoken of."""
    return "standard input" if file == STANDARD_INPUT else Path(file).name or file


def contents(file: str, most: int) -> bytes:
    """Read a file, or standard input for `-`; at most one byte more than `most`."""
    if file == STANDARD_INPUT:
        return _read(sys.stdin.buffer, most)
    try:
        with Path(file).open("rb") as stream:
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


def _read(stream: IO[bytes], most: int) -> bytes:
    """Read in pieces: a stream may end short of what was asked for, or never end."""
    pieces: list[bytes] = []
    wanted = most + 1
    while wanted and (piece := stream.read(min(wanted, 1 << 20))):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)
