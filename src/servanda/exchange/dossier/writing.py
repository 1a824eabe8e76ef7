"""Writing a dossier: the whole folder beside the old one, then one rename. Never half of it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from servanda.exchange.dossier.descriptor import describe
from servanda.exchange.dossier.files import FOLDERS, NETWORK_FOLDER, expected_files, strangers
from servanda.exchange.dossier.mistakes import NotADossier
from servanda.exchange.dossier.partnership import write_partnership
from servanda.exchange.dossier.reading import check
from servanda.exchange.dossier.rows import Dossier
from servanda.exchange.dossier.schema import (
    DESCRIPTOR_FILE,
    ORIGINALS_FOLDER,
    PARTNERSHIP_FILE,
    TABLES,
    TEXTS_FOLDER,
)
from servanda.exchange.dossier.tables import write_table


def write(dossier: Dossier, path: Path) -> None:
    """Write a dossier as the folder `path`, replacing a dossier that is there already."""
    _refuse_other_folders(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        new = workshop / "new"
        _write_files(dossier, new)
        mistakes = check(new)
        if mistakes:
            raise NotADossier(mistakes)
        _put_in_place(new, path, workshop / "old")
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def files_of(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """Give the name and content of every file of a dossier, one after the other."""
    yield DESCRIPTOR_FILE, describe(dossier).encode()
    yield PARTNERSHIP_FILE, write_partnership(dossier.partnership).encode()
    for table in TABLES:
        yield table.file, write_table(table, getattr(dossier, table.name)).encode()
    for text in dossier.texts:
        yield text.path, dossier.wording[text.id].encode()
    for original in dossier.originals:
        yield original.path, dossier.files[original.id]
    for name, content in dossier.network.items():
        yield f"{NETWORK_FOLDER}/{name}", content


def _refuse_other_folders(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise FileExistsError(f"{path} is not a folder, and nothing was written. Name another.")
    others = _others(path) if path.exists() else []
    if others:
        raise FileExistsError(
            f"{path} holds {others[0]}, which is no part of a dossier and would be lost;"
            " nothing was written. Name a new or empty folder, or one that holds only a dossier."
        )


def _others(path: Path) -> list[str]:
    names = [mistake.file for mistake in strangers(path, expected_files())]
    return [name for name in names if name.partition("/")[0] not in FOLDERS]


def _write_files(dossier: Dossier, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in _folders(dossier):
        (folder / name).mkdir()
    allowed = {folder.resolve(), *((folder / name).resolve() for name in FOLDERS)}
    for name, content in files_of(dossier):
        if (folder / name).resolve().parent not in allowed:
            raise ValueError(f'"{name}" lies outside the dossier; nothing was written. Rename it.')
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _folders(dossier: Dossier) -> tuple[str, ...]:
    wanted = {TEXTS_FOLDER: True, ORIGINALS_FOLDER: dossier.originals}
    wanted[NETWORK_FOLDER] = dossier.network
    return tuple(name for name in FOLDERS if wanted[name])


def _put_in_place(new: Path, path: Path, old: Path) -> None:
    if not path.exists():
        new.rename(path)
        return
    path.rename(old)
    try:
        new.rename(path)
    except OSError:
        old.rename(path)
        raise
    for hidden in [entry for entry in old.iterdir() if entry.name.startswith(".")]:
        hidden.rename(path / hidden.name)
