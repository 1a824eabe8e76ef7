"""`servanda network`: check a network, write it as GeoJSON, read it back."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from exchange.network.tiny import tiny
from servanda.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["network", *map(str, arguments)])


def test_a_network_without_mistakes_says_so(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "net")

    found = run("check", folder)

    assert (found.exit_code, found.stdout) == (0, f"No mistakes in {folder}.\n")


def test_a_mistake_names_file_line_and_field(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "net", links=(0, {"head": "Z"}))

    found = run("check", folder)

    assert found.exit_code == 1
    assert "links.csv, line 2, head: “Z” is not in nodes.csv." in found.stdout


def test_no_number_is_named_as_such(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "net", links=(0, {"capacity": "NaN"}))

    found = run("check", folder)

    assert found.exit_code == 1
    assert "links.csv, line 2, capacity:" in found.stdout


def test_what_is_exported_comes_back_byte_for_byte(tmp_path: Path) -> None:
    folder, file, again = tiny(tmp_path / "net"), tmp_path / "net.geojson", tmp_path / "again"
    file.write_bytes(run("export", folder, "--geojson").stdout_bytes)

    found = run("import", file, again)

    assert found.exit_code == 0
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_geojson_is_checked_too(tmp_path: Path) -> None:
    file = tmp_path / "net.geojson"
    file.write_bytes(run("export", tiny(tmp_path / "net"), "--geojson").stdout_bytes)

    assert run("check", file).exit_code == 0


def test_export_asks_in_which_form(tmp_path: Path) -> None:
    refused = run("export", tiny(tmp_path / "net"))

    assert refused.exit_code == 2
    assert "add --geojson" in refused.stderr


def test_a_network_with_mistakes_is_not_exported(tmp_path: Path) -> None:
    refused = run("export", tiny(tmp_path / "net", links=(0, {"head": "Z"})), "--geojson")

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "has mistakes and was not read: links.csv, line 2, head" in refused.stderr


def test_what_is_no_geojson_is_not_imported(tmp_path: Path) -> None:
    file = tmp_path / "net.geojson"
    file.write_bytes(b"\xff\xfe")

    refused = run("import", file, tmp_path / "out")

    assert refused.exit_code == 2
    assert "it is not UTF-8" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_other_files_is_not_written_over(tmp_path: Path) -> None:
    file, full = tmp_path / "net.geojson", tmp_path / "full"
    file.write_bytes(run("export", tiny(tmp_path / "net"), "--geojson").stdout_bytes)
    full.mkdir()
    (full / "letters.txt").write_text("dear")

    refused = run("import", file, full)

    assert refused.exit_code == 2
    assert "letters.txt, which is no part of a network" in refused.stderr
    assert (full / "letters.txt").read_text() == "dear"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    refused = run("check", tmp_path / "nowhere")

    assert refused.exit_code == 2
    assert "there is no such file or folder" in refused.stderr
