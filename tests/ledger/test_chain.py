"""The chain: what verification sees, and what only a checkpoint shows."""

from collections.abc import Callable
from typing import Any

import pytest

from servanda.ledger import GENESIS, Checkpoint, entry_hash, verify

Entry = dict[str, Any]
Attack = Callable[[list[Entry], int], list[Entry]]
SIZE = 12


def chain(size: int, start: int = 1, previous: str = GENESIS, text: str = "") -> list[Entry]:
    entries = []
    for sequence in range(start, start + size):
        content = {"sequence": sequence, "action": "thing.changed", "after": f"{text}{sequence}"}
        written = entry_hash(content, previous)
        entries.append({**content, "previous_hash": previous, "hash": written})
        previous = written
    return entries


def altered(entry: Entry, **fields: Any) -> Entry:
    return {**entry, **fields}


def rehashed(entry: Entry) -> Entry:
    content = {key: value for key, value in entry.items() if key not in {"hash", "previous_hash"}}
    return {**entry, "hash": entry_hash(content, entry["previous_hash"])}


def alter(entries: list[Entry], at: int) -> list[Entry]:
    return [*entries[:at], altered(entries[at], after="else"), *entries[at + 1 :]]


def alter_and_rehash(entries: list[Entry], at: int) -> list[Entry]:
    return [*entries[:at], rehashed(altered(entries[at], after="else")), *entries[at + 1 :]]


def delete(entries: list[Entry], at: int) -> list[Entry]:
    return [*entries[:at], *entries[at + 1 :]]


def reorder(entries: list[Entry], at: int) -> list[Entry]:
    other = (at + 1) % len(entries)
    moved = list(entries)
    moved[at], moved[other] = moved[other], moved[at]
    return moved


def duplicate(entries: list[Entry], at: int) -> list[Entry]:
    return [*entries[: at + 1], *entries[at:]]


def insert(entries: list[Entry], at: int) -> list[Entry]:
    extra = rehashed(altered(entries[at], after="slipped in"))
    return [*entries[:at], extra, *entries[at:]]


def add_a_field(entries: list[Entry], at: int) -> list[Entry]:
    return [*entries[:at], altered(entries[at], note="new"), *entries[at + 1 :]]


def drop_a_field(entries: list[Entry], at: int) -> list[Entry]:
    without = {key: value for key, value in entries[at].items() if key != "action"}
    return [*entries[:at], without, *entries[at + 1 :]]


def cut_the_end(entries: list[Entry], at: int) -> list[Entry]:
    return entries[:at]


def write_anew(entries: list[Entry], at: int) -> list[Entry]:
    kept = entries[:at]
    previous = kept[-1]["hash"] if kept else GENESIS
    return [*kept, *chain(len(entries) - at, at + 1, previous, "other ")]


def delete_and_write_anew(entries: list[Entry], at: int) -> list[Entry]:
    return write_anew(entries[:-1], min(at, len(entries) - 2))


def show_another_history(entries: list[Entry], at: int) -> list[Entry]:
    return chain(len(entries), text="another ")


SEEN_BY_THE_CHAIN = [alter, delete, duplicate, insert, reorder, add_a_field, drop_a_field]
SEEN_BY_THE_CHECKPOINT = [
    *SEEN_BY_THE_CHAIN,
    alter_and_rehash,
    cut_the_end,
    write_anew,
    delete_and_write_anew,
    show_another_history,
]


def test_an_untouched_chain_is_whole() -> None:
    assert verify(chain(SIZE)).whole


def test_an_empty_chain_is_whole_and_stands_at_the_beginning() -> None:
    assert verify([]).head == GENESIS


def test_the_first_bad_entry_is_named() -> None:
    assert verify(alter(chain(SIZE), 6)).first_bad == 7


def test_the_reason_says_what_is_wrong() -> None:
    assert "was altered after it was written" in verify(alter(chain(SIZE), 6)).reason


def test_an_entry_altered_and_hashed_again_shows_at_the_entry_after_it() -> None:
    assert verify(alter_and_rehash(chain(SIZE), 6)).first_bad == 8


def test_a_missing_entry_is_named() -> None:
    assert verify(delete(chain(SIZE), 6)).first_bad == 7


def test_an_end_that_was_cut_off_shows_against_a_checkpoint() -> None:
    entries = chain(SIZE)
    noted = Checkpoint(SIZE, entries[-1]["hash"])

    verdict = verify(entries[:8], checkpoint=noted)

    assert (verdict.first_bad, "cut off" in verdict.reason) == (9, True)


def test_an_older_checkpoint_does_not_complain_about_what_came_since() -> None:
    entries = chain(SIZE)

    assert verify(entries, checkpoint=Checkpoint(5, entries[4]["hash"])).whole


def test_a_checkpoint_of_the_empty_chain_fits_every_chain() -> None:
    assert verify(chain(SIZE), checkpoint=Checkpoint(0, GENESIS)).whole


@pytest.mark.parametrize("attack", SEEN_BY_THE_CHAIN)
def test_the_chain_alone_sees_every_change_inside_it(attack: Attack) -> None:
    entries = chain(SIZE)

    missed = [at for at in range(SIZE - 1) if verify(attack(entries, at)).whole]

    assert missed == []


@pytest.mark.parametrize("attack", SEEN_BY_THE_CHECKPOINT)
def test_a_checkpoint_sees_every_attack_at_every_entry(attack: Attack) -> None:
    entries = chain(SIZE)
    noted = Checkpoint(SIZE, entries[-1]["hash"])

    missed = [at for at in range(SIZE) if verify(attack(entries, at), checkpoint=noted).whole]

    assert missed == []
