"""Which version of a paper is on the table, and with which one a change begins."""

from collections.abc import Iterable

from servanda.desk.bodies.models import PaperVersion
from servanda.desk.bodies.words import VersionState

ORDER = (VersionState.PROPOSED, VersionState.ADOPTED)


def latest(versions: Iterable[PaperVersion]) -> PaperVersion | None:
    """Return what is proposed, else what is adopted, else what was last shown to both sides."""
    shown = [each for each in versions if each.number is not None]
    for state in ORDER:
        for each in shown:
            if each.state == state:
                return each
    return max(shown, key=lambda each: each.number or 0, default=None)
