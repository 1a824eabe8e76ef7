"""How well passages find their commitments, against labels made by hand, and how fast.

    python benchmarks/matching.py [--shared FOLDER] [--passages N] [--half H]

FOLDER holds the labelled pages and articles (default: ../shared). The labels in
tests/matching/labels are offsets and ids only. Recall is over the labelled pairs and, as
"each", the mean over passages; MRR is over passages that have a commitment; "top right" is the
share of all passages with a candidate whose first candidate is labelled, so that a passage with
no commitment counts against it. bm25s ranks the same commitments for the same passages, with
its own English stop words, without stemming and with it. The interval is where 95 of 100 draws of
as many pages, with repeats, would lie. `--passages 1000000` runs the whole bar for speed; it is
two processes and some minutes. How fast one search is, benchmarks/searching.py measures.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from itertools import cycle, repeat
from os import getloadavg
from pathlib import Path
from typing import Any

import numpy as np

from servanda.matching import Matcher, Target, Thing
from servanda.matching.folding import stems_of
from servanda.matching.passages import sentences

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "matching" / "labels"
DOSSIERS = ROOT / "dossiers"
HALVES = ("tuning", "held out", "unseen")
WHOLE = 1_000_000
DRAWS = 2000
UNITED_STATES = Thing(
    "united-states", ("United States", "U.S.", "USA", "US", "America", "American")
)
STATES = {
    "us-ukraine": (UNITED_STATES, Thing("ukraine", ("Ukraine", "Ukrainian"))),
    "us-malaysia": (UNITED_STATES, Thing("malaysia", ("Malaysia", "Malaysian"))),
    "us-vietnam": (UNITED_STATES, Thing("vietnam", ("Vietnam", "Vietnamese", "Viet Nam"))),
}
ORGANISATIONS = (
    Thing("nato", ("North Atlantic Treaty Organization (NATO)", "NATO Alliance")),
    Thing("european-union", ("European Union", "EU")),
    Thing("department-of-defense", ("Department of Defense", "DOD")),
    Thing("congress", ("United States Congress", "Congress")),
)
Ranking = Callable[[str], list[str]]


def installed(name: str) -> Any:
    """Import an engine to compare with, or say that it is not there and give None."""
    if find_spec(name):
        return import_module(name)
    print(f"Not compared with {name}: install the group `benchmarks`.")
    return None


bm25s = installed("bm25s")


@dataclass(frozen=True)
class Passage:
    """A labelled passage and the commitments that it speaks of."""

    file: str
    half: str
    text: str
    commitments: frozenset[str]


@dataclass(frozen=True)
class Case:
    """A partnership: what was promised, what things are called, and what was labelled."""

    name: str
    targets: tuple[Target, ...]
    things: tuple[Thing, ...]
    parties: tuple[Thing, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Quality:
    """What a ranking of commitments came to on some passages."""

    at_5: float
    at_10: float
    each_5: float
    each_10: float
    mrr: float
    top: float
    pairs: int
    ceiling: float
    """What recall@10 could be at most: a passage may have more than ten commitments."""
    least: float
    most: float

    def __str__(self) -> str:
        return (
            f"recall@5 {self.at_5:.3f} (each {self.each_5:.3f})  "
            f"recall@10 {self.at_10:.3f} [{self.least:.3f}, {self.most:.3f}] of {self.ceiling:.3f} "
            f"(each {self.each_10:.3f})  "
            f"MRR {self.mrr:.3f}  top right {self.top:.3f}  pairs {self.pairs}"
        )


def read_file(path: Path, sha256: str) -> str:
    """Read a file whose bytes must be those that were labelled."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SystemExit(f"{path} is not the file that was labelled: its SHA-256 differs.")
    return data.decode("utf-8").replace("\r\n", "\n")


def passages_of(folder: Path, files: list[dict[str, Any]]) -> tuple[Passage, ...]:
    """Cut the labelled passages out of their files."""
    texts = {file["file"]: read_file(folder / file["file"], file["sha256"]) for file in files}
    return tuple(
        Passage(
            file["file"],
            file["set"],
            texts[file["file"]][label["start"] : label["end"]],
            frozenset(label["commitments"]),
        )
        for file in files
        for label in file["passages"]
    )


