"""The labels point at the files that were labelled and at commitments that exist."""

import csv
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from servanda.matching import Matcher, Target

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LABELS = Path(__file__).parent / "labels"
NAMES = sorted(path.name for path in LABELS.glob("*.json"))
HALVED = [name for name in NAMES if "unseen" not in name]
UNSEEN = [name for name in NAMES if "unseen" in name]
needs_pages = pytest.mark.skipif(
    not (SHARED / "pool").is_dir(), reason="the labelled pages are not beside the repository"
)


@cache
def labels(name: str) -> Any:
    return json.loads((LABELS / name).read_text(encoding="utf-8"))


def known_commitments(name: str) -> set[str]:
    told = labels(name)
    if told["against"] == "dossier":
        path = ROOT / "dossiers" / told["dossier"] / "commitments.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return {row["id"] for row in csv.DictReader(file)}
    path = ROOT / "tests" / "reading" / "labels" / f"{Path(told['agreement']).stem}.json"
    spans = json.loads(path.read_text(encoding="utf-8"))["commitments"]
    return {f"{span['start']}-{span['end']}" for span in spans}


def passages(name: str) -> list[dict[str, Any]]:
    return [passage for file in labels(name)["files"] for passage in file["passages"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_label_names_a_commitment_that_exists(name: str) -> None:
    named = {one for passage in passages(name) for one in passage["commitments"]}

    assert named - known_commitments(name) == set()


@pytest.mark.parametrize("name", NAMES)
def test_labels_hold_places_and_ids_and_no_wording(name: str) -> None:
    assert {frozenset(passage) for passage in passages(name)} == {
        frozenset({"start", "end", "commitments"})
    }


def test_at_least_150_pairs_are_labelled() -> None:
    assert sum(len(one["commitments"]) for name in NAMES for one in passages(name)) >= 150


@pytest.mark.parametrize("name", HALVED)
def test_both_halves_hold_passages_without_a_commitment(name: str) -> None:
    halves = {
        file["set"]
        for file in labels(name)["files"]
        if any(not passage["commitments"] for passage in file["passages"])
    }

    assert halves == {"tuning", "held out"}


@pytest.mark.parametrize("name", UNSEEN)
def test_no_unseen_page_was_labelled_for_tuning(name: str) -> None:
    tuned = {file["file"] for other in HALVED for file in labels(other)["files"]}

    assert {file["set"] for file in labels(name)["files"]} == {"unseen"}
    assert not tuned & {file["file"] for file in labels(name)["files"]}


@needs_pages
@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_those_that_were_labelled(name: str) -> None:
    folder = SHARED / labels(name)["folder"]

    differ = [
        file["file"]
        for file in labels(name)["files"]
        if hashlib.sha256((folder / file["file"]).read_bytes()).hexdigest() != file["sha256"]
    ]

    assert differ == []


@needs_pages
@pytest.mark.parametrize("name", NAMES)
def test_a_passage_begins_and_ends_with_a_word(name: str) -> None:
    folder = SHARED / labels(name)["folder"]

    for file in labels(name)["files"]:
        text = (folder / file["file"]).read_text(encoding="utf-8")
        for passage in file["passages"]:
            words = text[passage["start"] : passage["end"]]
            assert len(words) > 20
            assert not words[0].isspace()
            assert words[-1] not in " \n"


@needs_pages
def test_most_labelled_commitments_of_the_tuning_articles_are_among_the_first_ten() -> None:
    told = labels("azerbaijan-us.json")
    with (ROOT / "dossiers/azerbaijan-us/commitments.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    matcher = Matcher.of(
        Target(row["id"], f"{row['quote']} {row['summary_en']}", area=row["area"]) for row in rows
    )
    found = wanted = 0

    for file_labels in (one for one in told["files"] if one["set"] == "tuning"):
        text = (SHARED / told["folder"] / file_labels["file"]).read_text(encoding="utf-8")
        for passage in file_labels["passages"]:
            ranked = matcher.candidates(text[passage["start"] : passage["end"]])
            wanted += len(passage["commitments"])
            found += len({one.id for one in ranked} & set(passage["commitments"]))

    assert found / wanted >= 0.85
