"""Long roadmaps, page by page: so many rows are drawn and listed at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.desk.accounts.http import Request
from servanda.desk.projects.models import RoadmapRow

ROWS = 500
"""Rows of a page: more than a plan that people read has, fewer than a browser chokes on."""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows of a roadmap, one page of them."""

    number: int
    rows: Sequence[RoadmapRow]
    first: int  # the place of its first row in the whole, from 1
    of: int  # rows of the whole

    @property
    def last(self) -> int:
        """Return the place of its last row in the whole."""
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> int | None:
        """Return the number of the page before; None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """Return the number of the page after; None on the last."""
        return self.number + 1 if self.last < self.of else None

    @property
    def whole(self) -> bool:
        """Tell whether all rows stand on it."""
        return len(self.rows) == self.of


def page_asked(request: Request, rows: Sequence[RoadmapRow]) -> RowPage:
    """Return the page of rows that an address asks for; the first where it asks for none."""
    asked = request.GET.get("page", "")
    plain = asked.isascii() and asked.isdigit() and len(asked) <= DIGITS
    pages = max(1, -(-len(rows) // ROWS))
    number = min(max(1, int(asked) if plain else 1), pages)
    start = (number - 1) * ROWS
    return RowPage(number, rows[start : start + ROWS], start + 1, len(rows))
