"""A mistake in files that came in: which file, row and field, what is wrong, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend; `row` is the line number that an editor shows, where there is one."""

    file: str
    row: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, line {self.row}"
        return (
            f"{place}, {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        )


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Give the allowed word that is most like `word`, as a hint to put into a message.

    >>> nearest("intension", ["obligation", "intention"])
    ' Did you mean "intention"?'
    >>> nearest("zzz", ["obligation"])
    ''
    """
    close = get_close_matches(word.lower(), list(allowed), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""
