"""How the time to find deadlines grows with the text, on ordinary and on hostile text.

    python benchmarks/deadlines.py

Each line gives, for one kind of text, how many times as long ten times the text takes: about 10
where the work is linear. Ratios of one run on one machine; nothing here passes or fails.
"""

from __future__ import annotations

from time import process_time

from servanda.deadlines import find_dates, find_deadlines, find_recurrences

FINDERS = (find_deadlines, find_recurrences, find_dates)
SENTENCE = "The working group shall meet at least once a year and report within 30 days. "
KINDS = {
    "treaty prose": SENTENCE,
    "the same phrase again": "30 days after ",
    "numbers": "9 ",
    "blanks": "within ____ ",
    "commas": ", ",
    "Azerbaijani": "imzalandıqdan sonra üç ay ərzində ",
}


def spent(unit: str, count: int) -> float:
    """Time every finder on a text of so many units."""
    text = unit * count
    language = "az" if "ə" in unit else "en"
    started = process_time()
    for finder in FINDERS:
        finder(text, language)
    return process_time() - started


def main() -> None:
    """Print the growth for each kind of text."""
    for name, unit in KINDS.items():
        spent(unit, 100)
        small, large = spent(unit, 1_000), spent(unit, 10_000)
        print(f"{name:24} ten times the text takes {large / max(small, 1e-6):5.1f} times as long")


if __name__ == "__main__":
    main()
