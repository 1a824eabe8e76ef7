"""The compiled core: pricing by shortest paths and a warm simplex over paths, without Python.

Numba keeps compiled functions on disk and looks at the file of a function only. What it calls from
other files is compiled into it and would stay as it was, so what is older than a file goes.
"""

from contextlib import suppress
from pathlib import Path

with suppress(OSError):
    _folder = Path(__file__).parent
    _newest = max(path.stat().st_mtime for path in _folder.glob("*.py"))
    for _kept in (_folder / "__pycache__").glob("*.nb[ic]"):
        if _kept.stat().st_mtime < _newest:
            _kept.unlink(missing_ok=True)
