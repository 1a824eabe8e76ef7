"""The dated and undated rules of real agreements, each worked out by reading the agreement."""

from datetime import date
from pathlib import Path

import pytest

from servanda.deadlines import find_deadlines, find_recurrences, resolve

AGREEMENTS = Path(__file__).parents[2].parent / "shared" / "agreements"
pytestmark = pytest.mark.skipif(
    not AGREEMENTS.is_dir(), reason="the thirteen agreements are not beside this checkout"
)

DATED = [
    ("2023-05-20", date(2023, 5, 20), "within 12 months", date(2024, 5, 20)),
    ("2023-05-20", date(2023, 5, 20), "by the end of 2023", date(2023, 12, 31)),
    ("2023-06-08", date(2023, 6, 8), "within the next twelve months", date(2024, 6, 8)),
    ("2023-06-08", date(2023, 6, 8), "by the end of the year", date(2023, 12, 31)),
    ("2024-04-15", date(2024, 4, 15), "by the end of 2024", date(2024, 12, 31)),
    ("2025-09-18", date(2025, 9, 18), "within two years", date(2027, 9, 18)),
    ("2025-09-18", date(2025, 9, 18), "by the end of 2028", date(2028, 12, 31)),
    ("2025-10-26-agr", date(2025, 10, 26), "over the next 10 years", date(2035, 10, 26)),
]
UNDATED = [
    ("2021-09-01", "this fall", None),
    ("2023-06-08", "by the autumn", None),
    ("2024-06-13", "within 24 hours", "request"),
    ("2024-06-13", "within 60 days of its entry into force", "entry_into_force"),
    ("2024-06-13", "6 months after the date of such notification", "notification"),
    ("2025-09-18", "within six months of the date this MOU becomes operative", "entry_into_force"),
    (
        "2025-10-26-agr",
        "within two years of the date of entry into force of this Agreement",
        "entry_into_force",
    ),
]
RECURRING = [
    ("2023-06-08", "biannually", "P1Y", 2),
    ("2024-06-13", "no less than annually", "P1Y", 1),
    ("2024-06-13", "once every 12-18 months", "P18M", 1),
    ("2024-06-13", "on at least a quarterly basis", "P3M", 1),
    ("2025-09-18", "every year thereafter", "P1Y", 1),
    ("2025-10-26-mem", "on a quarterly basis", "P3M", 1),
]


def text_of(start: str) -> str:
    (path,) = AGREEMENTS.glob(f"{start}*.txt")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("start", "signed", "words", "due"), DATED)
def test_rule_of_a_real_agreement_has_its_date(
    start: str, signed: date, words: str, due: date
) -> None:
    rules = {rule.expression: rule for rule in find_deadlines(text_of(start))}

    assert resolve(rules[words], {"signature": signed}, default_anchor="signature").date == due


@pytest.mark.parametrize(("start", "words", "anchor"), UNDATED)
def test_rule_of_a_real_agreement_waits_for_its_event(
    start: str, words: str, anchor: str | None
) -> None:
    rules = {rule.expression: rule for rule in find_deadlines(text_of(start))}

    assert rules[words].anchor == anchor
    assert resolve(rules[words], {}, default_anchor="signature").date is None


@pytest.mark.parametrize(("start", "words", "every", "times"), RECURRING)
def test_recurrence_of_a_real_agreement_is_found(
    start: str, words: str, every: str, times: int
) -> None:
    found = {recurrence.expression: recurrence for recurrence in find_recurrences(text_of(start))}

    assert (found[words].every, found[words].times) == (every, times)


def test_declaration_without_any_time_has_no_rule() -> None:
    assert find_deadlines(text_of("2025-10-26-joint")) == []
