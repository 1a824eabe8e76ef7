"""Files and functions stay small enough to read in one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

from house.tracked import ROOT, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path): text_of(path).count("\n") for path in python_files()}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    lengths = dict(found for path in python_files() for found in function_lengths(path))

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_every_module_is_named_for_what_it_is_about() -> None:
    vague = [
        str(path)
        for path in python_files()
        if VAGUE_NAMES & {part.removesuffix(".py") for part in path.parts}
    ]

    assert vague == []


def function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Measure every function of a file, from `def` to its last line."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield f"{path}:{node.lineno} {node.name}", last - node.lineno + 1


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
