"""A chain of entries, each bound to the one before it, and its verification.

A chain alone shows every alteration inside it, yet not that its end was cut off or that all of it
was written anew: for that, somebody else must hold a checkpoint, its size and last hash some day.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.ledger.canonical import NotCanonical, canonical

GENESIS = "0" * 64  # stands where the first entry has no entry before it


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long a chain was and what its last hash was, as somebody noted it."""

    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found: whole, or the first bad entry and what is wrong with it."""

    size: int
    head: str
    first_bad: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Tell that no entry is bad."""
        return self.first_bad is None

    def __bool__(self) -> bool:
        return self.whole


def entry_hash(content: Mapping[str, Any], previous: str) -> str:
    """Return the SHA-256 of an entry's canonical form together with the hash before it."""
    return hashlib.sha256(canonical({**content, "previous_hash": previous})).hexdigest()


def verify(
    entries: Iterable[Mapping[str, Any]], *, checkpoint: Checkpoint | None = None
) -> Verdict:
    """Walk a chain from its first entry and name the first bad one.

    An entry is a mapping with `sequence`, `previous_hash`, `hash`, and all that the hash covers.
    With a checkpoint, a chain that is shorter, or was written anew up to there, is bad too.
    """
    size, head = 0, GENESIS
    for entry in entries:
        fault = _fault(entry, size + 1, head)
        if fault:
            return Verdict(size, head, size + 1, fault)
        size, head = size + 1, str(entry["hash"])
        if checkpoint and size == checkpoint.size and head != checkpoint.hash:
            return Verdict(size - 1, str(entry["previous_hash"]), size, _other(checkpoint))
    if checkpoint and size < checkpoint.size:
        return Verdict(size, head, size + 1, _short(checkpoint, size))
    return Verdict(size, head)


def _fault(entry: Mapping[str, Any], expected: int, head: str) -> str:
    sequence = entry.get("sequence")
    if sequence != expected:
        return (
            f"Entry {expected} should follow, but entry {sequence} does: one is missing or moved."
        )
    if entry.get("previous_hash") != head:
        return (
            f"Entry {expected} does not continue the entry before it: one of the two was altered."
        )
    covered = {
        name: value for name, value in entry.items() if name not in {"hash", "previous_hash"}
    }
    try:
        computed = entry_hash(covered, head)
    except NotCanonical as error:
        return f"Entry {expected} cannot be hashed. {error}"
    if entry.get("hash") != computed:
        return f"Entry {expected} was altered after it was written: its content has another hash."
    return ""


def _other(checkpoint: Checkpoint) -> str:
    return (
        f"Entry {checkpoint.size} is not the one that the checkpoint noted: entries up to here "
        "were written anew."
    )


def _short(checkpoint: Checkpoint, size: int) -> str:
    return (
        f"The chain ends after {size} entries, but the checkpoint noted {checkpoint.size}: "
        "the end was cut off."
    )
