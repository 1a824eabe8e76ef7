"""A small dossier on the disk, and a way to spoil one file of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.dossier.small import small_dossier
from servanda.exchange import dossier as d

Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "north-south"
    d.write(small_dossier(), path)
    return path


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    def replace(file: str, old: str, new: str) -> Path:
        content = (folder / file).read_text(encoding="utf-8")
        assert old in content
        (folder / file).write_text(content.replace(old, new, 1), encoding="utf-8", newline="")
        return folder

    return replace
