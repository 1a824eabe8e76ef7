"""A project list becomes a paper: drafted from what the list says now, for both sides to sign."""

from django.db import transaction
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.bodies.models import Paper, PaperVersion
from servanda.desk.bodies.services import papers
from servanda.desk.bodies.words import PaperKind
from servanda.desk.projects.list_content import content_of, is_shared, kept_back
from servanda.desk.projects.models import ListEntry, ProjectList
from servanda.desk.record import services as record
from servanda.desk.record.policy import may_see


@transaction.atomic
def draft_paper(list_id: str, *, by: Person, note: str = "", party_id: str = "") -> PaperVersion:
    """Draft a paper from a list as it is now, or a new version of the list's paper.

    Entries that the person does not see stay out: nobody signs what they were not shown.
    """
    record.wait_for_the_ledger()
    drawn_up = ProjectList.objects.select_related("body").filter(id=list_id).first()
    if drawn_up is None:
        raise missing()
    permit(by, "project_list.draft", drawn_up.partnership_id, drawn_up)
    entries = _entries(drawn_up, by)
    content = content_of(drawn_up, entries)
    paper = _paper(drawn_up, by)
    if paper is not None:
        return papers.revise(paper.id, content, by=by, note=note, party_id=party_id)
    return papers.draft(
        drawn_up.body_id,
        PaperKind.PROJECT_LIST,
        drawn_up.title_en,
        content,
        by=by,
        subject=(ProjectList.ledger_kind, drawn_up.id),
        note=note,
        party_id=party_id,
    )


def _paper(drawn_up: ProjectList, by: Person) -> Paper | None:
    """Return the list's paper that the person sees.

    The list itself does not name it: who may see the list may not know of a side's first draft.
    """
    viewer = viewer_for(by)
    own = Paper.objects.filter(subject_kind=ProjectList.ledger_kind, subject_id=drawn_up.id)
    seen = [each for each in own.order_by("ordinal", "id") if may_see(viewer, each)]
    return min(seen, key=lambda each: not each.shared, default=None)


def _entries(drawn_up: ProjectList, by: Person) -> list[ListEntry]:
    """Return the entries to put in, or refuse what the partners may not all see."""
    if not is_shared(drawn_up):
        raise Refused(
            _("No paper was drafted: not every partner may see this list. Open it to them first.")
        )
    viewer = viewer_for(by)
    found = [
        each
        for each in drawn_up.entries.select_related("project__source").order_by("ordinal", "id")
        if may_see(viewer, each)
    ]
    if not found:
        raise Refused(_("No paper was drafted: the list has no project. Add one first."))
    closed = kept_back(found)
    if closed:
        raise Refused(
            _(
                "No paper was drafted: not every partner may see %(projects)s. Open it to them, "
                "or take it off the list."
            )
            % {"projects": ", ".join(str(each) for each in closed)}
        )
    return found
