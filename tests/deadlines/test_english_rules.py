"""English words of time against rules worked out by hand."""

from datetime import date

import pytest

from deadlines.cases import the_rule
from servanda.deadlines import Bound, find_dates, find_deadlines

LENGTHS = [
    ("shall report within three months", "P3M"),
    ("shall report within sixty (60) days", "P60D"),
    ("shall report within 180 (one hundred and eighty) days", "P180D"),
    ("shall report within twenty-four months", "P24M"),
    ("shall report within one year", "P1Y"),
    ("shall report within a year", "P1Y"),
    ("shall report within half a year", "P6M"),
    ("shall report within one and a half years", "P1Y6M"),
    ("shall report within 1.5 years", "P1Y6M"),
    ("shall report within one year and six months", "P1Y6M"),
    ("shall report within a fortnight", "P2W"),
    ("shall report within six weeks", "P6W"),
    ("shall report within 24 hours", "PT24H"),
    ("shall report within two quarters", "P6M"),
    ("shall report within 12-18 months", "P18M"),
    ("shall report within the next twelve months", "P12M"),
    ("shall report within a period of thirty days", "P30D"),
    ("shall report within a period not exceeding 90 days", "P90D"),
    ("shall report in no more than 45 days", "P45D"),
    ("shall be applied for not more than 200 days", "P200D"),
]

ANCHORS = [
    ("within 30 days of signature", "signature"),
    ("within 30 days after the signing of this Charter", "signature"),
    ("within 30 days of the date of entry into force of this Agreement", "entry_into_force"),
    ("within 30 days from its entry into force", "entry_into_force"),
    ("within six months of the date this MOU becomes operative", "entry_into_force"),
    ("six months after the Agreement enters into force", "entry_into_force"),
    ("within 30 days of the effective date", "entry_into_force"),
    ("within 30 days of ratification", "ratification"),
    ("within 30 days after the exchange of instruments of ratification", "exchange_of_instruments"),
    ("within 30 days after the exchange of notes", "exchange_of_notes"),
    ("30 days after the deposit of the last instrument of ratification", "deposit"),
    ("within 30 days of receipt of the notification", "notification"),
    ("180 days after the date on which notice is received", "notification"),
    ("six months after receipt of the notice of termination", "termination_notice"),
    ("six months after the date on which notice of denunciation is given", "denunciation_notice"),
    ("within 30 days of receipt of the request", "request"),
    ("within a year of its establishment", "establishment"),
    ("within 30 days after the first meeting", "first_meeting"),
    ("within 60 days of the adoption of the amendment", "adoption"),
    (
        "within six weeks of the completion of the feasibility study",
        "completion_of_feasibility_study",
    ),
    ("within a year of the entry into force of the Peace Treaty", "peace_treaty_entry_into_force"),
    ("at least six months before the end of the period", "expiry"),
    ("shall notify a change at least 30 days before it takes effect", "preceding_event"),
    ("within 10 days thereafter", "preceding_event"),
    ("in force for five years", "entry_into_force"),
    ("automatically renewed for successive five-year periods", "expiry"),
    ("automatically renewed for further periods of one year", "expiry"),
    ("Upon receipt of a request, the Party shall answer within 30 days", "request"),
    ("If a dispute arises, the Parties shall consult within 45 days", "stated_event"),
]

