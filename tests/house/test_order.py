"""The rooms of the house keep their order, and templates their form."""

import subprocess
import sys
import tomllib
from pathlib import Path

from house.tracked import ROOT, tracked

BIN = Path(sys.executable).parent


def run(program: str, *arguments: str) -> tuple[int, str]:
    """Run one of the environment's programs at the root."""
    done = subprocess.run(
        [BIN / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_import_contracts_are_kept() -> None:
    status, output = run("lint-imports", "--no-cache")

    assert status == 0, output


def test_every_room_of_the_library_is_kept_free_of_django() -> None:
    rooms = {f"servanda.{path.parts[2]}" for path in tracked() if is_room(path)}

    library = contract("The library is Django-free")["source_modules"]

    assert rooms - {"servanda.desk", "servanda.cli"} == set(library)


def test_every_app_of_the_desk_has_its_place_in_the_order() -> None:
    apps = {f"servanda.desk.{path.parts[3]}" for path in tracked() if path.name == "apps.py"}

    order = " : ".join(contract("The apps of the desk")["layers"]).split(" : ")

    assert apps == {".".join(module.split(".")[:3]) for module in order}


def test_templates_are_in_djades_form() -> None:
    templates = [
        str(path) for path in tracked() if path.suffix == ".html" and path.parts[0] == "src"
    ]

    status, output = run("djade", "--check", "--target-version", "5.2", *templates)

    assert status == 0, output


def is_room(path: Path) -> bool:
    """Tell whether the file makes a folder of src/servanda a package."""
    return path.parts[:2] == ("src", "servanda") and path.parts[3:] == ("__init__.py",)


def contract(name: str) -> dict[str, list[str]]:
    """Find an import contract by the beginning of its name."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts: list[dict[str, list[str]]] = tomllib.load(file)["tool"]["importlinter"][
            "contracts"
        ]
    return next(found for found in contracts if "".join(found["name"]).startswith(name))
