"""Projects and gates are found by their names, and by nothing else."""

import pytest

from servanda.matching import Kind, Matcher, Target, Thing
from servanda.matching.model import Candidate
from servanda.matching.naming import Namer

PROMISES = [
    Target("lists", "settle lists of joint projects on railways and roads"),
    Target("health", "cooperate in medicine and sign agreements"),
]
ROUTE = Thing("tripp", ("Trump Route (TRIPP)", "Zangezur corridor"))
ARMENIA = Thing("armenia", ("Armenia", "Republic of Armenia"))
CALLED = {
    "horadiz": ("Horadiz–Aghband railway", "Horadiz–Ağbənd dəmir yolu"),
    "nakhchivan": ("Nakhchivan railway", "Naxçıvan dəmir yolu"),
    "route": ("TRIPP railway (Meghri)",),
    "signed": ("TRIPP framework agreement signed",),
    "referendum": ("Armenia changes its constitution by referendum",),
}
WORKS = [Target(key, names[0], kind="project", names=names) for key, names in CALLED.items()]


def named(passage: str, language: str = "") -> list[Candidate]:
    matcher = Matcher.of(PROMISES, things=[ROUTE], parties=[ARMENIA])
    return Namer.of(WORKS, matcher).candidates(matcher.see(passage, language))


@pytest.mark.parametrize(
    ("passage", "work"),
    [
        ("The railway from Horadiz to Aghband is 70 per cent built.", "horadiz"),
        ("Works began on 188 km of railway in Nakhchivan.", "nakhchivan"),
        ("A railway through the Zangezur corridor was surveyed.", "route"),
        ("The TRIPP railway was surveyed.", "route"),
        ("The constitution of Armenia will change after the referendum.", "referendum"),
    ],
)
def test_a_sentence_with_most_of_a_name_speaks_of_the_work(passage: str, work: str) -> None:
    assert [each.id for each in named(passage)] == [work]


def test_a_name_in_azerbaijani_is_a_name_too() -> None:
    assert [each.id for each in named("Horadiz–Ağbənd dəmir yolu tikilir.", "az")] == ["horadiz"]


@pytest.mark.parametrize(
    "passage",
    [
        "The railway was opened.",
        "Nakhchivan has salt mines.",
        "The two sides signed a framework agreement on trade.",
        "They came to Nakhchivan. A railway is planned elsewhere.",
        "The constitution will change after a referendum.",
        "During those trips the railway was busy.",
        "",
    ],
)
def test_the_same_matter_without_the_name_is_not_the_work(passage: str) -> None:
    assert named(passage) == []


def test_the_score_is_the_sum_of_the_reasons() -> None:
    [found] = named("The TRIPP railway was surveyed.")

    assert {reason.kind for reason in found.reasons} == {Kind.WORDS, Kind.NAMES}
    assert found.score == pytest.approx(sum(reason.points for reason in found.reasons))
    assert found.kind == "project"


def test_the_work_with_more_of_its_name_comes_first() -> None:
    found = named("The railway from Horadiz to Aghband goes on to the railway of Nakhchivan.")

    assert [each.id for each in found] == ["horadiz", "nakhchivan"]


def test_one_passage_proposes_no_more_than_is_asked_for() -> None:
    matcher = Matcher.of(PROMISES, things=[ROUTE], parties=[ARMENIA])
    seen = matcher.see("The railway from Horadiz to Aghband and the railway of Nakhchivan.")

    assert len(Namer.of(WORKS, matcher).candidates(seen, 1)) == 1
