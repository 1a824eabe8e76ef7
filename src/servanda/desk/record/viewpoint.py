"""From where one looks at the record: who, as it was known when, as things stood on which day."""

from dataclasses import dataclass
from datetime import date

from servanda.desk.record.policy import Viewer


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Who looks, as it was known when (None: now), and as things stood on which day."""

    viewer: Viewer
    on: date
    known: date | None = None
    closed: bool = False  # nothing after its day is in any answer, whatever day is today

    @property
    def historic(self) -> bool:
        """Tell whether answers come from the ledger rather than from the present."""
        return self.known is not None
