"""Whether both sides have adopted a roadmap, and whether it is still what they adopted."""

from dataclasses import dataclass

from servanda.desk.bodies.selectors.papers import PaperView, VersionView, paper_of
from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.plan_building import built
from servanda.desk.projects.plan_content import content_of
from servanda.desk.projects.selectors.roadmaps import parts_of, shared
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan


@dataclass(frozen=True, slots=True)
class Adoption:
    """The paper of a roadmap as the viewer sees it, beside the plan as it is."""

    view: PaperView
    changed: bool  # since what is adopted, or else what is proposed

    @property
    def adopted(self) -> VersionView | None:
        """Return what both sides adopted."""
        return self.view.adopted

    @property
    def proposed(self) -> VersionView | None:
        """Return what waits for a key."""
        return self.view.proposed


def adoption(viewpoint: Viewpoint, roadmap: Roadmap) -> Adoption | None:
    """Return how far both sides have adopted a roadmap; None where the viewer sees no paper."""
    view = paper_of(viewpoint, Roadmap.ledger_kind, roadmap.id)
    if view is None:
        return None
    stands = view.adopted or view.proposed
    return Adoption(view, stands is not None and _differs(viewpoint, roadmap, stands))


def _differs(viewpoint: Viewpoint, roadmap: Roadmap, stands: VersionView) -> bool:
    """Tell whether the plan is no longer the one of a version; calendars are those of its years."""
    try:
        now = content_of(built(shared(parts_of(viewpoint, roadmap))))
    except NotAPlan:
        return True
    return bool(stands.version.content.get("plan") != now)
