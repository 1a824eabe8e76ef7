"""A roadmap as a paper that both sides adopt: its content is the plan with its computed dates."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.bodies.models import PaperVersion
from servanda.desk.bodies.selectors.papers import paper_of
from servanda.desk.bodies.services import papers
from servanda.desk.bodies.words import PaperKind
from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.desk.projects.services.baselines import common, frozen
from servanda.desk.projects.services.roadmaps import held
from servanda.desk.record.models import Json
from servanda.desk.record.viewpoint import Viewpoint


def content_of(parts: Parts) -> dict[str, Json]:
    """Return what both sides adopt: the title and the plan, with what its rows are called."""
    roadmap = parts.roadmap
    return {
        "title": {"en": roadmap.title_en, "az": roadmap.title_az},
        "seed": roadmap.seed,
        **frozen(parts),
    }


@transaction.atomic
def draft(roadmap_id: str, *, by: Person, note: str = "") -> PaperVersion:
    """Draft the roadmap as it is now as a paper, or as a new version of its paper.

    The roadmap itself does not name its paper: a first draft is for the drafting side alone.
    """
    roadmap, _actor = held(roadmap_id, by, "paper.draft")
    content = content_of(common(roadmap, by))
    view = Viewpoint(viewer_for(by), on=timezone.localdate())
    stands = paper_of(view, Roadmap.ledger_kind, roadmap.id)
    if stands is not None:
        return papers.revise(stands.paper.id, content, by=by, note=note)
    if roadmap.body_id is None:
        raise Refused(
            _(
                "This roadmap belongs to no working group, and nothing was drafted. Papers are "
                "adopted in a body: name one on the roadmap first."
            )
        )
    return papers.draft(
        roadmap.body_id,
        PaperKind.ROADMAP,
        roadmap.title_en or roadmap.title_az,
        content,
        by=by,
        subject=(Roadmap.ledger_kind, roadmap.id),
        note=note,
    )
