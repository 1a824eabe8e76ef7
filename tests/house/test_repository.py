"""Nothing in the repository ties it to one machine or one registry."""

import re
from pathlib import Path

import pytest

from house.tracked import ROOT, text_files

# Written apart so that this file does not find itself.
FORBIDDEN = {
    "the address of a package index": re.compile(
        "|".join(
            [
                r"pypi" + r"\.org",
                r"python" + r"hosted",
                r"registry\." + r"npmjs",
                r"registry\." + r"yarnpkg",
                r"^\s*--(extra-)?index-" + r"url",
                r"^\s*--find-" + r"links",
                r"resolved" + r'": "http',
            ]
        ),
        re.MULTILINE,
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.:/-])/("
        + "|".join(["ho" + r"me/\w", "ro" + "ot/", "wo" + "rk/", "Us" + "ers/", "op" + "t/"])
        + ")"
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    found = [
        f"{path}: {match.group(0)}"
        for path in text_files()
        if (match := FORBIDDEN[what].search(text_of(path)))
    ]

    assert found == []


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_pinned_package_has_hashes(kind: str) -> None:
    pinned = pins(kind)

    without = [name for name, body in pinned.items() if "--hash=sha256:" not in body]

    assert pinned
    assert without == []


def test_developers_run_the_versions_that_users_run() -> None:
    users, developers = pins("run"), pins("dev")

    different = [pin for pin in users if pin not in developers]

    assert different == []


def pins(kind: str) -> dict[str, str]:
    """Read a requirements file into {"name==version": its hashes}."""
    text = text_of(Path("requirements") / f"{kind}.txt")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    return {block.split()[0]: block for block in blocks if block[:1].isalnum()}


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")
