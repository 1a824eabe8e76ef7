"""The ledger's mathematics: canonical form, entry hashes, verification of a chain.

Pure: no clock, no network, no database. Whoever holds the same entries computes the same hashes.
"""

from servanda.ledger.canonical import NotCanonical, canonical
from servanda.ledger.chain import GENESIS, Checkpoint, Verdict, entry_hash, verify

__all__ = [
    "GENESIS",
    "Checkpoint",
    "NotCanonical",
    "Verdict",
    "canonical",
    "entry_hash",
    "verify",
]
