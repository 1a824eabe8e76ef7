"""Canonical form, hashes and verification of an append-only ledger."""
