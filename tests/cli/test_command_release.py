"""`servanda release`: whoever has the file can show, verify and compare it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exchange.release.small import LISTS, QUOTE, forum, lists, release
from servanda.cli import main
from servanda.exchange import release as r


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "1.json", tmp_path / "2.json"
    old.write_bytes(r.write(release(lists(), forum())))
    new.write_bytes(r.write(release(number=2)))
    return old, new


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["release", *map(str, arguments)])


def test_show_says_what_a_release_holds(files: tuple[Path, Path]) -> None:
    said = run("show", files[1]).output

    assert "North and South: release 2" in said
    assert "obligation: 1 commitments; any progress 1 of 1, fully done 1 of 1 looked into" in said


def test_verify_finds_a_whole_release_whole(files: tuple[Path, Path]) -> None:
    hashed = r.sha256(files[1].read_bytes())

    done = run("verify", files[1], "--sha256", hashed)

    assert (done.exit_code, hashed in done.output) == (0, True)


def test_verify_names_what_was_altered_and_exits_with_one(files: tuple[Path, Path]) -> None:
    files[1].write_bytes(files[1].read_bytes().replace(b'"level":3', b'"level":2'))

    done = run("verify", files[1])

    assert done.exit_code == 1
    assert f"commitments[{LISTS}].assessment.level says “2”, and “3” follows" in done.output


def test_diff_shows_the_figure_and_the_quote_that_moved_it(files: tuple[Path, Path]) -> None:
    said = run("diff", *files).output

    assert f"obligation: fully done: 0 of 0 → 1 of 1 (moved by {LISTS})" in said
    assert f"added: “{QUOTE}” (The order)" in said


def test_what_is_no_release_is_refused_in_one_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}")

    done = run("show", other)

    assert done.exit_code == 2
    assert "cannot be read as a release" in done.output


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert run("verify", tmp_path / "none.json").exit_code == 2
