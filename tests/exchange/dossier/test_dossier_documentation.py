from pathlib import Path

import pytest

from servanda.exchange.dossier import schema, vocabulary
from servanda.exchange.dossier.schema import Column

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "dossier.md"
SECTIONS = {section.split("`")[0]: section for section in PAGE.read_text("utf-8").split("\n## `")}
COLUMNS = [(table.file, column) for table in schema.TABLES for column in table.columns]
COLUMNS += [(schema.PARTNERSHIP_FILE, column) for column in schema.PARTNERSHIP]
WORDS = [
    (file, word)
    for file, column in COLUMNS
    if column.words and column.name != "classification"
    for word in column.words
]


@pytest.mark.parametrize(("file", "column"), COLUMNS, ids=lambda value: str(value)[:40])
def test_every_column_is_documented_with_its_kind_and_meaning(file: str, column: Column) -> None:
    needed = "needed" if column.required else ""
    line = f"| `{column.name}` | {column.kind.value} | {needed} | {column.meaning} |"

    assert line in SECTIONS[file]


@pytest.mark.parametrize(("file", "word"), WORDS)
def test_every_word_is_documented_with_its_table(file: str, word: str) -> None:
    assert f"`{word}` (" in SECTIONS[file]


def test_no_documented_column_is_gone() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]

    assert len(lines) == len(COLUMNS)


def test_every_anchor_is_documented() -> None:
    assert all(f"`{anchor}`" in SECTIONS["events.csv"] for anchor in ANCHORS)


ANCHORS = vocabulary.ANCHOR_OF_EVENT.values()
