"""The bytes of originals: whole, once, and for their owner alone."""

import time
from pathlib import Path

import pytest

from servanda.desk.sources import files


def test_kept_bytes_are_read_back(tmp_path: Path) -> None:
    name = files.keep(tmp_path / "originals", b"some bytes")

    assert files.read(tmp_path / "originals", name) == b"some bytes"


def test_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        files.keep(tmp_path, b"some bytes")

    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 1


def test_files_and_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    root = tmp_path / "originals"

    path = files.place(root, files.keep(root, b"some bytes"))

    assert path.stat().st_mode & 0o777 == 0o600
    assert {each.stat().st_mode & 0o777 for each in (root, path.parent)} == {0o700}


def test_a_half_written_file_is_written_anew(tmp_path: Path) -> None:
    name = files.digest(b"some bytes")
    path = files.place(tmp_path, name)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"some")

    files.keep(tmp_path, b"some bytes")

    assert path.read_bytes() == b"some bytes"


@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_an_original_that_is_not_what_it_was_is_named(tmp_path: Path, damage: str) -> None:
    path = files.place(tmp_path, name := files.keep(tmp_path, b"some bytes"))
    path.unlink() if damage == "gone" else path.write_bytes(b"other byte")

    with pytest.raises(files.Altered, match=damage):
        files.read(tmp_path, name)


def test_a_name_is_never_a_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        files.place(tmp_path, "../../etc/passwd")


def test_what_was_left_half_written_is_swept_away(tmp_path: Path) -> None:
    files.keep(tmp_path, b"some bytes")
    (tmp_path / files.UNFINISHED / "left").write_bytes(b"so")

    files.sweep(tmp_path, before=time.time() + 1)

    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 1
