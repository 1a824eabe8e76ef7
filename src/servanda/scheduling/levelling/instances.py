"""Reading instances of PSPLIB: Patterson's format (.rcp) and ProGen's (.sm).

Kolisch and Sprecher (1996). Both number activities from 1, the first and last being the beginning
and the end; resources are renewable ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from servanda.scheduling.levelling.problem import Problem

LARGEST = 5_000
"""Activities of one instance."""


class NotAnInstance(ValueError):  # noqa: N818 - a finding about the input
    """Says where a file is not an instance of PSPLIB, why, and what to do."""


def read_instance(path: Path) -> Problem:
    """Read an instance by the ending of its name."""
    text = path.read_text(encoding="latin-1")
    readers = {".rcp": patterson, ".sm": progen}
    if path.suffix.lower() not in readers:
        raise NotAnInstance(
            f"{path.name} is neither .rcp nor .sm, so that its format is not known. Name it so."
        )
    try:
        return readers[path.suffix.lower()](text)
    except NotAnInstance as error:
        raise NotAnInstance(f"{path.name}: {error}") from None


def patterson(text: str) -> Problem:
    """Read Patterson's format: counts, capacities, then a row of numbers for each activity.

    >>> patterson("3 1  2   0 0 1 2   4 1 1 3   0 0 0").durations.tolist()
    [0, 4, 0]
    """
    numbers = _numbers(text)
    size = _next(numbers, "the number of activities", most=LARGEST)
    kinds = _next(numbers, "the number of resources", most=100)
    capacities = [_next(numbers, f"the capacity of resource {each + 1}") for each in range(kinds)]
    durations, needs, links = [], [], list[tuple[int, int]]()
    for row in range(size):
        who = f"activity {row + 1}"
        durations.append(_next(numbers, f"the duration of {who}"))
        needs.append([_next(numbers, f"the needs of {who}") for _ in range(kinds)])
        count = _next(numbers, f"the number of successors of {who}", most=size)
        links += [(row, _next(numbers, f"the successors of {who}") - 1) for _ in range(count)]
    if next(numbers, None) is not None:
        raise NotAnInstance(f"There are numbers left after {size} activities. Check the counts.")
    return _problem(durations, needs, links, capacities)


def progen(text: str) -> Problem:
    """Read ProGen's format: precedence relations, requests and durations, availabilities."""
    lines = text.splitlines()
    relations = _rows(lines, "PRECEDENCE RELATIONS", skip=2)
    requests = _rows(lines, "REQUESTS/DURATIONS", skip=3)
    [capacities] = _rows(lines, "RESOURCEAVAILABILITIES", skip=2)[:1] or [[]]
    if len(relations) != len(requests):
        raise NotAnInstance(
            f"{len(relations)} activities have successors and {len(requests)} have durations. "
            "Give each of them both."
        )
    links = list[tuple[int, int]]()
    for row, (number, modes, count, *after) in enumerate(_wide(relations, 3)):
        if modes != 1:
            raise NotAnInstance(f"Activity {number} has {modes} modes; only one can be read.")
        if number != row + 1 or count != len(after):
            raise NotAnInstance(f"Activity {number} names {len(after)} successors, not {count}.")
        links += [(row, each - 1) for each in after]
    wide = list(_wide(requests, 3 + len(capacities)))
    needs = [row[3 : 3 + len(capacities)] for row in wide]
    return _problem([row[2] for row in wide], needs, links, capacities)


def _numbers(text: str) -> Iterator[int]:
    for place, word in enumerate(text.split(), start=1):
        if not word.isdecimal():
            raise NotAnInstance(f"“{word}” (number {place}) is no whole number. Correct it.")
        yield int(word)


def _next(numbers: Iterator[int], what: str, most: int = 1_000_000) -> int:
    found = next(numbers, None)
    if found is None:
        raise NotAnInstance(f"The file ends before {what}. It was cut off; take a whole one.")
    if found > most:
        raise NotAnInstance(f"{found} is too much for {what}: at most {most}. Check the counts.")
    return found


def _rows(lines: Sequence[str], title: str, skip: int) -> list[list[int]]:
    """Take the rows of numbers of a section, whose headings are skipped."""
    begins = [at for at, line in enumerate(lines) if line.startswith(title)]
    if not begins:
        raise NotAnInstance(f"The section “{title}” is missing. Take a whole file.")
    found = []
    for number, line in enumerate(lines[begins[0] + skip :], start=begins[0] + skip + 1):
        if line.startswith("*") or not line.strip():
            break
        words = line.split()
        if not all(word.isdecimal() for word in words):
            raise NotAnInstance(f"Line {number} should hold whole numbers only: “{line.strip()}”.")
        found.append([int(word) for word in words])
    if not found:
        raise NotAnInstance(f"The section “{title}” is empty. Take a whole file.")
    return found


def _wide(rows: Sequence[list[int]], least: int) -> Iterator[list[int]]:
    for place, row in enumerate(rows, start=1):
        if len(row) < least:
            raise NotAnInstance(f"Activity {place} has {len(row)} numbers where {least} belong.")
        yield row


def _problem(
    durations: list[int],
    needs: list[list[int]],
    links: list[tuple[int, int]],
    capacities: list[int],
) -> Problem:
    for before, after in links:
        if not before < after < len(durations):
            raise NotAnInstance(
                f"Activity {before + 1} has the successor {after + 1}, which is not one of those "
                f"after it (there are {len(durations)}). Correct it."
            )
    for place, row in enumerate(needs, start=1):
        if any(units > most for units, most in zip(row, capacities, strict=True)):
            raise NotAnInstance(f"Activity {place} needs more than there is, and could never run.")
    distances = [(before, after, durations[before]) for before, after in links]
    return Problem.of(durations, distances, needs, capacities)
