"""Checks what a model quotes: words not literally in the passage are refused and counted."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a passage at their place: `text` is exactly `passage[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The quotes that stand in the passage, and how many did not."""

    quotes: tuple[Quoted, ...]
    refused: tuple[str, ...]

    @property
    def count_refused(self) -> int:
        """Count the quotes that were refused."""
        return len(self.refused)


def check_quotes(quotes: Iterable[str], passage: str) -> Checked:
    """Keep the quotes that are literally in the passage; not a comma may differ.

    >>> checked = check_quotes(["was opened", "was closed", ""], "The port was opened.")
    >>> checked.quotes, checked.count_refused
    ((Quoted(start=9, end=19, text='was opened'),), 2)
    """
    kept: list[Quoted] = []
    refused: list[str] = []
    for quote in quotes:
        start = passage.find(quote) if quote.strip() else -1
        if start < 0:
            refused.append(quote)
        else:
            kept.append(Quoted(start, start + len(quote), quote))
    return Checked(tuple(kept), tuple(refused))
