"""Changing a roadmap: when it begins, its rows and what they wait for."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.desk.accounts.http import Request
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.views.adding import officer
from servanda.desk.projects.models import Roadmap, RoadmapLink
from servanda.desk.projects.plans import schedule_of
from servanda.desk.projects.roadmap_forms import FileForm, ReasonForm, RoadmapForm, RowForm, shown
from servanda.desk.projects.roadmap_http import GET_AND_POST, present, roadmap_or_404, sent
from servanda.desk.projects.row_pages import page_asked
from servanda.desk.projects.selectors import roadmaps as selectors
from servanda.desk.projects.services import roadmaps as services
from servanda.scheduling.calendars import NotAPlan


@require_http_methods(GET_AND_POST)
def edit(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show the rows to change, and change when the roadmap begins."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "roadmap.change")
    form, status = _roadmap_form(request, one), 200
    if request.method == "POST":
        done, status = sent(
            form,
            lambda: services.change_roadmap(
                one.id,
                {name: form.cleaned_data[name] for name in ("start", "status_on", "seed")},
                by=person,
                expected=form.cleaned_data["expected"],
            ),
        )
        if done is not None:
            return redirect("roadmap_edit", found.id, one.local_id)
    return render(
        request, "projects/roadmap_edit.html", editing(request, found, one, form), status=status
    )


def editing(
    request: Request,
    found: Partnership,
    one: Roadmap,
    form: RoadmapForm | None = None,
    files: FileForm | None = None,
) -> dict[str, object]:
    """Return what the page of changes shows."""
    view = present(request)
    parts = selectors.parts_of(view, one)
    waits: dict[str, list[RoadmapLink]] = {row.key: [] for row in parts.rows}
    for link in parts.links:
        waits[link.after].append(link)
    context: dict[str, object] = {
        "partnership": found,
        "roadmap": one,
        "form": form or _roadmap_form(request, one, bound=False),
        "files": files or FileForm(),
        "parts": parts,
        "page": page_asked(request, parts.rows),
        "waits": waits,
    }
    try:
        if parts.rows:
            schedule_of(view, one)
    except NotAPlan as error:
        context["fault"] = str(error)
    return context


def _roadmap_form(request: Request, one: Roadmap, *, bound: bool = True) -> RoadmapForm:
    if bound and request.method == "POST":
        return RoadmapForm(request.POST)
    initial = {"start": one.start, "status_on": one.status_on, "seed": one.seed}
    return RoadmapForm(initial={**initial, "expected": fingerprint(one)})


@require_http_methods(GET_AND_POST)
def add(request: Request, partnership: str, local: str) -> HttpResponse:
    """Add a row."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "roadmap.change")
    view = present(request)
    parts, gates = selectors.parts_of(view, one), selectors.gates(view, found.id)
    form, status = RowForm(parts, gates, request.POST or None), 200
    if request.method == "POST":
        form = RowForm(parts, gates, request.POST)
        done, status = sent(
            form,
            lambda: services.add_row(
                one.id, form.row_fields(), form.cleaned_data["waits"], by=person
            ),
        )
        if done is not None:
            return redirect("roadmap_edit", found.id, one.local_id)
    context = {"partnership": found, "roadmap": one, "form": form, "heading": _("Add a row")}
    return render(request, "projects/roadmap_row.html", context, status=status)


@require_http_methods(GET_AND_POST)
def row(request: Request, partnership: str, local: str, key: str) -> HttpResponse:
    """Change a row."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "roadmap.change")
    view = present(request)
    parts, gates = selectors.parts_of(view, one), selectors.gates(view, found.id)
    stored = parts.row(key)
    if stored is None:
        raise Http404
    initial = shown(stored, parts, fingerprint(stored))
    form, status = RowForm(parts, gates, initial=initial), 200
    if request.method == "POST":
        form = RowForm(parts, gates, request.POST)
        done, status = sent(
            form,
            lambda: services.change_row(
                one.id,
                key,
                form.row_fields(),
                form.cleaned_data["waits"],
                by=person,
                expected=form.cleaned_data["expected"],
            ),
        )
        if done is not None:
            return redirect("roadmap_edit", found.id, one.local_id)
    context = {
        "partnership": found,
        "roadmap": one,
        "form": form,
        "row": stored,
        "removing": ReasonForm(),
        "heading": stored.name,
    }
    return render(request, "projects/roadmap_row.html", context, status=status)


@require_POST
def remove(request: Request, partnership: str, local: str, key: str) -> HttpResponse:
    """Remove a row."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "roadmap.change")
    stored = selectors.parts_of(present(request), one).row(key)
    if stored is None:
        raise Http404
    form = ReasonForm(request.POST)
    done, status = sent(
        form,
        lambda: services.remove_row(one.id, key, by=person, reason=form.cleaned_data["reason"]),
    )
    if done is not None:
        return redirect("roadmap_edit", found.id, one.local_id)
    context = {"partnership": found, "roadmap": one, "form": form, "row": stored}
    return render(request, "projects/roadmap_row.html", context, status=status)
