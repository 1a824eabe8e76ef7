import hashlib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from exchange.dossier.small import small_dossier
from servanda.exchange import dossier as d
from servanda.exchange.dossier import rows, schema

VALUES = {"partnership", "wording", "files", "documents", "network"}


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_what_was_written_is_read_back(folder: Path) -> None:
    assert d.read(folder) == small_dossier()


def test_writing_what_was_read_changes_no_byte(folder: Path, tmp_path: Path) -> None:
    d.write(d.read(folder), tmp_path / "again")

    assert bytes_of(tmp_path / "again") == bytes_of(folder)


def test_an_original_is_kept_byte_for_byte_whatever_its_line_ends(tmp_path: Path) -> None:
    small = small_dossier()
    data = "﻿Words of a page.\r\nBoth met in Port, as the page says at length.\r\n".encode()
    page = replace(
        small.originals[0], path="originals/page.txt", sha256=hashlib.sha256(data).hexdigest()
    )
    bare = replace(small, evidence=(), judgements=(), endings=())

    d.write(replace(bare, originals=(page,), files={page.id: data}), tmp_path / "one")
    d.write(d.read(tmp_path / "one"), tmp_path / "two")

    assert (tmp_path / "two" / "originals" / "page.txt").read_bytes() == data


def test_writing_replaces_the_dossier_that_is_there(folder: Path) -> None:
    small = small_dossier()
    changed = replace(small, partnership=replace(small.partnership, title_en="South and North"))

    d.write(changed, folder)

    assert d.read(folder).partnership.title_en == "South and North"


def test_writing_keeps_hidden_files_such_as_a_git_repository(folder: Path) -> None:
    (folder / ".git").mkdir()

    d.write(small_dossier(), folder)

    assert (folder / ".git").is_dir()


def test_writing_leaves_nothing_beside_the_dossier(folder: Path) -> None:
    d.write(small_dossier(), folder)

    assert [path.name for path in folder.parent.iterdir()] == ["north-south"]


def test_a_folder_with_other_files_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError, match=r"holds thesis\.txt, which is no part of a dossier"):
        d.write(small_dossier(), tmp_path)


def test_a_dossier_with_a_mistake_is_not_written(folder: Path) -> None:
    before = bytes_of(folder)

    with pytest.raises(d.NotADossier, match="has no source"):
        d.write(replace(small_dossier(), citations=()), folder)

    assert bytes_of(folder) == before


def test_when_the_last_step_fails_the_old_dossier_is_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(folder)
    rename = Path.rename

    def fail_for_new(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("disk full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_new)

    with pytest.raises(OSError, match="disk full"):
        d.write(small_dossier(), folder)

    assert bytes_of(folder) == before


def test_a_text_outside_the_folder_is_never_written(tmp_path: Path) -> None:
    small = small_dossier()
    outside = replace(small, texts=(replace(small.texts[0], path="../../outside.md"),))

    with pytest.raises(ValueError, match="lies outside the dossier"):
        d.write(outside, tmp_path / "new")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_the_columns_of_a_table_are_the_fields_of_its_row(table: schema.Table) -> None:
    assert [column.name for column in table.columns] == [f.name for f in fields(table.row)]


def test_every_table_is_an_attribute_of_the_dossier() -> None:
    names = {field.name for field in fields(rows.Dossier)}

    assert names == {table.name for table in schema.TABLES} | VALUES


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_references_and_keys_name_columns_that_exist(table: schema.Table) -> None:
    columns = {column.name for column in table.columns}
    targets = {t.name: {column.name for column in t.columns} for t in schema.TABLES}

    assert set(table.key) <= columns
    assert all(set(reference.columns) <= columns for reference in table.references)
    assert all(set(reference.target) <= targets[reference.table] for reference in table.references)
