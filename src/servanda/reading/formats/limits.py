"""How large a document may be, and what its parsing may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: a treaty with annexes needs a tenth of any of these."""

    document_bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    unpacked_ratio: int = 200
    members: int = 5_000
    characters: int = 2_000_000
    pages: int = 2_000
    memory_bytes: int = 768 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: int = 40


DEFAULT = Limits()
