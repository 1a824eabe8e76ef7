"""A ledger entry is shown as the fields that it changed."""

import json
from datetime import UTC, datetime

from servanda.desk.record.changes import Change, changed, runs
from servanda.desk.record.models import LedgerEntry


def entry(before: object, after: object, **fields: object) -> LedgerEntry:
    written = {
        "before": None if before is None else json.dumps(before),
        "after": None if after is None else json.dumps(after),
        "action": "commitment.changed",
        "actor_name": "Officer",
        "at": datetime(2026, 11, 21, 9, tzinfo=UTC),
        **fields,
    }
    return LedgerEntry(**written)


def test_only_the_fields_that_changed_are_shown() -> None:
    made = entry({"force": "intention", "act": "meet"}, {"force": "obligation", "act": "meet"})

    assert list(changed(made)) == [Change("force", "intention", "obligation")]


def test_of_a_new_thing_every_field_that_says_something_is_shown() -> None:
    made = entry(None, {"act": "meet", "why": "", "conditions": []})

    assert list(changed(made)) == [Change("act", "", "meet")]


def test_of_a_removed_thing_what_it_said_is_shown_as_before() -> None:
    made = entry({"act": "meet"}, None)

    assert list(changed(made)) == [Change("act", "meet", "")]


def test_a_list_is_shown_as_its_words() -> None:
    made = entry({"actors": []}, {"actors": ["Northland", "Southland"]})

    assert [each.after for each in changed(made)] == ["Northland; Southland"]


def test_yes_and_no_are_words() -> None:
    made = entry({"verifiable": False}, {"verifiable": True})

    assert list(changed(made)) == [Change("verifiable", "no", "yes")]


def test_what_only_the_machine_counts_is_not_shown() -> None:
    made = entry({"ordinal": 1}, {"ordinal": 2})

    assert list(changed(made)) == []


def test_entries_of_one_kind_in_a_row_are_drawn_together() -> None:
    entries = [entry(None, {}) for _ in range(3)] + [entry(None, {}, action="text.added")]

    assert [(run.action, run.number) for run in runs(entries)] == [
        ("commitment.changed", 3),
        ("text.added", 1),
    ]


def test_entries_of_two_days_stand_apart() -> None:
    entries = [entry(None, {}), entry(None, {}, at=datetime(2026, 11, 20, 9, tzinfo=UTC))]

    assert [run.number for run in runs(entries)] == [1, 1]
