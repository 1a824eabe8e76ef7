"""The files that the repository consists of: those that git tracks, or all where git is absent."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "node_modules", "var", "_build", "__pycache__"}


@cache
def tracked() -> tuple[Path, ...]:
    """List the repository's files, relative to its root."""
    names = listed_by_git() if (ROOT / ".git").exists() else everything()
    return tuple(name for name in names if (ROOT / name).is_file())


def listed_by_git() -> list[Path]:
    """Ask git for the files that it tracks."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [Path(name) for name in listed.split("\0") if name]


def everything() -> list[Path]:
    """Walk the folder, for a copy that came without git."""
    names = (path.relative_to(ROOT) for path in sorted(ROOT.rglob("*")))
    return [name for name in names if not NOT_OURS & {*name.parts}]


def python_files() -> list[Path]:
    """List the Python files that people write: all but migrations."""
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def text_files() -> list[Path]:
    """List the files that hold text a person may read."""
    return [path for path in tracked() if is_text(ROOT / path)]


def is_text(path: Path) -> bool:
    """Tell text from bytes, as git does: by a NUL near the beginning."""
    with path.open("rb") as file:
        return b"\0" not in file.read(8000)
