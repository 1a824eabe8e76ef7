"""Candidates, the index beneath them, and the re-ranker that learns from decisions."""

import numpy as np
import pytest

from servanda.matching import Kind, Matcher, Reason, Target, Thing
from servanda.matching.index import Index, best
from servanda.matching.ranking import Decision, TooFewDecisionsError, train
from servanda.matching.weights import WEIGHTS

TARGETS = [
    Target("demining", "The sides intend to build capacity for humanitarian demining"),
    Target("route", "Armenia will work with the United States on a framework for TRIPP"),
    Target("loans", "The United States intends to lend $20 billion"),
]
MATCHER = Matcher.of(
    TARGETS,
    things=[Thing("tripp", ("TRIPP", "Zangezur corridor"))],
    parties=[Thing("us", ("United States", "US"))],
)


def first(passage: str) -> str:
    return MATCHER.candidates(passage)[0].id


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Mine clearance has begun near Fuzuli.", "demining"),
        ("Work on the Zangezur corridor continues.", "route"),
        ("A sum of $20 billion was paid.", "loans"),
        ("Minatəmizləmə işləri davam edir.", "demining"),
    ],
)
def test_a_passage_finds_its_commitment_without_sharing_its_words(
    passage: str, expected: str
) -> None:
    assert first(passage) == expected


def test_a_candidate_says_which_name_spoke_for_it() -> None:
    [candidate] = MATCHER.candidates("The Zangezur corridor opened.", k=1)

    assert Reason(Kind.NAMES, ("tripp",), candidate.parts[Kind.NAMES] * WEIGHTS[Kind.NAMES]) in (
        candidate.reasons
    )


def test_a_passage_about_nothing_promised_has_no_candidate() -> None:
    assert MATCHER.candidates("Condolences on a plane crash.") == []


def test_no_commitments_give_no_candidates() -> None:
    assert Matcher.of([]).candidates("Mines were cleared.") == []


def test_what_is_not_allowed_is_not_found() -> None:
    index = Index.build([["gas"], ["gas", "oil"], ["rail"]])

    found = index.search(["gas"], allowed=np.array([False, True, True]))

    assert [one.place for one in found] == [1]


def test_a_beginning_of_a_word_finds_its_forms() -> None:
    index = Index.build([["dehlizler"], ["qatar"]])

    assert [one.place for one in index.search(["dehl"], prefix=True)] == [0]


def test_many_queries_at_once_score_as_each_alone() -> None:
    index = Index.build([["a", "b", "b"], ["b"], [], ["c", "a"]])
    queries = [["a"], ["b", "c"], [], ["unknown"]]

    together = index.scores_of(queries)

    np.testing.assert_allclose(together, np.stack([index.scores(query) for query in queries]))


def test_a_rare_term_weighs_more_than_a_frequent_one() -> None:
    index = Index.build([["rare", "often"], ["often", "x"], ["often", "y"]])

    assert index.scores(["rare"])[0] > index.scores(["often"])[0]


def test_equal_scores_keep_the_order_of_the_documents() -> None:
    assert best(np.array([1, 2, 2, 0, 2], dtype=np.float32), 2).tolist() == [1, 2]


def decisions(count: int) -> list[Decision]:
    return [
        Decision({Kind.AREAS: 2.0 + n % 2, Kind.WORDS: float(n % 5)}, yes=True)
        for n in range(count)
    ] + [
        Decision({Kind.AREAS: float(n % 2), Kind.WORDS: float(n % 5)}, yes=False)
        for n in range(count)
    ]


def test_training_twice_gives_the_same_weights() -> None:
    assert train(decisions(50)) == train(decisions(50))


def test_what_told_yes_from_no_weighs_more_than_before() -> None:
    assert train(decisions(300)).weights[Kind.AREAS] > WEIGHTS[Kind.AREAS]


def test_no_weight_falls_below_zero() -> None:
    turned = [Decision(one.parts, yes=not one.yes) for one in decisions(300)]

    assert min(train(turned).weights.values()) >= 0


def test_training_leaves_the_delivered_weights_alone() -> None:
    before = dict(WEIGHTS)

    train(decisions(50))

    assert before == WEIGHTS


def test_the_table_shows_every_kind_and_what_was_learned_from() -> None:
    table = train(decisions(50)).table()

    assert all(kind.value in table for kind in Kind)
    assert table.endswith("learned from 50 yes and 50 no")


def test_too_few_decisions_are_refused_with_what_to_do() -> None:
    with pytest.raises(TooFewDecisionsError, match="decide at least 10 candidates each way"):
        train(decisions(3))


def test_a_likelier_candidate_has_a_higher_probability() -> None:
    ranker = train(decisions(300))
    strong, *_, weak = MATCHER.candidates("US demining mine clearance, TRIPP and the United States")

    assert ranker.probability(strong) > ranker.probability(weak)
