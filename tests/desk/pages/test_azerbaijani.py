"""Every word of the interface has its Azerbaijani, and none is a guess."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import servanda

SOURCE = Path(servanda.__file__).parent
CATALOGUE = Path("desk/web/locale/az/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)s|<[^>]+>")


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return list(polib.pofile(str(SOURCE / CATALOGUE)))


def test_every_word_is_translated(entries: list[polib.POEntry]) -> None:
    assert [each.msgid for each in entries if not each.translated()] == []


def test_no_translation_is_a_guess(entries: list[polib.POEntry]) -> None:
    assert [each.msgid for each in entries if each.fuzzy] == []


def test_no_translation_is_left_over(entries: list[polib.POEntry]) -> None:
    assert [each.msgid for each in entries if each.obsolete] == []


def test_a_translation_fills_in_what_its_original_fills_in(entries: list[polib.POEntry]) -> None:
    for each in entries:
        for said in [each.msgstr, *each.msgstr_plural.values()]:
            if said:
                original = each.msgid_plural or each.msgid
                assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(original))


def test_azerbaijani_ends_as_its_original_ends(entries: list[polib.POEntry]) -> None:
    marks = (".", ":", "?")

    differing = [
        each.msgid
        for each in entries
        if each.msgstr and each.msgid.endswith(marks) and not each.msgstr.endswith(each.msgid[-1])
    ]

    assert differing == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_the_catalogue_has_every_word_that_the_pages_say(
    tmp_path: Path, entries: list[polib.POEntry]
) -> None:
    copy = tmp_path / "servanda"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))

    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "az", "--verbosity", "0"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "SERVANDA_DATA_DIR": str(tmp_path)},
        check=True,
        capture_output=True,
    )

    said = {key(each) for each in polib.pofile(str(copy / CATALOGUE)) if not each.obsolete}
    assert said == {key(each) for each in entries}


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    """Tell entries apart by context and words."""
    return entry.msgctxt, entry.msgid
