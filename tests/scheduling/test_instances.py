"""Instances of PSPLIB are read in both formats, or refused with what is wrong."""

import re
from pathlib import Path

import pytest

from servanda.scheduling.levelling.instances import (
    NotAnInstance,
    patterson,
    progen,
    read_instance,
)

RCP = """4 2
5 3
0 0 0 2 2 3
4 2 1 1 4
3 1 0 1 4
0 0 0 0
"""
SM = """************************************************************************
file with basedata            : small.bas
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     4       2    1
  3      1     3       1    0
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    5    3
************************************************************************
"""


def test_both_formats_say_the_same() -> None:
    one, other = patterson(RCP), progen(SM)

    assert one.durations.tolist() == other.durations.tolist() == [0, 4, 3, 0]
    assert one.needs.tolist() == other.needs.tolist()
    assert one.capacities.tolist() == other.capacities.tolist() == [5, 3]
    assert one.effects.who.tolist() == other.effects.who.tolist()


@pytest.mark.parametrize(
    ("found", "instead", "words"),
    [
        ("0 0 0 0\n", "", "ends before the duration of activity 4"),
        ("0 0 0 0\n", "0 0 0 0 9\n", "numbers left"),
        ("4 2 1 1 4", "4 x 1 1 4", "“x” (number 12) is no whole number"),
        ("3 1 0 1 4", "3 1 0 1 9", "successor 9"),
        ("3 1 0 1 4", "3 1 0 1 2", "successor 2"),
        ("4 2 1 1 4", "4 9 1 1 4", "Activity 2 needs more than there is"),
        ("4 2\n", "40000 2\n", "too much for the number of activities"),
    ],
)
def test_what_is_wrong_with_pattersons_format_is_named(
    found: str, instead: str, words: str
) -> None:
    assert found in RCP

    with pytest.raises(NotAnInstance, match=re.escape(words)):
        patterson(RCP.replace(found, instead, 1))


@pytest.mark.parametrize(
    ("found", "instead", "words"),
    [
        ("RESOURCEAVAILABILITIES", "RESOURCES", "“RESOURCEAVAILABILITIES” is missing"),
        ("   3        1          1           4\n", "", "3 activities have successors and 4"),
        ("2        1          1           4", "2  3  1  4", "Activity 2 has 3 modes"),
        ("2        1          1           4", "2  1  2  4", "names 1 successors, not 2"),
        ("  3      1     3       1    0", "  3  1  3", "Activity 3 has 3 numbers where 5"),
        ("  3      1     3       1    0", "  3  1  -3  1  0", "whole numbers only"),
    ],
)
def test_what_is_wrong_with_progens_format_is_named(found: str, instead: str, words: str) -> None:
    assert found in SM

    with pytest.raises(NotAnInstance, match=re.escape(words)):
        progen(SM.replace(found, instead, 1))


def test_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "odd.rcp"
    file.write_text("4")

    with pytest.raises(NotAnInstance, match=r"odd\.rcp: The file ends"):
        read_instance(file)


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAnInstance, match="neither"):
        read_instance(Path(__file__))
