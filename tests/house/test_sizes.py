"""Files and functions stay small enough to read in one sitting."""

import ast
from pathlib import Path

import pytest

from house.tracked import ROOT, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}

PYTHON_FILES = python_files()
ids = [str(path) for path in PYTHON_FILES]


@pytest.mark.parametrize("path", PYTHON_FILES, ids=ids)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST_FILE, f"{path} has {lines} lines: split it by meaning"


@pytest.mark.parametrize("path", PYTHON_FILES, ids=ids)
def test_no_function_is_longer_than_60_lines(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))

    too_long = [
        f"{path}:{node.lineno} {node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []


@pytest.mark.parametrize("path", PYTHON_FILES, ids=ids)
def test_a_module_is_named_for_what_it_is_about(path: Path) -> None:
    words = {part.removesuffix(".py") for part in path.parts}

    assert words & VAGUE_NAMES == set()
