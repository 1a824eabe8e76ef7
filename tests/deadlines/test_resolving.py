"""Rules against dates worked out by hand, and the sentences that tell how or why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.cases import the_rule
from servanda.deadlines import Bound, DeadlineRule, resolve

SIGNED = date(2026, 2, 10)
IN_FORCE = date(2026, 5, 31)
EVENTS = {"signature": SIGNED, "entry_into_force": IN_FORCE}

WORKED = [
    (
        "within three months of signature",
        date(2026, 5, 10),
        "10 February 2026 + 3 months = 10 May 2026",
    ),
    (
        "within sixty days of signature",
        date(2026, 4, 11),
        "10 February 2026 + 60 days = 11 April 2026",
    ),
    (
        "within one year of signature",
        date(2027, 2, 10),
        "10 February 2026 + 1 year = 10 February 2027",
    ),
    (
        "within two weeks of signature",
        date(2026, 2, 24),
        "10 February 2026 + 2 weeks = 24 February 2026",
    ),
    (
        "within 24 hours of signature",
        date(2026, 2, 11),
        "10 February 2026 + 24 hours = 11 February 2026",
    ),
    (
        "within nine months of entry into force",
        date(2027, 2, 28),
        "31 May 2026 + 9 months = 28 February 2027 (February 2027 has no day 31: its last day)",
    ),
    (
        "within ten working days of signature",
        date(2026, 2, 24),
        (
            "10 February 2026 + 10 working days = 24 February 2026 "
            "(not counted: Saturdays and Sundays)"
        ),
    ),
    (
        "at least 30 days before entry into force",
        date(2026, 5, 1),
        "31 May 2026 − 30 days = 1 May 2026",
    ),
    (
        "on the first day of the second month following signature",
        date(2026, 4, 1),
        "first day of the month 2 months after that of 10 February 2026 = 1 April 2026",
    ),
    ("by 30 June 2027", date(2027, 6, 30), "30 June 2027, the day that the words name"),
    ("by June 2027", date(2027, 6, 30), "30 June 2027, the last day of what the words name"),
    ("before 1 June 2027", date(2027, 5, 31), "the day before 1 June 2027 = 31 May 2027"),
    (
        "before the end of 2027",
        date(2027, 12, 31),
        "31 December 2027, the last day of what the words name",
    ),
    ("upon signature", SIGNED, "signature: 10 February 2026"),
    (
        "within 30 days of 5 May 2026",
        date(2026, 6, 4),
        "5 May 2026 + 30 days = 4 June 2026",
    ),
    (
        "within 30 days of the later of signature and entry into force",
        date(2026, 6, 30),
        (
            "the later of signature and entry into force: 31 May 2026; "
            "31 May 2026 + 30 days = 30 June 2026"
        ),
    ),
    (
        "within 30 days of the earlier of signature and ratification",
        date(2026, 3, 12),
        (
            "the earlier of signature and ratification: 10 February 2026; "
            "10 February 2026 + 30 days = 12 March 2026"
        ),
    ),
]

OPEN = [
    (
        "within ____ days of signature",
        "Open: the text leaves the number blank (“within ____ days of signature”).",
        "number left blank in the text",
    ),
    (
        "within 60 days of ratification",
        "Open: waits for the ratification; then 60 days from it.",
        "ratification",
    ),
    (
        "six months' notice of termination",
        "Open: waits for the termination; then 6 months back from it.",
        "termination",
    ),
    (
        "within 30 days of the later of signature and ratification",
        "Open: waits for the ratification; then 30 days from it.",
        "ratification",
    ),
    ("by 01/02/2026", "Open: “by 01/02/2026” can be read day first or month first.", None),
    (
        "by 31 June 2026",
        "Open: “by 31 June 2026” names a day that the calendar does not have.",
        None,
    ),
    ("by 31 December", "Open: “by 31 December” names a day without its year.", None),
    (
        "by the autumn",
        "Open: “by the autumn” names a season or a stretch of time, not a day.",
        None,
    ),
    ("within 12 months", "Open: the words name no event to count from (“within 12 months”).", None),
]


@pytest.mark.parametrize(("text", "due", "derivation"), WORKED)
def test_date_is_worked_out_in_words(text: str, due: date, derivation: str) -> None:
    found = resolve(the_rule(text), EVENTS)

    assert (found.date, found.derivation, found.waits_for) == (due, derivation, None)


@pytest.mark.parametrize(("text", "derivation", "waits_for"), OPEN)
def test_open_rule_says_why(text: str, derivation: str, waits_for: str | None) -> None:
    found = resolve(the_rule(text), EVENTS)

    assert (found.date, found.derivation, found.waits_for) == (None, derivation, waits_for)


def test_earlier_of_a_count_and_a_day_is_taken() -> None:
    rule = the_rule("within 30 days of signature or by 1 March 2026, whichever is earlier")

    assert resolve(rule, EVENTS).derivation == (
        "10 February 2026 + 30 days = 12 March 2026; 1 March 2026, the day that the words name; "
        "the earlier: 1 March 2026"
    )


def test_later_of_a_count_and_a_day_waits_for_the_event() -> None:
    rule = the_rule("by 1 March 2026 or within 30 days of ratification, whichever is later")

    assert resolve(rule, EVENTS).waits_for == "ratification"


def test_default_anchor_serves_words_that_name_no_event() -> None:
    found = resolve(the_rule("within 12 months"), EVENTS, default_anchor="signature")

    assert found.date == date(2027, 2, 10)


def test_default_anchor_never_replaces_an_event_that_is_named() -> None:
    found = resolve(
        the_rule("within 12 months of ratification"), EVENTS, default_anchor="signature"
    )

    assert found.date is None


def test_default_anchor_gives_no_date_to_a_season() -> None:
    found = resolve(the_rule("by the autumn"), EVENTS, default_anchor="signature")

    assert found.date is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by the end of the year", date(2026, 12, 31)),
        ("by the end of next year", date(2027, 12, 31)),
        ("by the end of the month following the month of signature", date(2026, 3, 31)),
    ],
)
def test_relative_end_is_that_of_the_event(text: str, due: date) -> None:
    assert resolve(the_rule(text), EVENTS, default_anchor="signature").date == due


def test_holidays_are_not_counted() -> None:
    rule = the_rule("within two working days of signature")

    assert resolve(rule, EVENTS, holidays=[date(2026, 2, 11)]).date == date(2026, 2, 13)


def test_date_that_the_parties_agreed_replaces_the_count() -> None:
    rule = the_rule("60 days after signature or on such other date as the Parties may agree")
    found = resolve(rule, {**EVENTS, "agreed_date": date(2026, 7, 1)})

    assert found.date == date(2026, 7, 1)


def test_count_stands_until_another_date_is_agreed_and_says_so() -> None:
    rule = the_rule("60 days after signature or on such other date as the Parties may agree")
    found = resolve(rule, EVENTS)

    assert found.derivation == (
        "10 February 2026 + 60 days = 11 April 2026 (unless the parties have agreed another date)"
    )


def test_two_events_without_a_choice_stay_open_when_their_dates_differ() -> None:
    found = resolve(the_rule("within 30 days of signature or entry into force"), EVENTS)

    assert found.date is None


def test_date_beyond_the_year_9999_is_open() -> None:
    rule = DeadlineRule("within 9999 years", 0, 17, Bound.WITHIN, "P9999Y", anchor="signature")

    assert resolve(rule, EVENTS).derivation == (
        "Open: the date lies beyond the calendar (years 1 to 9999)."
    )


def test_duration_that_is_none_is_open() -> None:
    rule = DeadlineRule("within a while", 0, 14, Bound.WITHIN, "a while", anchor="signature")

    assert resolve(rule, EVENTS).derivation == (
        "Open: the length “within a while” cannot be counted."
    )


@pytest.mark.parametrize(
    ("text", "derivation"),
    [
        (
            "imzalandıqdan sonra üç ay ərzində",
            "10 fevral 2026-cı il + 3 ay = 10 may 2026-cı il",
        ),
        (
            "ratifikasiyadan sonra 60 gün ərzində",
            "Açıqdır: gözlənilən hadisə: ratifikasiya; sonra ondan irəli 60 gün.",
        ),
        ("____ gün ərzində", "Açıqdır: mətndə rəqəm boş buraxılıb (“____ gün ərzində”)."),
        ("10.05.2026 tarixinədək", "10 may 2026-cı il: mətndə adı çəkilən gün"),
    ],
)
def test_derivation_is_told_in_azerbaijani(text: str, derivation: str) -> None:
    found = resolve(the_rule(text, "az"), EVENTS, language="az")

    assert found.derivation == derivation


RULES = st.builds(
    DeadlineRule,
    expression=st.text(max_size=30),
    start=st.just(0),
    end=st.just(0),
    bound=st.sampled_from(Bound),
    duration=st.none() | st.sampled_from(["P3M", "P9999Y", "PT5H", "P999999D", "nonsense", ""]),
    date=st.none() | st.dates(),
    anchor=st.none() | st.sampled_from(["signature", "ratification", "", "x"]),
    candidates=st.sampled_from([(), ("signature", "ratification"), ("signature", "agreed_date")]),
    choice=st.sampled_from([None, "later", "earlier"]),
    working_days=st.booleans(),
    month_start=st.booleans(),
    blank=st.booleans(),
    direction=st.sampled_from([1, -1]),
    period_end=st.sampled_from([None, "month", "quarter", "year"]),
)


@given(RULES, st.dictionaries(st.sampled_from(["signature", "ratification"]), st.dates()))
def test_any_rule_gets_a_date_or_a_sentence(rule: DeadlineRule, events: dict[str, date]) -> None:
    found = resolve(rule, events, default_anchor="signature")

    assert found.derivation


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
@pytest.mark.parametrize(
    "text",
    [
        "within three months of signature",
        "within ten working days of signature",
        "at least 30 days before signature",
        "on the first day of the second month following signature",
        "by the end of the month following the month of signature",
    ],
)
def test_later_event_never_brings_an_earlier_date(text: str, one: date, other: date) -> None:
    rule = the_rule(text)
    early = resolve(rule, {"signature": min(one, other)}).date
    late = resolve(rule, {"signature": max(one, other)}).date

    assert early is not None
    assert late is not None
    assert early <= late
