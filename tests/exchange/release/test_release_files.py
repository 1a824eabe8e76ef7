"""A release goes out as one sequence of bytes, comes in again, and tells what is wrong with it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import floats, text

from exchange.release.small import FORUM, LISTS, done, evidence, forum, lists, release
from servanda.exchange import release as r
from servanda.exchange.release.plain import plain
from servanda.ledger import NotCanonical, canonical
from servanda.scoring import Direction, NotWhole, Words

TESTS = Path(__file__).parents[2]
BUILD = "from exchange.release.small import release; from servanda.exchange.release import write; "


def altered(change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return the small release after somebody laid hands on it, in canonical form."""
    written = json.loads(r.write(release()))
    change(written)
    return canonical(written)


def test_a_release_comes_back_as_it_went_out() -> None:
    assert r.read(r.write(release())) == release()


@given(words=text(), share=floats(0, 1))
def test_the_quick_writer_writes_what_rfc_8785_asks_for(words: str, share: float) -> None:
    held = release(lists(words=words, summary=Words(words, "")))
    assert held.figures
    pam = replace(held.figures.pam, value=round(100 * share, 4))
    held = replace(held, title=words, figures=replace(held.figures, pam=pam))

    assert r.write(held) == canonical(plain(held))


def test_half_of_a_character_pair_is_refused() -> None:
    with pytest.raises(NotCanonical):
        r.write(release(lists(words="\ud800")))


def test_a_release_goes_out_the_same_whatever_order_its_parts_came_in() -> None:
    assert r.write(release(done(), forum())) == r.write(release(forum(), done()))


def test_two_processes_with_different_hash_seeds_write_the_same_bytes() -> None:
    code = BUILD + "import sys; sys.stdout.buffer.write(write(release()))"

    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert written == {r.write(release())}


def test_a_release_that_says_what_follows_from_it_has_no_fault() -> None:
    data = r.write(release())

    assert r.verify(data, expected=r.sha256(data)) == []


def test_every_level_is_computed_from_the_content() -> None:
    levels = {each.id: each.assessment and each.assessment.level for each in release().commitments}

    assert levels == {LISTS: 3, FORUM: None}


def level_raised(written: dict[str, Any]) -> None:
    written["commitments"][0]["assessment"]["level"] = 3


def figure_raised(written: dict[str, Any]) -> None:
    written["figures"]["by_force"][0]["fully_done"]["count"] = 0


def share_bent(written: dict[str, Any]) -> None:
    written["figures"]["by_force"][0]["fully_done"]["low"] += 0.01


def sentence_bent(written: dict[str, Any]) -> None:
    written["commitments"][1]["assessment"]["said"]["az"] = "Başqa cümlə."


def evidence_turned(written: dict[str, Any]) -> None:
    written["commitments"][1]["evidence"][0]["direction"] = "denial"


def percentage_bent(written: dict[str, Any]) -> None:
    written["figures"]["pam"]["value"] = 99.0


def figures_gone(written: dict[str, Any]) -> None:
    written["figures"] = None


def quote_cut(written: dict[str, Any]) -> None:
    written["commitments"][1]["evidence"][0]["quote"] = "Siyahılar"


def source_gone(written: dict[str, Any]) -> None:
    written["sources"] = []


def cites_nothing(written: dict[str, Any]) -> None:
    written["commitments"][1]["evidence"] = []


ALTERED = [
    (level_raised, f"commitments[{FORUM}].assessment.level says “3”, and nothing follows"),
    (figure_raised, "figures.by_force[0].fully_done.count says “0”, and “1” follows"),
    (share_bent, "figures.by_force[0].fully_done.low says"),
    (sentence_bent, f"commitments[{LISTS}].assessment.said.az says “Başqa cümlə.”"),
    (evidence_turned, f"commitments[{LISTS}].assessment"),
    (percentage_bent, "figures.pam.value says “99”, and “50” follows"),
    (figures_gone, "figures says nothing"),
    (quote_cut, "the quote of e1 is not as long as its place"),
    (source_gone, "the source “north-south.order” of e1 is not in the release"),
    (cites_nothing, "Its levels cannot be computed."),
]


@pytest.mark.parametrize(
    ("change", "told"), ALTERED, ids=lambda each: getattr(each, "__name__", "")
)
def test_what_was_altered_is_named(change: Callable[[dict[str, Any]], None], told: str) -> None:
    faults = r.verify(altered(change))

    assert any(told in fault for fault in faults), faults


def test_a_release_written_anew_is_not_the_one_cited() -> None:
    data = r.write(release())

    assert "not the release cited" in r.verify(data, expected="0" * 64)[0]


def test_a_release_that_is_not_canonical_says_so() -> None:
    data = json.dumps(json.loads(r.write(release()))).encode()

    assert r.verify(data) == [
        "It is not written in canonical form (RFC 8785): somebody wrote it anew."
    ]


REFUSED = [
    (b"\x00\xff", "It is no JSON"),
    (b"[" * 100_000, "It is no JSON"),
    (b"[]", "something else"),
    (b'{"format":"dossier"}', "something else"),
    (b'{"format":"servanda release","version":2}', "Use a later one"),
    (b'{"format":"servanda release","version":1}', "the file lacks “number”"),
]


@pytest.mark.parametrize(("data", "told"), REFUSED)
def test_what_is_no_release_is_refused_with_the_reason(data: bytes, told: str) -> None:
    with pytest.raises(r.NotARelease, match=told):
        r.read(data)


def day_spoiled(written: dict[str, Any]) -> None:
    written["commitments"][1]["evidence"][0]["published"] = "tomorrow"


def force_spoiled(written: dict[str, Any]) -> None:
    written["commitments"][0]["force"] = "hope"


def number_spoiled(written: dict[str, Any]) -> None:
    written["number"] = True


def something_added(written: dict[str, Any]) -> None:
    written["commitments"][0]["rumour"] = "x"


MISFITS = [
    (day_spoiled, "commitments[1].evidence[0].published is “tomorrow” and should be a day"),
    (force_spoiled, "commitments[0].force is “hope” and should be one of obligation"),
    (number_spoiled, "number should be a whole number"),
    (something_added, "commitments[0] has “rumour”, which this version does not know"),
]


@pytest.mark.parametrize(
    ("change", "told"), MISFITS, ids=lambda each: getattr(each, "__name__", "")
)
def test_what_does_not_fit_is_named_by_its_place(
    change: Callable[[dict[str, Any]], None], told: str
) -> None:
    [fault] = r.verify(altered(change))

    assert told in fault


def test_a_commitment_told_twice_is_not_counted_twice() -> None:
    with pytest.raises(NotWhole):
        release(done(), done())


def test_the_sheet_of_commitments_has_a_row_for_each() -> None:
    rows = r.commitments_csv(release()).decode().split("\r\n")

    assert [row.partition(",")[0] for row in rows] == ["id", FORUM, LISTS, ""]


def test_the_sheet_of_figures_gives_shares_with_their_interval() -> None:
    rows = r.figures_csv(release()).decode().split("\r\n")

    assert ",obligation,fully done,1,1,1,1.0,0.1467,1.0" in rows


def test_no_words_of_a_source_run_as_a_formula() -> None:
    risky = replace(done(), words="=HYPERLINK(1)")

    assert ",'=HYPERLINK(1)," in r.commitments_csv(release(risky)).decode()


def test_an_announcement_changes_no_level() -> None:
    said = evidence("e2", direction=Direction.ANNOUNCEMENT)
    before, after = release(lists()), release(lists(evidence=(said,)))

    assert r.differences(before, after).figures == ()