def agreement_case(shared: Path, states: str = "us-ukraine", more: str = "") -> Case:
    """Load an agreement, by the spans labelled in it, and the pages about it."""
    labels = json.loads((LABELS / f"{states}{more}.json").read_text(encoding="utf-8"))
    name = Path(labels["agreement"]).stem
    spans = json.loads(
        (ROOT / "tests" / "reading" / "labels" / f"{name}.json").read_text(encoding="utf-8")
    )
    text = read_file(shared / "agreements" / labels["agreement"], labels["sha256"])
    targets = tuple(
        Target(
            f"{span['start']}-{span['end']}",
            text[span["start"] : span["end"]],
            force=span["force"],
        )
        for span in spans["commitments"]
    )
    pages = passages_of(shared / labels["folder"], labels["files"])
    return Case(f"{states} agreement × pool", targets, ORGANISATIONS, STATES[states], pages)


def rows(dossier: Path, name: str) -> list[dict[str, str]]:
    """Read a table of a dossier."""
    with (dossier / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dossier_case(shared: Path) -> Case:
    """Load the first dossier and the articles about it."""
    labels = json.loads((LABELS / "azerbaijan-us.json").read_text(encoding="utf-8"))
    dossier = DOSSIERS / labels["dossier"]
    targets = tuple(
        Target(
            row["id"], f"{row['quote']} {row['summary_en']}", area=row["area"], force=row["force"]
        )
        for row in rows(dossier, "commitments")
    )
    names: dict[str, list[str]] = {}
    for row in rows(dossier, "names"):
        names.setdefault(row["thing"], []).append(row["name"])
    things = tuple(Thing(thing, tuple(called)) for thing, called in names.items())
    parties = tuple(
        Thing(row["id"], (row["name_en"], row["short_en"], row["name_az"], row["short_az"]))
        for row in rows(dossier, "parties")
    )
    pages = passages_of(shared / labels["folder"], labels["files"])
    return Case("Azerbaijan-US dossier × articles", targets, things, parties, pages)


def measure(passages: Sequence[Passage], rank: Ranking) -> Quality:
    """Rank the commitments for each passage and compare with the labels."""
    found: dict[int, list[int]] = {5: [], 10: []}
    shares: dict[int, list[float]] = {5: [], 10: []}
    reciprocal: list[float] = []
    tops: list[bool] = []
    for passage in passages:
        ranked = rank(passage.text)
        tops += [ranked[0] in passage.commitments] if ranked else []
        if not passage.commitments:
            continue
        places = [place for place, one in enumerate(ranked) if one in passage.commitments]
        reciprocal.append(1 / (1 + places[0]) if places else 0.0)
        for k, hits in found.items():
            hits.append(sum(place < k for place in places))
            shares[k].append(hits[-1] / len(passage.commitments))
    pairs = sum(len(passage.commitments) for passage in passages)
    at_5, at_10 = (sum(found[k]) / pairs for k in (5, 10))
    each_5, each_10 = (statistics.fmean(shares[k]) for k in (5, 10))
    mrr, top = statistics.fmean(reciprocal), statistics.fmean(tops)
    ceiling = sum(min(10, len(passage.commitments)) for passage in passages) / pairs
    within = interval([passage for passage in passages if passage.commitments], found[10])
    return Quality(at_5, at_10, each_5, each_10, mrr, top, pairs, ceiling, *within)


def interval(passages: Sequence[Passage], hits: Sequence[int]) -> tuple[float, float]:
    """Draw pages with repeats, and give where the middle 95 of 100 draws' recalls lie."""
    pages: dict[str, list[int]] = {}
    for passage, hit in zip(passages, hits, strict=True):
        page = pages.setdefault(passage.file, [0, 0])
        page[0] += hit
        page[1] += len(passage.commitments)
    table = np.array(list(pages.values()))
    drawn = np.random.default_rng(1).integers(len(table), size=(DRAWS, len(table)))
    sums = table[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975))
    return float(low), float(high)


def ours(case: Case) -> Ranking:
    """Rank by the matcher as it is delivered."""
    matcher = Matcher.of(case.targets, things=case.things, parties=case.parties)
    return lambda text: [candidate.id for candidate in matcher.candidates(text)]


def plain_bm25(case: Case, stem: Callable[[str], list[str]] | None = None) -> Ranking:
    """Rank by bm25s, with its own tokeniser and stop words, or with stems given."""

    def tokens(texts: list[str]) -> Any:
        if stem is not None:
            return [stem(text) for text in texts]
        return bm25s.tokenize(texts, stopwords="en", return_ids=False, show_progress=False)

    retriever = bm25s.BM25()
    retriever.index(
        tokens([f"{target.text} {target.area}" for target in case.targets]), show_progress=False
    )

    def rank(text: str) -> list[str]:
        [asked] = tokens([text])
        known = [word for word in asked if word in retriever.vocab_dict]
        if not known:
            return []
        places, scores = retriever.retrieve([known], k=10, show_progress=False)
        return [
            case.targets[int(place)].id
            for place, score in zip(places[0], scores[0], strict=True)
            if score > 0
        ]

    return rank


