"""How a level on the desk comes about: from what the viewer may see, as of a day, as known then."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import TODAY, at, looking
from desk.assessments import judged
from desk.assessments.quoted import path_of
from servanda.desk.accounts.models import Partnership
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.assessments.levels import Level
from servanda.desk.assessments.models import Evidence, Judgement
from servanda.desk.assessments.selectors import assessing, assessments, commitment_files
from servanda.desk.assessments.selectors.assessing import half_lives
from servanda.desk.record import services as record
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scoring import Assessment, Nature, Outcome, Timing

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Partnership:
    with at(date(2026, 1, 1)):
        return make.partnership()


@pytest.fixture
def charter(here: Partnership) -> Instrument:
    with at(date(2026, 1, 1)):
        return builders.instrument(here)


@pytest.fixture
def lists(charter: Instrument) -> Commitment:
    with at(date(2026, 1, 1)):
        return builders.commitment(charter, act="publish the lists")


def assessed(of: Commitment, view: Viewpoint | None = None) -> Assessment:
    return assessments(view or looking(), of.partnership_id)[of.id]


def half_done(of: Commitment, cited: Evidence) -> None:
    version = judged.criteria(of)
    judged.coding(version, {"begun": ("met", [cited.id]), "done": ("not met", [])})


def test_a_criterion_met_by_evidence_gives_a_level(lists: Commitment) -> None:
    half_done(lists, judged.evidence(lists))

    assert assessed(lists).outcome is Outcome.MINIMUM


def test_a_commitment_with_nothing_on_record_is_not_assessed(lists: Commitment) -> None:
    assert assessed(lists).outcome is Outcome.NOT_ASSESSED


def test_a_recital_is_not_assessed_at_all(charter: Instrument, lists: Commitment) -> None:
    recital = builders.commitment(charter, "whereas", recital=True)

    assert recital.id not in assessments(looking(), charter.partnership_id)


def test_a_level_falls_at_once_with_the_file_of_its_quote(lists: Commitment) -> None:
    cited = judged.evidence(lists)
    half_done(lists, cited)
    before = assessed(lists).outcome
    path_of(cited.original).unlink()

    after = assessed(lists).outcome

    assert (before, after) == (Outcome.MINIMUM, Outcome.NOT_ASSESSED)


def test_a_level_comes_back_with_the_file_of_its_quote(lists: Commitment) -> None:
    cited = judged.evidence(lists)
    half_done(lists, cited)
    path, data = path_of(cited.original), path_of(cited.original).read_bytes()
    path.unlink()
    assessed(lists)
    path.write_bytes(data)

    assert assessed(lists).outcome is Outcome.MINIMUM


def test_withdrawn_evidence_bears_nothing_out(lists: Commitment) -> None:
    cited = judged.evidence(lists)
    half_done(lists, cited)
    assessed(lists)

    record.change(cited, by=SYSTEM, action="evidence.withdrawn", withdrawn=True)

    assert assessed(lists).outcome is Outcome.NOT_ASSESSED


def test_hidden_evidence_does_not_move_a_public_level(lists: Commitment) -> None:
    half_done(lists, judged.evidence(lists, classification="partners"))

    assert assessed(lists).standing.tally.met == 0


def test_hidden_evidence_moves_the_level_that_partners_see(
    here: Partnership, lists: Commitment
) -> None:
    half_done(lists, judged.evidence(lists, classification="partners"))
    secretariat = make.viewer(role="secretariat", within=here)

    assert assessed(lists, looking(secretariat)).outcome is Outcome.MINIMUM


def test_the_file_of_a_stranger_does_not_name_hidden_evidence(lists: Commitment) -> None:
    hidden = judged.evidence(lists, classification="partners")
    half_done(lists, hidden)

    assert hidden.id not in repr(commitment_files(looking(), lists.partnership_id))


def test_two_people_with_the_same_rights_share_no_seal(
    here: Partnership, lists: Commitment
) -> None:
    hidden = judged.evidence(lists, classification="sealed")
    half_done(lists, hidden)
    north = make.party(here)
    named, other = (make.person(role="reader", party=north) for _ in range(2))
    record.name_reader(hidden, named.id, by=SYSTEM)
    outcomes = [
        assessed(lists, looking(viewer_for(each))).standing.tally.met for each in (named, other)
    ]

    assert outcomes == [1, 0]


def test_a_search_in_vain_says_so(lists: Commitment) -> None:
    judged.finding(lists)

    assert assessed(lists).standing.said.en.startswith("No evidence found in 5 sources")


def test_a_search_that_found_what_is_not_shown_here_is_not_said_to_be_in_vain(
    lists: Commitment,
) -> None:
    judged.finding(lists, "evidence_found")

    assert assessed(lists).outcome is Outcome.NOT_ASSESSED


def test_the_latest_finding_decides_whether_anybody_could_tell(lists: Commitment) -> None:
    judged.finding(lists, "not_assessable", scope_en="It is confidential")

    assert assessed(lists).standing.said.en == "Not assessable: It is confidential."


def test_a_later_search_makes_it_assessable_again(lists: Commitment) -> None:
    judged.finding(lists, "not_assessable")
    judged.finding(lists, searched_until=judged.JUNE)

    assert assessed(lists).outcome is Outcome.NO_EVIDENCE_FOUND


def test_the_latest_end_stands(lists: Commitment) -> None:
    judged.ending(lists, "dropped", judged.MARCH)
    judged.ending(lists, "superseded", judged.JUNE)

    end = assessed(lists).end_state

    assert end is not None
    assert end.value == "superseded"


def test_an_end_is_not_there_before_its_day(lists: Commitment) -> None:
    judged.ending(lists, on=judged.JUNE)

    assert assessed(lists, looking(on=judged.MARCH)).end_state is None


def test_an_end_that_cites_hidden_evidence_is_told_without_it(lists: Commitment) -> None:
    hidden = judged.evidence(lists, classification="partners")
    judged.ending(lists, evidence=[hidden.id])

    ended = assessed(lists).file.ending

    assert ended is not None
    assert ended.evidence == ()


def test_a_suspension_runs_until_its_last_day(lists: Commitment) -> None:
    judged.suspension(lists, judged.MARCH, judged.JUNE)

    days = (judged.MARCH, judged.JUNE - timedelta(days=1), judged.JUNE)

    assert [assessed(lists, looking(on=day)).suspended for day in days] == [True, True, False]


def test_an_instrument_that_is_suspended_suspends_its_commitments(
    charter: Instrument, lists: Commitment
) -> None:
    builders.event(charter, "suspended", judged.MARCH)

    assert assessed(lists).suspended


def test_an_instrument_that_runs_again_suspends_nothing(
    charter: Instrument, lists: Commitment
) -> None:
    builders.event(charter, "suspended", judged.MARCH)
    builders.event(charter, "entered_into_force", judged.JUNE)

    assert not assessed(lists).suspended


def test_a_hidden_suspension_of_an_instrument_does_not_show(
    charter: Instrument, lists: Commitment
) -> None:
    builders.event(charter, "suspended", judged.MARCH, classification="partners")

    assert not assessed(lists).suspended


def test_the_level_of_one_coder_is_provisional(lists: Commitment) -> None:
    judged.coding(judged.criteria(lists), {"begun": ("not met", [])}, role="coder")

    assert Level(assessed(lists)).provisional


def test_an_adjudicated_level_is_not_provisional(lists: Commitment) -> None:
    judged.coding(judged.criteria(lists), {"begun": ("not met", [])})

    assert not Level(assessed(lists)).provisional


def test_a_partnership_sets_its_own_period_of_silence(here: Partnership, lists: Commitment) -> None:
    judged.silence(here, "definite act", 30)
    half_done(lists, judged.evidence(lists))

    assert assessed(lists).silence.stalled


def test_a_kind_without_a_period_of_its_own_keeps_the_general_one(here: Partnership) -> None:
    judged.silence(here, "effort", 100)

    lives = half_lives(looking(), here.id)

    assert (lives[Nature.EFFORT], lives[Nature.ACT]) == (100, 365)


def test_a_fact_of_which_only_the_month_is_known_had_happened_by_its_end(
    lists: Commitment,
) -> None:
    judged.evidence(lists, fact_on=date(2026, 1, 1), fact_precision="month")

    assert assessed(lists).file.evidence[0].known_by == date(2026, 1, 31)


def test_a_fact_of_about_a_date_is_dated_by_its_source(lists: Commitment) -> None:
    judged.evidence(lists, fact_on=date(2026, 1, 1), fact_precision="about")

    assert assessed(lists).file.evidence[0].known_by == judged.MARCH


def test_a_date_that_has_passed_is_overdue(charter: Instrument) -> None:
    builders.event(charter)
    dated = builders.commitment(charter, **builders.WITHIN_THREE_MONTHS)

    assert assessed(dated).timeliness.timing is Timing.OVERDUE


def test_what_recurs_is_due_at_its_next_date(charter: Instrument) -> None:
    builders.event(charter)
    meetings = builders.commitment(charter, "meet", **builders.ONCE_A_YEAR)

    assert assessed(meetings).subject.due == date(2027, 2, 10)


def test_the_files_of_the_past_are_those_of_the_present(charter: Instrument) -> None:
    with at(judged.JUNE):
        builders.event(charter)
        dated = builders.commitment(charter, **builders.WITHIN_THREE_MONTHS)
        half_done(dated, judged.evidence(dated))
        judged.finding(dated)

    with at(TODAY):
        now = commitment_files(looking(), charter.partnership_id)
        known = commitment_files(looking(known=TODAY), charter.partnership_id)

    assert known == now


def test_a_level_is_asked_for_as_it_was_known(lists: Commitment) -> None:
    with at(judged.MARCH):
        judged.finding(lists)
    with at(judged.JUNE):
        half_done(lists, judged.evidence(lists))

    with at(TODAY):
        known = [
            assessed(lists, looking(known=day)).outcome
            for day in (date(2026, 2, 1), judged.MARCH, judged.JUNE)
        ]

    assert known == [Outcome.NOT_ASSESSED, Outcome.NO_EVIDENCE_FOUND, Outcome.MINIMUM]


def test_a_level_is_asked_for_as_things_stood(lists: Commitment) -> None:
    half_done(lists, judged.evidence(lists))

    with at(TODAY):
        before = assessed(lists, Viewpoint(ANONYMOUS, judged.MARCH)).outcome

    assert before is Outcome.NOT_ASSESSED


def test_a_commitment_keeps_its_assessment_when_another_changes(
    charter: Instrument, lists: Commitment
) -> None:
    other = builders.commitment(charter, "other")
    before = assessed(lists)
    judged.finding(other)

    assert assessed(lists) is before


def test_every_new_entry_leaves_what_building_anew_would(
    here: Partnership, charter: Instrument, lists: Commitment
) -> None:
    other = builders.commitment(charter, "other")
    steps: list[Callable[[], object]] = [
        lambda: half_done(lists, judged.evidence(lists)),
        lambda: judged.finding(other),
        lambda: judged.ending(other),
        lambda: judged.suspension(lists),
        lambda: judged.silence(here, "definite act", 10),
        lambda: builders.event(charter, "suspended", judged.MARCH),
        lambda: builders.commitment(charter, "third"),
        lambda: record.change(lists, by=SYSTEM, action="commitment.dropped", state="dropped"),
        lambda: record.change(other, by=SYSTEM, action="hidden", classification="partners"),
    ]
    parted = []
    for number, step in enumerate(steps):
        assessments(looking(), here.id)
        step()
        brought_up = assessments(looking(), here.id)
        assessing.forget()
        if brought_up != assessments(looking(), here.id):
            parted.append(number)

    assert parted == []


def test_a_changed_judgement_moves_its_level_at_once(lists: Commitment) -> None:
    half_done(lists, judged.evidence(lists))
    assessed(lists)
    begun = Judgement.objects.get(answer="met")

    record.change(begun, by=SYSTEM, action="judgement.changed", answer="not met", evidence=[])

    assert assessed(lists).outcome is Outcome.NOT_INITIATED


def test_evidence_moved_to_another_commitment_leaves_the_first(
    charter: Instrument, lists: Commitment
) -> None:
    other = builders.commitment(charter, "other")
    moved = judged.evidence(lists)
    assessed(lists)

    record.change(moved, by=SYSTEM, action="evidence.amended", subject_id=other.id)

    assert [len(assessed(one).file.evidence) for one in (lists, other)] == [0, 1]


def test_an_original_that_is_hidden_takes_its_quotes_along(lists: Commitment) -> None:
    cited = judged.evidence(lists)
    assessed(lists)

    record.change(cited.original, by=SYSTEM, action="hidden", classification="partners")

    assert assessed(lists).file.evidence == ()
