"""Azerbaijani words of time against rules worked out by hand."""

from datetime import date

import pytest

from deadlines.cases import the_recurrence, the_rule
from servanda.deadlines import Bound, find_dates, find_deadlines, find_recurrences

LENGTHS = [
    ("üç ay ərzində", Bound.WITHIN, "P3M", None),
    ("imzalandıqdan sonra 3 (üç) ay müddətində", Bound.WITHIN, "P3M", "signature"),
    ("qüvvəyə mindiyi tarixdən 60 gün sonra", Bound.AFTER, "P60D", "entry_into_force"),
    ("sorğunun alındığı tarixdən etibarən 30 gün ərzində", Bound.WITHIN, "P30D", "request"),
    ("bildirişin alındığı tarixdən 30 gün sonra", Bound.AFTER, "P30D", "notification"),
    ("birinci iclasdan sonra 2 ay ərzində", Bound.WITHIN, "P2M", "first_meeting"),
    ("30 gündən gec olmayaraq", Bound.NO_LATER_THAN, "P30D", None),
    ("üç aydan çox olmayan müddətdə", Bound.WITHIN, "P3M", None),
    ("on iki ay ərzində", Bound.WITHIN, "P12M", None),
    ("ALTI AY ƏRZİNDƏ", Bound.WITHIN, "P6M", None),
    (
        "denonsasiya barədə bildirişdən sonra 6 ay ərzində",
        Bound.WITHIN,
        "P6M",
        "termination_notice",
    ),
    ("yarım il ərzində", Bound.WITHIN, "P6M", None),
    ("bir il yarım ərzində", Bound.WITHIN, "P1Y6M", None),
    ("24 saat ərzində", Bound.WITHIN, "PT24H", None),
    ("beş il müddətinə", Bound.FOR, "P5Y", None),
    ("beş il müddətinə qüvvədə qalır", Bound.FOR, "P5Y", "entry_into_force"),
    ("avtomatik olaraq növbəti 5 (beş) illik müddətə uzadılır", Bound.FOR, "P5Y", "expiry"),
    ("növbəti beşillik müddətə uzadılır", Bound.FOR, "P5Y", "expiry"),
    ("İMZALANDIQDAN SONRA ÜÇ AY ƏRZİNDƏ", Bound.WITHIN, "P3M", "signature"),
]

DATES = [
    ("ən geci 31 dekabr 2027-ci ilədək", Bound.NO_LATER_THAN, date(2027, 12, 31)),
    ("31 dekabr 2027-ci il tarixindən gec olmayaraq", Bound.NO_LATER_THAN, date(2027, 12, 31)),
    ("2026-cı il mayın 10-dək", Bound.BY, date(2026, 5, 10)),
    ("10.02.2026 tarixinədək", Bound.BY, date(2026, 2, 10)),
    ("2028-ci ilin sonunadək", Bound.BY, date(2028, 12, 31)),
    ("2028-ci ilin sonuna qədər", Bound.BY, date(2028, 12, 31)),
    ("2027-ci ilin birinci rübünün sonunadək", Bound.BY, date(2027, 3, 31)),
    ("2026-cı ilin may ayınadək", Bound.BY, date(2026, 5, 31)),
    ("2030-cu ilədək", Bound.BY, date(2030, 12, 31)),
    ("2030-cu ilə qədər", Bound.BY, date(2030, 12, 31)),
    ("2027-ci il yanvarın 1-dən etibarən", Bound.FROM, date(2027, 1, 1)),
    ("2027-ci il yanvarın 1-dən əvvəl", Bound.BEFORE, date(2027, 1, 1)),
]

NAMED = [
    ("10 fevral 2026-cı il", date(2026, 2, 10)),
    ("3 noyabr 2025-ci il", date(2025, 11, 3)),
    ("sentyabrın 5-i 2026", date(2026, 9, 5)),
    ("14 mart 2026", date(2026, 3, 14)),
    ("2026-cı ilin mayın 10-u", date(2026, 5, 10)),
    ("2026-cı il iyunun 30-da", date(2026, 6, 30)),
]

