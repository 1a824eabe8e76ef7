"""What the inbox shows: the queue, reasons in words, flags with both sides, suggestions."""

from typing import Any

import pytest

import make
from desk.agreements import builders
from desk.assessments import offered, quoted
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.matching import material_for
from servanda.desk.assessments.matching.strength import suggested
from servanda.desk.assessments.selectors.inbox import Queue, freshness, queue
from servanda.desk.assessments.services import reviews
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.models import Likeness, Original
from servanda.matching import Flag

pytestmark = pytest.mark.django_db
MINED = "Sappers cleared mines from the border villages this week."


def waiting(here: Partnership, by: Person) -> Queue:
    return queue(builders.looking(viewer_for(by)), here.id)


def flags(of: Original, by: Person, to: Commitment) -> dict[str, tuple[str, str]]:
    found = offered.first(offered.opened(of, by), to)[1].flags
    return {each.flag: (each.here, each.there) for each in found}


def test_the_best_source_comes_first(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    offered.report(here, "Sappers went to the border villages to clear a road.")
    best = offered.report(here)

    assert waiting(here, analyst).rows[0].original.id == best.id


def test_the_queue_counts_passages(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    offered.report(here)

    assert waiting(here, analyst).passages == 2


def test_a_commitment_that_is_hidden_is_offered_to_nobody_who_may_not_see_it(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    other = offered.analyst(here, "south")
    held: dict[str, Any] = {"classification": "party", "held_by": analyst.memberships.get().party}
    record.change(promises["mines"], by=SYSTEM, action="commitment.hidden", **held)
    source = offered.report(here)

    seen = {each.subject[1] for each in offered.opened(source, other).waits}
    assert promises["mines"].id not in seen


def test_a_hidden_commitment_does_not_touch_the_scores_of_others(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    other = offered.analyst(here, "south")
    before = material_for(builders.looking(viewer_for(other)), here.id).fingerprint
    held: dict[str, Any] = {"classification": "party", "held_by": analyst.memberships.get().party}

    builders.commitment(promises["gas"].instrument, "secret", **held)

    assert material_for(builders.looking(viewer_for(other)), here.id).fingerprint == before


def test_reprints_are_offered_once_and_the_other_is_named(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    first, second = offered.report(here), offered.report(here, offered.REPORT + "\nEnds.\n")
    one, other = sorted([first.text_sha256, second.text_sha256])
    Likeness.objects.create(one=one, other=other, share=0.9)

    found = waiting(here, analyst)

    assert (found.sources, len(found.rows[0].reprints)) == (1, 1)


def test_the_print_that_somebody_worked_on_stands_for_the_others(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    originals = [offered.report(here) for _ in range(2)]
    last = max(originals, key=lambda each: each.id)
    of = offered.opened(last, analyst)
    reviews.refuse_candidate(offered.offer(of, promises["mines"]), by=analyst)

    assert waiting(here, analyst).rows[0].original.id == last.id


def test_reasons_are_told_in_words_of_the_passage(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    of = offered.opened(offered.report(here), analyst)

    reasons = {each.kind: each.shared for each in offered.first(of, promises["mines"])[1].reasons}

    assert reasons["rare words"] == "border, cleared, mines, villages"


def test_progress_is_never_chosen_beforehand(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    of = offered.opened(offered.report(here), analyst)

    assert {each.direction for n in of.counts for each in of.proposed(n)} == {""}


def test_an_announcement_is_chosen_beforehand_where_the_quote_only_announces(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    words = "It was announced that sappers will clear mines from the border villages."
    of = offered.opened(offered.report(here, words), analyst)

    assert offered.first(of, promises["mines"])[1].direction == "announcement"


def test_a_source_older_than_the_commitment_is_flagged(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    of = offered.report(here, published="2025-01-05")

    assert Flag.OLDER in flags(of, analyst, promises["mines"])


def test_a_report_harder_than_the_text_shows_both(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    words = "The Parties will have to expand the gas pipeline to Europe."

    found = flags(offered.report(here, words), analyst, promises["gas"])

    assert found[Flag.HARDER] == (words, offered.PROMISES["gas"])


def test_a_contradiction_shows_both_quotes(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    quoted.linked(quoted.original(here, MINED), promises["mines"], analyst, words=MINED)
    words = "Sappers have not cleared mines from the border villages."

    found = flags(offered.report(here, words), analyst, promises["mines"])

    assert found[Flag.CONTRADICTS] == (words, MINED)


def test_figures_told_differently_stand_side_by_side(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    said = "Sappers cleared 120 mines from the border villages."
    quoted.linked(quoted.original(here, said), promises["mines"], analyst, words=said)

    found = flags(offered.report(here, said.replace("120", "310")), analyst, promises["mines"])

    here_told, there_told = found[Flag.FIGURE_DIFFERS]
    assert (here_told[:3], there_told[:3]) == ("310", "120")


@pytest.mark.parametrize(
    ("kind", "strength"),
    [("official", "official statement"), ("news", "independent report"), ("search", "")],
)
def test_a_strength_is_suggested_by_the_kind_of_source(
    here: Partnership, kind: str, strength: str
) -> None:
    made = quoted.original(here, source=make.source(here, kind=kind))

    assert suggested(made).strength == strength


def test_the_address_of_a_state_suggests_an_official_statement(here: Partnership) -> None:
    made = quoted.original(here, url="https://mfa.gov.az/en/news/1")

    assert suggested(made).strength == "official statement"


def test_nothing_is_said_to_be_stale_by_a_change_that_is_hidden(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    other = viewer_for(offered.analyst(here, "south"))
    offered.report(here)
    held: dict[str, Any] = {"classification": "party", "held_by": analyst.memberships.get().party}

    builders.commitment(promises["gas"].instrument, "secret", **held)

    assert freshness(builders.looking(other), here.id).stale == 0


def test_a_change_that_is_seen_makes_sources_stale(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    offered.report(here)
    record.change(promises["gas"], by=SYSTEM, action="commitment.corrected", quote="Sell soup.")

    assert freshness(builders.looking(viewer_for(analyst)), here.id).stale == 1


def test_words_that_are_linked_already_are_not_offered(
    here: Partnership, promises: dict[str, Commitment], analyst: Person
) -> None:
    source = offered.report(here)
    quoted.linked(source, promises["lists"], analyst, words=offered.LISTED)

    left = {each.subject[1] for each in offered.opened(source, analyst).waits}
    assert promises["lists"].id not in left
