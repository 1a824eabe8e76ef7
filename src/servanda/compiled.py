"""Compiled functions are kept on disk, and forgotten when anything they may call was changed.

Numba looks at the file of a function only. What it calls from other files is compiled into it, and
would stay as it was.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def forget_stale(folder: Path) -> None:
    """Remove what was compiled of a folder before one of its files was last written."""
    with suppress(OSError):
        newest = max(path.stat().st_mtime for path in folder.glob("*.py"))
        for kept in (folder / "__pycache__").glob("*.nb[ic]"):
            if kept.stat().st_mtime < newest:
                kept.unlink(missing_ok=True)