CYCLES = [
    ("ildə azı bir dəfə", "P1Y", 1, Bound.AT_LEAST_EVERY),
    ("ən azı ildə bir dəfə", "P1Y", 1, Bound.AT_LEAST_EVERY),
    ("ildə iki dəfədən az olmayaraq", "P1Y", 2, Bound.AT_LEAST_EVERY),
    ("il ərzində iki dəfə", "P1Y", 2, Bound.EVERY),
    ("hər il", "P1Y", 1, Bound.EVERY),
    ("hər rüb", "P3M", 1, Bound.EVERY),
    ("rübdə bir dəfə", "P3M", 1, Bound.EVERY),
    ("hər altı aydan bir", "P6M", 1, Bound.EVERY),
    ("hər iki ildən bir", "P2Y", 1, Bound.EVERY),
    ("hər üç (3) ildə bir dəfə", "P3Y", 1, Bound.EVERY),
    ("İLDƏ İKİ DƏFƏ", "P1Y", 2, Bound.EVERY),
]


@pytest.mark.parametrize(("text", "bound", "duration", "anchor"), LENGTHS)
def test_length_is_read_with_its_bound_and_event(
    text: str, bound: Bound, duration: str, anchor: str | None
) -> None:
    rule = the_rule(text, "az")

    assert (rule.bound, rule.duration, rule.anchor) == (bound, duration, anchor)


@pytest.mark.parametrize(("text", "bound", "day"), DATES)
def test_day_is_bound_by_its_case_and_the_word_after_it(text: str, bound: Bound, day: date) -> None:
    rule = the_rule(text, "az")

    assert (rule.expression, rule.bound, rule.date) == (text, bound, day)


@pytest.mark.parametrize(("text", "day"), NAMED)
def test_named_day_is_found(text: str, day: date) -> None:
    (found,) = find_dates(f"Bakıda {text} imzalanmışdır", "az")

    assert (found.expression, found.date) == (text, day)


@pytest.mark.parametrize(("text", "every", "times", "bound"), CYCLES)
def test_recurrence_has_its_period_and_count(
    text: str, every: str, times: int, bound: Bound
) -> None:
    found = the_recurrence(f"Tərəflər {text} görüşürlər", "az")

    assert (found.expression, found.every, found.times, found.bound) == (text, every, times, bound)


@pytest.mark.parametrize(
    "text",
    ["Tərəflər arasında", "may ayında", "bu sahədə əməkdaşlıq", "illər ərzində", "beş illik plan"],
)
def test_words_that_only_look_temporal_give_no_rule(text: str) -> None:
    assert find_deadlines(text, "az") == []


def test_ceiling_is_no_recurrence() -> None:
    assert find_recurrences("ildə iki dəfədən çox olmayaraq", "az") == []


def test_yearly_day_is_kept() -> None:
    found = the_recurrence("hər il martın 15-dək", "az")

    assert found.rrule == "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"


def test_prior_notice_counts_back_from_termination() -> None:
    rule = the_rule("xitam verilməsindən ən azı altı ay əvvəl yazılı bildiriş", "az")

    assert (rule.duration, rule.direction, rule.anchor) == ("P6M", -1, "termination")


def test_prior_notice_without_its_event_announces_the_ending_that_is_spoken_of() -> None:
    rule = the_rule("Saziş ləğv edildikdə ən azı altı ay əvvəl yazılı bildiriş göndərilir", "az")

    assert (rule.direction, rule.anchor) == (-1, "termination")


def test_end_of_a_year_is_one_day() -> None:
    (found,) = find_dates("2028-ci ilin sonunadək", "az")

    assert (found.date, found.last) == (date(2028, 12, 31), date(2028, 12, 31))


def test_working_days_are_marked() -> None:
    rule = the_rule("sorğudan sonra 10 iş günü ərzində", "az")

    assert (rule.working_days, rule.duration) == (True, "P10D")


def test_blank_has_no_length() -> None:
    rule = the_rule("imzalandıqdan sonra ____ gün ərzində", "az")

    assert (rule.blank, rule.duration, rule.anchor) == (True, None, "signature")


def test_first_day_of_the_second_month_following_is_a_month_start() -> None:
    rule = the_rule(
        "ratifikasiya sənədlərinin mübadiləsi tarixindən sonrakı ikinci ayın birinci günü", "az"
    )

    assert (rule.duration, rule.month_start, rule.anchor) == (
        "P2M",
        True,
        "exchange_of_instruments",
    )


def test_two_events_are_both_kept() -> None:
    rule = the_rule("imzalandığı və ya qüvvəyə mindiyi tarixdən 60 gün ərzində", "az")

    assert rule.candidates == ("signature", "entry_into_force")


def test_end_of_the_year_is_relative() -> None:
    rule = the_rule("cari ilin sonunadək", "az")

    assert (rule.expression, rule.period_end) == ("cari ilin sonunadək", "year")
