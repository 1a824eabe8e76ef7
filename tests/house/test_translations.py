"""The compiled catalogues say what the written ones say: users need no gettext."""

import gettext
from pathlib import Path

import polib
import pytest

from house.tracked import ROOT, tracked

CATALOGUES = [path for path in tracked() if path.suffix == ".po"]


@pytest.mark.parametrize("written", CATALOGUES, ids=str)
def test_the_compiled_catalogue_is_current(written: Path) -> None:
    compiled = (ROOT / written).with_suffix(".mo")
    assert compiled.exists(), f"run make messages and commit {compiled.relative_to(ROOT)}"

    kept = {key(entry): texts(entry) for entry in polib.mofile(str(compiled))}

    assert kept == {
        key(entry): texts(entry) for entry in polib.pofile(str(ROOT / written)).translated_entries()
    }


@pytest.mark.parametrize("written", CATALOGUES, ids=str)
def test_python_reads_the_compiled_catalogue(written: Path) -> None:
    with (ROOT / written).with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)

    assert catalogue.charset() == "utf-8"


def key(entry: polib.POEntry | polib.MOEntry) -> tuple[str | None, str]:
    """Tell entries apart by context and words."""
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    """List the translation's forms."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def glossary() -> list[tuple[str, str]]:
    """Read the words of the glossary, each with its Azerbaijani."""
    text = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
    rows = (line.split(" | ") for line in text.splitlines() if line.startswith("| "))
    return [(row[0].removeprefix("| "), row[1]) for row in rows if row[1] != "Azerbaijani"]


@pytest.mark.parametrize(("word", "azerbaijani"), glossary())
def test_the_glossary_has_the_words_of_the_pages(word: str, azerbaijani: str) -> None:
    catalogues = [polib.pofile(str(ROOT / written)) for written in CATALOGUES]
    used = {
        entry.msgstr.lower()
        for catalogue in catalogues
        for entry in catalogue
        if entry.msgid.lower() == word
    }

    assert not used or any(azerbaijani in words for words in used)
