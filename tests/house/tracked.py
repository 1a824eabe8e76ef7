"""The files of the repository that are its own: tracked by git, or new and not ignored."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ("migrations",)


@cache
def tracked() -> tuple[Path, ...]:
    """List tracked files that still exist, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    names = (Path(name) for name in listed.split("\0") if name)
    return tuple(name for name in names if (ROOT / name).is_file())


def python_files() -> list[Path]:
    """List the Python files that people write, absolute migrations aside."""
    return [
        path for path in tracked() if path.suffix == ".py" and not {*GENERATED} & {*path.parts}
    ]


def text_files() -> list[Path]:
    """List the files that hold text a person may read."""
    return [path for path in tracked() if is_text(ROOT / path)]


def is_text(path: Path) -> bool:
    """Tell text from bytes, as git does: by a NUL near the beginning."""
    return b"\0" not in path.read_bytes()[:8000]
