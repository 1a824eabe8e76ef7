"""How far coders agree: Krippendorff's alpha on the levels of each coding, by section and overall.

Only units that both coders have submitted are in it: the figures tell nothing of a first coding.
"""

from collections import defaultdict
from dataclasses import dataclass

from servanda.desk.agreements.models import Provision
from servanda.desk.agreements.selectors.counts import sections
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.levels import in_words
from servanda.desk.assessments.selectors.commitment_files import section_of
from servanda.desk.assessments.selectors.sheets import Pair, pairs
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scoring import Rating, Reliability, by_section, krippendorff


@dataclass(frozen=True, slots=True)
class SectionAgreement:
    """Agreement within one section, with the pairs of codings that it is computed from."""

    section: str
    label: str
    reliability: Reliability
    pairs: tuple[Pair, ...]

    @property
    def said(self) -> str:
        """Say how far both agree, or why that is undefined."""
        return in_words(self.reliability.said)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement between coders, overall and by section."""

    overall: Reliability
    sections: tuple[SectionAgreement, ...]
    pairs: int
    without_level: int  # pairs of which one coding or both gave no level

    @property
    def said(self) -> str:
        """Say how far coders agree, or why that is undefined."""
        return in_words(self.overall.said)


def agreement(viewpoint: Viewpoint, partnership_id: str) -> Agreement:
    """Compute how far coders agree on levels, as far as the viewer may see both codings."""
    found = pairs(viewpoint, partnership_id)
    where = _sections(viewpoint, partnership_id, found)
    ratings = [
        Rating(pair.unit, _coder(place), each.level, where[pair.unit])
        for pair in found
        for place, each in enumerate(pair.codings)
    ]
    grouped: defaultdict[str, list[Pair]] = defaultdict(list)
    for each in found:
        grouped[where[each.unit]].append(each)
    labels = _labels(viewpoint, partnership_id) if found else {}
    rows = [
        SectionAgreement(name, labels.get(name, name), reliability, tuple(grouped[name]))
        for name, reliability in by_section(ratings)
    ]
    order = list(labels)
    rows.sort(key=lambda row: order.index(row.section) if row.section in labels else len(order))
    blank = sum(any(each.level is None for each in pair.codings) for pair in found)
    return Agreement(krippendorff(ratings), tuple(rows), len(found), blank)


def _coder(place: int) -> str:
    """Return a name for the first or second coder of a unit; alpha does not mind who is who."""
    return f"coder {place + 1}"


def _sections(viewpoint: Viewpoint, partnership_id: str, found: list[Pair]) -> dict[str, str]:
    wanted = sorted({each.commitment.provision_id for each in found})
    provisions = shelf(viewpoint, partnership_id).all(Provision, id__in=wanted) if wanted else []
    eids = {each.id: each.eid for each in provisions}
    return {
        each.unit: section_of(each.commitment.instrument_id, eids[each.commitment.provision_id])
        for each in found
    }


def _labels(viewpoint: Viewpoint, partnership_id: str) -> dict[str, str]:
    """Return the words for each section, by its id, in the order of the texts."""
    return {
        section_of(each.instrument.id, each.eid): f"{each.instrument.short}, {each.place}"
        for each, _number in sections(viewpoint, partnership_id)
    }
