"""How well and how fast agreements are read, against labels made by hand.

    python benchmarks/reading.py [AGREEMENTS] [--misses]

AGREEMENTS is the folder of the labelled texts (default: ../shared/agreements). The labels in
tests/reading/labels are offsets only. Spans match where intersection over union is at least
0.5, each label and each finding once, the closest pairs first. Five texts were used to tune
the reader, two were held out; their figures are printed apart. Speed is measured on the same
texts repeated to 200 pages of 3,000 characters, on one core, beside the time that plain
Python takes to split the same text into words, so that the ratio compares across machines.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.reading import Agreement, Commitment, read

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "reading" / "labels"
TUNED = (
    "2025-10-26-agreement-between",
    "2025-09-18-memorandum",
    "2023-08-02-joint-statement",
    "2023-05-20-australia",
    "2025-10-26-joint-declaration",
)
OVERLAP = 0.5
PAGES, PAGE = 200, 3000


@dataclass(frozen=True, slots=True)
class Score:
    """What a text, or several together, came to."""

    labels: int
    found: int
    matched: int
    force: int
    verifiable: int
    dates: int
    dates_right: int

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(self.row(), other.row(), strict=True)))

    def row(self) -> tuple[int, ...]:
        """Give the counts."""
        return (
            self.labels,
            self.found,
            self.matched,
            self.force,
            self.verifiable,
            self.dates,
            self.dates_right,
        )

    def __str__(self) -> str:
        precision, recall = self.matched / self.found, self.matched / self.labels
        f1 = 2 * precision * recall / (precision + recall)
        return (
            f"labels {self.labels:4d}  found {self.found:4d}  precision {precision:.3f}  "
            f"recall {recall:.3f}  F1 {f1:.3f}  "
            f"force {self.force / self.matched:.3f}  "
            f"verifiable {self.verifiable / self.matched:.3f}  "
            f"due dates {self.dates_right}/{self.dates}"
        )


def overlap(label: dict[str, Any], found: Commitment) -> float:
    """Give intersection over union of a label's span and a finding's."""
    start, end = int(label["start"]), int(label["end"])
    shared = min(end, found.end) - max(start, found.start)
    return max(0, shared) / (max(end, found.end) - min(start, found.start))


def pair(labels: list[dict[str, Any]], found: tuple[Commitment, ...]) -> dict[int, int]:
    """Match labels with findings, the closest first, each once."""
    close = sorted(
        (
            (overlap(label, commitment), i, j)
            for i, label in enumerate(labels)
            for j, commitment in enumerate(found)
        ),
        key=lambda triple: (-triple[0], triple[1], triple[2]),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in close:
        if share < OVERLAP:
            break
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def score(labels: list[dict[str, Any]], agreement: Agreement, pairs: dict[int, int]) -> Score:
    """Count what was right; a date counts wherever either side gives one."""
    force = verifiable = dates = right = 0
    for i, j in pairs.items():
        label, found = labels[i], agreement.commitments[j]
        due = found.deadline.due.isoformat() if found.deadline and found.deadline.due else None
        force += label["force"] == found.force
        verifiable += label["verifiable"] == found.verifiable
        if label["due"] or due:
            dates += 1
            right += label["due"] == due
    missed = sum(1 for i, label in enumerate(labels) if label["due"] and i not in pairs)
    return Score(
        len(labels),
        len(agreement.commitments),
        len(pairs),
        force,
        verifiable,
        dates + missed,
        right,
    )


def report(folder: Path, *, misses: bool) -> str:
    """Score every labelled text, print a line each, and give the texts joined."""
    sums: dict[str, Score] = {}
    texts = []
    for file in sorted(LABELS.glob("*.json")):
        marked = json.loads(file.read_text(encoding="utf-8"))
        data = (folder / marked["file"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != marked["sha256"]:
            raise SystemExit(
                f"{marked['file']} is not the text that was labelled: its SHA-256 differs."
            )
        text = data.decode("utf-8").replace("\r\n", "\n")
        agreement = read(text)
        pairs = pair(marked["commitments"], agreement.commitments)
        result = score(marked["commitments"], agreement, pairs)
        group = "tuned" if file.name.startswith(TUNED) else "held out"
        sums[group] = sums[group] + result if group in sums else result
        print(f"{group:9} {file.stem[:44]:44} {result}")
        if misses and group == "tuned":
            show_misses(text, marked["commitments"], agreement, pairs)
        texts.append(text)
    for group, total in sums.items():
        print(f"{group:9} {'together':44} {total}")
    return "\n\n".join(texts)


def show_misses(
    text: str, labels: list[dict[str, Any]], agreement: Agreement, pairs: dict[int, int]
) -> None:
    """Print what was missed and what was found beside the labels (tuning texts only)."""
    for i, label in enumerate(labels):
        if i not in pairs:
            print(
                "   missed",
                label["force"],
                "|",
                " ".join(text[label["start"] : label["end"]].split())[:150],
            )
    for j, found in enumerate(agreement.commitments):
        if j not in pairs.values():
            print("   beside", found.force, "|", " ".join(found.text.split())[:150])


def speed(text: str) -> None:
    """Time 200 pages, beside splitting them into words."""
    pages = (text * (PAGES * PAGE // len(text) + 1))[: PAGES * PAGE]
    read(text[: 10 * PAGE])
    started = time.perf_counter()
    found = read(pages)
    took = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(20):
        pages.split()
    plain = (time.perf_counter() - started) / 20
    print(
        f"speed     {PAGES} pages read in {took:.2f} s, {len(found.commitments)} commitments; "
        f"{took / plain:.0f} times str.split on the same text"
    )


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "agreements", nargs="?", type=Path, default=ROOT.parent / "shared" / "agreements"
    )
    parser.add_argument(
        "--misses", action="store_true", help="show what was missed in the texts used for tuning"
    )
    arguments = parser.parse_args()
    if not arguments.agreements.is_dir():
        raise SystemExit(
            f"There is no folder {arguments.agreements}: give that of the labelled agreements."
        )
    speed(report(arguments.agreements, misses=arguments.misses))


if __name__ == "__main__":
    main()