def show_quality(cases: Sequence[Case], halves: Sequence[str]) -> None:
    """Print the figures of each half, the matcher's beside plain BM25's."""
    for half in halves:
        for case in cases:
            passages = [passage for passage in case.passages if passage.half == half]
            if not passages:
                continue
            print(f"{case.name}, {half} ({len(passages)} passages)")
            print(f"  servanda       {measure(passages, ours(case))}")
            if bm25s:
                print(f"  bm25s          {measure(passages, plain_bm25(case))}")
                print(f"  bm25s stemmed  {measure(passages, plain_bm25(case, stems_of))}")


def sentences_of(shared: Path) -> list[str]:
    """Take the sentences of the pool, to make passages of."""
    pages = sorted((shared / "pool").glob("*.md"))
    texts = (page.read_text(encoding="utf-8").partition("\n---\n")[2] for page in pages)
    return [" ".join(found.text.split()) for text in texts for found in sentences(text)]


def made_up(pool: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """Make passages of three sentences of the pool each, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for _ in range(count):
        yield " ".join(draw.choices(pool, k=3))


def six_hundred(cases: Sequence[Case]) -> Matcher:
    """Make 600 commitments of those at hand, repeated."""
    targets = [target for case in cases for target in case.targets]
    many = [
        replace(target, id=str(n)) for n, target in zip(range(600), cycle(targets), strict=False)
    ]
    things = [thing for case in cases for thing in case.things]
    states = STATES["us-ukraine"]
    return Matcher.of(many, things=things, parties=[*states, *cases[1].parties[1:]])


def match_part(shared: Path, count: int, seed: int) -> tuple[int, float]:
    """Find all candidates of some passages, in a process of its own."""
    matcher = six_hundred([agreement_case(shared), dossier_case(shared)])
    passages = made_up(sentences_of(shared), count, seed)
    began = time.process_time()
    found = sum(int((part.places >= 0).sum()) for part in matcher.bulk(passages))
    return found, time.process_time() - began


def show_bulk(shared: Path, count: int) -> None:
    """Print how long all candidates of many passages take on two cores."""
    began = time.perf_counter()
    shares = [count // 2, count - count // 2]
    with ProcessPoolExecutor(2) as pool:
        done = list(pool.map(match_part, repeat(shared), shares, range(2)))
    took = time.perf_counter() - began
    work = sum(seconds for _, seconds in done)
    candidates, more = sum(found for found, _ in done), WHOLE / count
    print(f"{count:,} passages x 600 commitments: {took:.1f} s on two processes")
    print(f"  {work:.1f} s of processor time, {candidates:,} candidates")
    print(f"  load of the machine meanwhile: {getloadavg()[0]:.1f}")
    if count < WHOLE:
        print(f"  not run whole: {WHOLE:,} would take {took * more:.0f} s at this rate,")
        print(f"  or {work / 2 * more:.0f} s where both cores are free")
    matcher = six_hundred([agreement_case(shared), dossier_case(shared)])
    texts = list(made_up(sentences_of(shared), 300, 7))
    print(f"  one passage with its reasons: {median_ms(matcher.candidates, texts):.2f} ms (median)")


def median_ms(ask: Callable[[str], object], queries: Sequence[str]) -> float:
    """Give the median time of a question, in milliseconds."""
    times = []
    for query in queries:
        began = time.perf_counter()
        ask(query)
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--passages", type=int, default=20_000, help="0 leaves the speed out")
    parser.add_argument("--half", choices=HALVES, help="measure one half only")
    return parser.parse_args()


def main() -> None:
    """Measure quality, then speed."""
    options = arguments()
    if not (options.shared / "pool").is_dir():
        print(f"Not measured: {options.shared} is not here, and the labels are of its pages.")
        return
    cases = [
        agreement_case(options.shared),
        dossier_case(options.shared),
        *(agreement_case(options.shared, states, "-unseen") for states in STATES),
    ]
    show_quality(cases, [options.half] if options.half else HALVES)
    if options.passages:
        show_bulk(options.shared, options.passages)


if __name__ == "__main__":
    main()