DATES = [
    ("by 31 December 2027", Bound.BY, date(2027, 12, 31)),
    ("by December 31, 2027", Bound.BY, date(2027, 12, 31)),
    ("by the 26th of October 2025", Bound.BY, date(2025, 10, 26)),
    ("by the 26th day of October, 2025", Bound.BY, date(2025, 10, 26)),
    ("by 2026-02-10", Bound.BY, date(2026, 2, 10)),
    ("by 13/02/2026", Bound.BY, date(2026, 2, 13)),
    ("by 02/13/2026", Bound.BY, date(2026, 2, 13)),
    ("by June 2027", Bound.BY, date(2027, 6, 30)),
    ("by February 2028", Bound.BY, date(2028, 2, 29)),
    ("by 2030", Bound.BY, date(2030, 12, 31)),
    ("by the end of 2028", Bound.BY, date(2028, 12, 31)),
    ("by year-end 2026", Bound.BY, date(2026, 12, 31)),
    ("by the second half of 2027", Bound.BY, date(2027, 12, 31)),
    ("no later than 30 June 2027", Bound.NO_LATER_THAN, date(2027, 6, 30)),
    ("not later than the end of the first quarter of 2027", Bound.NO_LATER_THAN, date(2027, 3, 31)),
    ("no later than Q2 2027", Bound.NO_LATER_THAN, date(2027, 6, 30)),
    ("on or before 1 March 2027", Bound.NO_LATER_THAN, date(2027, 3, 1)),
    ("at the latest by 1 March 2027", Bound.NO_LATER_THAN, date(2027, 3, 1)),
    ("no later than 5:00 p.m. on 5 May 2026", Bound.NO_LATER_THAN, date(2026, 5, 5)),
    ("before 2030", Bound.BEFORE, date(2030, 1, 1)),
    ("shall run from 2027", Bound.FROM, date(2027, 1, 1)),
    ("will complete the proposed line in 2027", Bound.ON, date(2027, 12, 31)),
    ("shall be completed in 2027", Bound.ON, date(2027, 12, 31)),
    ("before 1 June 2027", Bound.BEFORE, date(2027, 6, 1)),
    ("until 31 December 2027", Bound.UNTIL, date(2027, 12, 31)),
    ("within the first six months of 2026", Bound.WITHIN, date(2026, 6, 30)),
    ("shall apply as of 1 January 2027", Bound.FROM, date(2027, 1, 1)),
    ("effective January 1, 2027", Bound.FROM, date(2027, 1, 1)),
    ("On 1 January 2027 the Parties shall abolish visas", Bound.ON, date(2027, 1, 1)),
    ("shall hold the first meeting in 2027", Bound.ON, date(2027, 12, 31)),
    ("shall begin no earlier than 1 January 2027", Bound.AFTER, date(2027, 1, 1)),
]

NOT_DEADLINES = [
    "by the Parties",
    "before the court",
    "within the framework of this Charter",
    "within its territory",
    "within the meaning of Article 5",
    "within a reasonable time",
    "within two working groups",
    "until Russia pays for the damage",
    "for the purposes of this Agreement",
    "on the basis of equality",
    "for generations",
    "for the first time",
    "for the past thirty years the Parties have worked together",
    "The Parties may, in the month of May, meet",
    "the Parties may 5 tonnes",
    "in the coming years",
    "over the past ten years",
    "signed on 26 October 2025",
    "The leaders met in Washington on 8 August 2025",
    "will implement the Memorandum signed in Baku on 8 August 2025",
    "Thirty years after the restoration of independence, the bonds are strong",
    "since 2014",
    "The Minister paid a visit from 2 June 2026 to 4 June 2026",
    "will be reduced by 2030 megawatts",
    "the ten-year plan",
    "shall review it every five years thereafter",
    "will act in circumstances such as the hostilities in May 2021",
    "by 31 March of each year",
]


@pytest.mark.parametrize(("text", "duration"), LENGTHS)
def test_length_is_written_as_iso_duration(text: str, duration: str) -> None:
    rule = the_rule(text)

    assert rule.duration == duration


@pytest.mark.parametrize(("text", "anchor"), ANCHORS)
def test_event_has_its_name(text: str, anchor: str) -> None:
    rule = the_rule(text)

    assert rule.anchor == anchor


@pytest.mark.parametrize(("text", "bound", "day"), DATES)
def test_named_day_has_its_bound_and_date(text: str, bound: Bound, day: date) -> None:
    rule = the_rule(text)

    assert (rule.bound, rule.date) == (bound, day)


@pytest.mark.parametrize("text", NOT_DEADLINES)
def test_words_that_only_look_temporal_give_no_rule(text: str) -> None:
    assert find_deadlines(text) == []


