"""What people decided beside the levels: ends, suspensions, replies, periods of silence."""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.models import Ending, Reply, SilencePeriod, Suspension
from servanda.desk.assessments.models.words import Nature
from servanda.desk.assessments.selectors.evidence import ShownEvidence, evidence_about
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scoring import HALF_LIVES
from servanda.scoring import Nature as Kind


@dataclass(frozen=True, slots=True)
class ShownEnding:
    """An end with the evidence that it cites, as far as the viewer may see it."""

    ending: Ending
    cited: tuple[ShownEvidence, ...]
    stands: bool  # the latest one whose day has come


@dataclass(frozen=True, slots=True)
class Period:
    """How long silence may last for one kind of commitment; assumed where nobody has set it."""

    nature: str
    label: str
    days: int
    own: SilencePeriod | None
    default: int

    @property
    def assumed(self) -> bool:
        """Tell whether the figure is the library's, which nobody here has decided on."""
        return self.own is None


def endings(viewpoint: Viewpoint, commitment: Commitment) -> list[ShownEnding]:
    """Return the ends that people decided, the latest first."""
    things = shelf(viewpoint, commitment.partnership_id)
    found = things.all(Ending, "superseded_by", commitment_id=commitment.id)
    ordered = sorted(found, key=lambda each: (each.on, each.ordinal, each.id), reverse=True)
    key = ("commitment", commitment.id)
    pieces: Iterable[ShownEvidence] = ()
    if any(each.evidence for each in ordered):
        pieces = evidence_about(viewpoint, commitment.partnership_id, [key]).get(key, [])
    named = {each.evidence.id: each for each in pieces}
    seen = _seen(viewpoint, commitment.partnership_id, ordered)
    shown: list[ShownEnding] = []
    for each in ordered:
        if each.superseded_by_id not in seen:
            each.superseded_by = None
        come = each.on <= viewpoint.on
        stands = come and not any(other.stands for other in shown)
        cited = tuple(named[name] for name in each.evidence if name in named)
        shown.append(ShownEnding(each, cited, stands))
    return shown


def suspensions(viewpoint: Viewpoint, commitment: Commitment) -> list[Suspension]:
    """Return when a commitment did not run, the latest first."""
    things = shelf(viewpoint, commitment.partnership_id)
    return things.all(Suspension, "instrument", commitment_id=commitment.id)[::-1]


def suspension(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Suspension | None:
    """Return one suspension, or None where there is none for this viewer."""
    near = ("instrument", "commitment")
    found = shelf(viewpoint, partnership_id).all(
        Suspension, *near, id=f"{partnership_id}.{local_id}"
    )
    return found[0] if found else None


def replies(viewpoint: Viewpoint, commitment: Commitment) -> list[Reply]:
    """Return what parties say to the assessment of a commitment, the latest first."""
    things = shelf(viewpoint, commitment.partnership_id)
    return things.all(Reply, "party", commitment_id=commitment.id)[::-1]


def periods(viewpoint: Viewpoint, partnership_id: str) -> list[Period]:
    """Return how long silence may last, for each kind of commitment."""
    own = {each.nature: each for each in shelf(viewpoint, partnership_id).all(SilencePeriod)}
    return [
        Period(
            code,
            str(label),
            own[code].days if code in own else HALF_LIVES[Kind(code)],
            own.get(code),
            HALF_LIVES[Kind(code)],
        )
        for code, label in Nature.choices
    ]


def _seen(viewpoint: Viewpoint, partnership_id: str, found: Iterable[Ending]) -> set[str]:
    """Return which of the commitments that took a place the viewer may see."""
    wanted = sorted({each.superseded_by_id for each in found if each.superseded_by_id})
    if not wanted:
        return set()
    return {each.id for each in shelf(viewpoint, partnership_id).all(Commitment, id__in=wanted)}
