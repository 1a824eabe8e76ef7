"""Which weights a partnership's matcher uses: the delivered ones, or those that people chose."""

from collections.abc import Mapping

from servanda.desk.assessments.models import RankerVersion
from servanda.matching import Kind
from servanda.matching.weights import WEIGHTS


def in_use(partnership_id: str) -> RankerVersion | None:
    """Return the trained weights in use, or None while the delivered ones are."""
    return RankerVersion.objects.filter(partnership_id=partnership_id, in_use=True).first()


def weights_for(partnership_id: str) -> Mapping[Kind, float]:
    """Return the weights in use."""
    version = in_use(partnership_id)
    return WEIGHTS if version is None else weights_of(version)


def weights_of(version: RankerVersion) -> Mapping[Kind, float]:
    """Return the weights of a version, the delivered one for a kind that it has none for."""
    return {kind: float(version.weights.get(kind.value, WEIGHTS[kind])) for kind in Kind}
