"""Plans as files, in and out, and the plan with its resources shared out."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.agreements.views.adding import officer
from servanda.desk.projects import roadmap_exchange, roadmap_page
from servanda.desk.projects.plans import dues_of, schedule_of
from servanda.desk.projects.roadmap_calendar import milestones
from servanda.desk.projects.roadmap_forms import FileForm
from servanda.desk.projects.roadmap_http import present, roadmap_or_404, sent
from servanda.desk.projects.selectors.roadmaps import parts_of
from servanda.desk.projects.services.roadmap_imports import take
from servanda.desk.projects.views.roadmap_edit import editing
from servanda.scheduling.calendars import NotAPlan

LARGEST = 20_000_000
ICS = "milestones.ics"


@require_safe
def file(request: Request, partnership: str, local: str, name: str) -> HttpResponse:
    """Hand a roadmap over as CSV, as MSPDI, or its milestones as a calendar."""
    found, one = roadmap_or_404(request, partnership, local)
    if name != ICS and name not in roadmap_exchange.WRITTEN:
        raise Http404
    view = request.viewpoint
    try:
        schedule = schedule_of(view, one)
    except NotAPlan as error:
        context = {"partnership": found, "roadmap": one, "fault": str(error)}
        return render(request, "projects/roadmap.html", context, status=409)
    if name == ICS:
        rows = roadmap_page.table(parts_of(view, one), schedule, dues_of(view, one), {})
        content, kind = milestones(one, rows), "text/calendar; charset=utf-8"
    else:
        kind = roadmap_exchange.WRITTEN[name]
        content = roadmap_exchange.write(name, schedule, one.title)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{one.local_id}-{name}"'
    return answer


@require_POST
def take_in(request: Request, partnership: str, local: str) -> HttpResponse:
    """Take the plan of a file in the place of this one; a bad file stores nothing."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "roadmap.change")
    form = FileForm(request.POST, request.FILES)
    given = request.FILES.get("file")
    if given is not None and (given.size or 0) > LARGEST:
        form.add_error(
            "file", _("The file is larger than 20 MB and was not read. Divide the plan.")
        )
        done, status = None, 413
    else:
        done, status = sent(form, lambda: take(one.id, form.cleaned_data["file"], by=person))
    if done is not None:
        return redirect("roadmap", found.id, one.local_id)
    return render(
        request,
        "projects/roadmap_edit.html",
        editing(request, found, one, files=form),
        status=status,
    )


@require_POST
def level(request: Request, partnership: str, local: str) -> HttpResponse:
    """Look for a plan within the resources, and show it; nothing is saved."""
    from servanda.desk.projects.levelled import levelled  # noqa: PLC0415 - compiles

    found, one = roadmap_or_404(request, partnership, local, now=True)
    officer(request, found.id, "roadmap.change")
    context: dict[str, object] = {"partnership": found, "roadmap": one}
    try:
        context["levelled"] = levelled(present(request), one)
    except NotAPlan as error:
        context["fault"] = str(error)
    return render(request, "projects/roadmap_levelled.html", context)
