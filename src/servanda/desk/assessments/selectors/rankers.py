"""Reads of the matcher's weights: delivered and trained, and what the helpers answered."""

from dataclasses import dataclass

from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.matching.saying import KINDS
from servanda.desk.assessments.matching.weighing import weights_of
from servanda.desk.assessments.models import PluginTally, RankerVersion
from servanda.desk.assessments.services.rankers import decisions
from servanda.desk.record.viewpoint import Viewpoint
from servanda.matching import Kind
from servanda.matching.ranking import ENOUGH
from servanda.matching.weights import WEIGHTS

SHOWN = 4  # versions beside the delivered weights


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights in a table: one row a kind of reason, one column a version, the newest first."""

    versions: tuple[RankerVersion, ...]
    rows: tuple[tuple[str, float, tuple[float, ...]], ...]
    yes: int
    no: int
    tallies: tuple[PluginTally, ...]

    @property
    def delivered(self) -> bool:
        """Tell whether the delivered weights are in use."""
        return not any(each.in_use for each in self.versions)

    @property
    def enough(self) -> bool:
        """Tell whether there are enough decisions each way to learn from."""
        return min(self.yes, self.no) >= ENOUGH

    @property
    def needed(self) -> int:
        """Return how many of each it takes."""
        return ENOUGH


def ranking(viewpoint: Viewpoint, partnership_id: str) -> Ranking:
    """Return the weights and how many decisions there are to learn from."""
    every = sorted(
        shelf(viewpoint, partnership_id).all(RankerVersion), key=lambda each: -each.number
    )
    shown = [each for number, each in enumerate(every) if number < SHOWN or each.in_use]
    tables = [weights_of(each) for each in shown]
    rows = tuple(
        (str(KINDS[kind]), WEIGHTS[kind], tuple(table[kind] for table in tables)) for kind in Kind
    )
    made = decisions(viewpoint.viewer, partnership_id)
    yes = sum(each.yes for each in made)
    tallies = tuple(PluginTally.objects.filter(partnership_id=partnership_id))
    return Ranking(tuple(shown), rows, yes, len(made) - yes, tallies)