@pytest.mark.parametrize(
    "blank", ["____", "__", "[ ]", "[__]", "[●]", "…", "...", "( )", "[number]", "____ (__)"]
)
def test_blank_keeps_its_event_and_has_no_length(blank: str) -> None:
    rule = the_rule(f"The Parties shall meet within {blank} days of entry into force.")

    assert (rule.blank, rule.duration, rule.anchor) == (True, None, "entry_into_force")


@pytest.mark.parametrize("kind", ["working", "business"])
def test_working_days_are_marked(kind: str) -> None:
    rule = the_rule(f"within ten {kind} days of the request")

    assert (rule.working_days, rule.duration) == (True, "P10D")


def test_length_may_be_counted_from_a_named_day() -> None:
    rule = the_rule("within 30 days of 5 May 2026 may agree")

    assert (rule.expression, rule.duration, rule.date) == (
        "within 30 days of 5 May 2026",
        "P30D",
        date(2026, 5, 5),
    )


def test_later_of_two_events_is_kept_as_a_choice() -> None:
    rule = the_rule("within 30 days of the later of signature and ratification")

    assert (rule.candidates, rule.choice) == (("signature", "ratification"), "later")


@pytest.mark.parametrize(
    ("words", "choice"), [("whichever is later", "later"), ("whichever occurs first", "earlier")]
)
def test_whichever_after_the_events_is_read(words: str, choice: str) -> None:
    rule = the_rule(f"within 60 days from signature or entry into force, {words}")

    assert (rule.candidates, rule.choice) == (("signature", "entry_into_force"), choice)


def test_another_date_that_the_parties_may_agree_is_a_candidate() -> None:
    rule = the_rule(
        "shall enter into force 60 days after the date on which the Parties exchange written "
        "notifications certifying completion of their procedures or on such other date as the "
        "Parties may agree"
    )

    assert rule.candidates == ("exchange_of_notifications", "agreed_date")


@pytest.mark.parametrize(
    "text",
    [
        "six months' prior written notice of termination",
        "may terminate it by giving the other Party at least six months’ written notice",
        "may terminate it with prior notice of six months",
        "may terminate it upon six months' notice",
    ],
)
def test_prior_notice_counts_back_from_what_it_announces(text: str) -> None:
    rule = the_rule(text)

    assert (rule.duration, rule.direction, rule.anchor) == ("P6M", -1, "termination")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 30 days before the meeting", Bound.NO_LATER_THAN),
        ("no later than 30 days prior to the meeting", Bound.NO_LATER_THAN),
        ("shall send it 30 days before the meeting", Bound.BEFORE),
    ],
)
def test_days_before_an_event_count_back(text: str, bound: Bound) -> None:
    rule = the_rule(text)

    assert (rule.bound, rule.duration, rule.direction, rule.anchor) == (
        bound,
        "P30D",
        -1,
        "meeting",
    )


def test_first_day_of_the_second_month_following_is_a_month_start() -> None:
    rule = the_rule(
        "shall enter into force on the first day of the second month following the month in which "
        "the Parties have notified each other"
    )

    assert (rule.duration, rule.month_start, rule.anchor) == ("P2M", True, "notification")


def test_ordinal_day_after_an_event_is_a_length() -> None:
    rule = the_rule("on the thirtieth day after the date of deposit of the third instrument")

    assert (rule.bound, rule.duration, rule.anchor) == (Bound.ON, "P30D", "deposit")


def test_anniversary_is_a_length_in_years() -> None:
    rule = the_rule("on the fifth anniversary of its entry into force")

    assert (rule.duration, rule.anchor) == ("P5Y", "entry_into_force")


@pytest.mark.parametrize(
    ("text", "duration", "unit"),
    [
        ("by the end of the year", None, "year"),
        ("by the end of next year", "P1Y", "year"),
        ("will consult later this year", None, "year"),
        ("by the end of the month following the month of signature", "P1M", "month"),
    ],
)
def test_end_of_a_year_or_month_is_relative(text: str, duration: str | None, unit: str) -> None:
    rule = the_rule(text)

    assert (rule.duration, rule.period_end) == (duration, unit)


