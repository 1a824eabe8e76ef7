"""What others wrote and the desk serves is exactly what the manifest says, with its licence."""

import hashlib
import json
from pathlib import Path

import servanda

VENDOR = Path(servanda.__file__).parent / "desk" / "web" / "static" / "vendor"
ROOT = Path(__file__).resolve().parents[3]
ROWS: list[dict[str, str]] = json.loads((VENDOR / "manifest.json").read_text("utf-8"))


def test_the_manifest_names_every_file_and_no_other() -> None:
    files = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert {row["file"] for row in ROWS} == files - {"manifest.json"}


def test_every_file_has_the_bytes_that_the_manifest_says() -> None:
    for row in ROWS:
        assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_every_package_comes_with_its_licence() -> None:
    for folder in {VENDOR / Path(row["file"]).parent for row in ROWS}:
        assert (folder / "LICENSE").stat().st_size > 400


def test_the_versions_are_those_that_are_pinned() -> None:
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]

    assert {row["version"] for row in ROWS} == set(pinned.values())


def test_no_file_asks_for_a_source_map_that_is_not_there() -> None:
    for row in ROWS:
        assert b"sourceMappingURL" not in (VENDOR / row["file"]).read_bytes()
