"""What the documentation says exists does, and what exists is documented."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from house.tracked import ROOT, text_files
from servanda.cli import main

PAGES = [path for path in text_files() if path.suffix == ".md"]
MAKE = re.compile(r"(?:^|`|\$ )make ([a-z]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
SETTING = re.compile(r"SERVANDA_[A-Z_]+[A-Z]")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def text_of(path: str | Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def headings(path: str) -> set[str]:
    return {heading.replace("`", "").strip() for heading in HEADING.findall(text_of(path))}


def command_names(group: click.Group, prefix: str = "servanda") -> list[str]:
    """List every command of the command line, groups spelled out."""
    context = click.Context(group)
    names: list[str] = []
    for name in group.list_commands(context):
        command, full = group.get_command(context, name), f"{prefix} {name}"
        names += command_names(command, full) if isinstance(command, click.Group) else [full]
    return names


def settings_read() -> list[str]:
    """List every SERVANDA_… variable that the code reads."""
    code = [path for path in text_files() if path.suffix == ".py" and path.parts[0] == "src"]
    return sorted({name for path in code for name in SETTING.findall(text_of(path))})


@pytest.mark.parametrize("command", command_names(main))
def test_every_command_has_a_heading(command: str) -> None:
    assert command in headings("docs/reference/cli.md")


@pytest.mark.parametrize("setting", settings_read())
def test_every_setting_has_a_heading(setting: str) -> None:
    assert setting in headings("docs/reference/settings.md")


def test_no_heading_names_a_command_that_is_gone() -> None:
    documented = {
        name for name in headings("docs/reference/cli.md") if name.startswith("servanda ")
    }

    assert documented - set(command_names(main)) == set()


def test_no_heading_names_a_setting_that_is_gone() -> None:
    documented = {
        name for name in headings("docs/reference/settings.md") if SETTING.fullmatch(name)
    }

    assert documented - set(settings_read()) == set()


@pytest.mark.parametrize("document", PAGES, ids=str)
def test_make_commands_in_the_documentation_exist(document: Path) -> None:
    named = set(MAKE.findall(text_of(document)))

    assert named - set(TARGET.findall(text_of("Makefile"))) == set()


@pytest.mark.parametrize("document", PAGES, ids=str)
def test_links_in_the_documentation_lead_to_files(document: Path) -> None:
    links = LINK.findall(text_of(document))

    assert [link for link in links if not (ROOT / document.parent / link).exists()] == []


@pytest.mark.skipif(
    importlib.util.find_spec("sphinx") is None, reason="Sphinx is not installed: make test does it"
)
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    build = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-b",
            "html",
            "docs",
            tmp_path,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (build.returncode, build.stderr) == (0, "")