@pytest.mark.parametrize(
    "text",
    [
        "for a period of ten years",
        "for an initial term of ten years",
        "shall remain in force 10 years from entry into force",
        "shall be invested over the next 10 years",
        "a transition period of ten years from the date of entry into force",
        "The duration of this Agreement is ten years",
    ],
)
def test_period_of_validity_is_for_a_length(text: str) -> None:
    rule = the_rule(text)

    assert (rule.bound, rule.duration) == (Bound.FOR, "P10Y")


def test_upon_signature_needs_no_length() -> None:
    rule = the_rule("shall enter into force upon signature by both Parties")

    assert (rule.expression, rule.bound, rule.anchor) == (
        "upon signature by both Parties",
        Bound.ON,
        "signature",
    )


def test_start_and_end_of_a_span_are_two_rules() -> None:
    rules = find_deadlines("shall apply from 1 January 2027 to 31 December 2030")

    assert [(rule.bound, rule.date) for rule in rules] == [
        (Bound.FROM, date(2027, 1, 1)),
        (Bound.UNTIL, date(2030, 12, 31)),
    ]


def test_initial_term_renewal_and_notice_are_three_rules() -> None:
    rules = find_deadlines(
        "This Agreement shall remain in force for a period of five (5) years and shall be "
        "automatically renewed for successive periods of two years unless either Party gives six "
        "months' prior written notice of termination."
    )

    assert [(rule.duration, rule.anchor, rule.direction) for rule in rules] == [
        ("P5Y", "entry_into_force", 1),
        ("P2Y", "expiry", 1),
        ("P6M", "termination", -1),
    ]


def test_hard_wrapped_line_does_not_break_a_rule() -> None:
    rule = the_rule("shall report within three\n   months of the date\nof signature")

    assert (rule.duration, rule.anchor) == ("P3M", "signature")


def test_rule_does_not_reach_over_a_paragraph() -> None:
    rule = the_rule("shall report within three months\n\nof signature")

    assert rule.expression == "within three months"


def test_capitals_are_read_like_small_letters() -> None:
    rule = the_rule("WITHIN THREE MONTHS OF SIGNATURE")

    assert (rule.duration, rule.anchor) == ("P3M", "signature")


def test_language_without_a_grammar_gives_nothing() -> None:
    assert find_deadlines("dans un délai de trois mois, within three months", "fr") == []


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("held on 10-12 February 2026", date(2026, 2, 10), date(2026, 2, 12), "day"),
        ("held on May 5-7, 2026", date(2026, 5, 5), date(2026, 5, 7), "day"),
        ("the 14th day of the July, 2022", date(2022, 7, 14), date(2022, 7, 14), "day"),
        (
            "DONE this fourteenth day of May, two thousand and twenty-six",
            date(2026, 5, 14),
            date(2026, 5, 14),
            "day",
        ),
        ("5 June twenty twenty-six", date(2026, 6, 5), date(2026, 6, 5), "day"),
        (
            "5 June nineteen hundred and ninety-four",
            date(1994, 6, 5),
            date(1994, 6, 5),
            "day",
        ),
        (
            "5 June one thousand nine hundred and ninety-four",
            date(1994, 6, 5),
            date(1994, 6, 5),
            "day",
        ),
        ("the month of May 2026", date(2026, 5, 1), date(2026, 5, 31), "month"),
        ("the second half of 2026", date(2026, 7, 1), date(2026, 12, 31), "half"),
        ("the Parties may 2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("the end of 2028", date(2028, 12, 31), date(2028, 12, 31), "year"),
        ("the summer of 2027", None, None, "season"),
        ("on 30 February 2026", None, None, "day"),
        ("on 01/02/2026", None, None, "day"),
    ],
)
def test_named_stretch_has_its_first_and_last_day(
    text: str, first: date | None, last: date | None, precision: str
) -> None:
    (found,) = find_dates(text)

    assert (found.date, found.last, found.precision) == (first, last, precision)


def test_may_the_verb_is_no_month() -> None:
    assert find_dates("Each Party may, in May, propose; they may 5 times object") == []
