"""Projects: their list, one with all around it, and the forms that add and change them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.selectors import history
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies.forms import ThingForm
from servanda.desk.bodies.models import Body
from servanda.desk.bodies.views.sending import allowed, present, sent
from servanda.desk.projects import forms
from servanda.desk.projects.models import Carries, Funding, Involved, Project
from servanda.desk.projects.selectors import projects as selectors
from servanda.desk.projects.selectors.lists import lists
from servanda.desk.projects.services import things
from servanda.desk.record.changes import lines
from servanda.desk.record.models import Recorded
from servanda.desk.record.policy import may_do

GET_AND_POST = ["GET", "HEAD", "POST"]
PARTS: dict[str, tuple[type[Recorded], type[ThingForm]]] = {
    "commitments": (Carries, forms.CarriesForm),
    "money": (Funding, forms.FundingForm),
    "involved": (Involved, forms.InvolvedForm),
}
AT_ONCE = 50


@require_safe
def projects(request: Request, partnership: str) -> HttpResponse:
    """List the projects that fit what is asked for, and the lists of the working groups."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    form = forms.FiltersForm(request.GET, shelf(view, found.id).all(Body))
    filters = form.filters()
    shown = selectors.projects(view, found.id, filters)
    number = page_number(request)
    page = shown[(number - 1) * AT_ONCE : number * AT_ONCE]
    context = {
        "partnership": found,
        "form": form,
        "filtered": filters != selectors.ProjectFilters(),
        "shown": page,
        "total": len(shown),
        "page_number": number,
        "older": number + 1 if len(shown) > number * AT_ONCE else None,
        "newer": number - 1 if number > 1 else None,
        "counts": selectors.counts(shown),
        "lists": lists(view, found.id),
        "may_add": _may(request, "project.add", found.id),
        "may_list": _may(request, "project_list.add", found.id),
    }
    return render(request, "projects/projects.html", context)


@require_safe
def project(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a project: what it is, how far it has come, what it carries, who pays."""
    found = partnership_or_404(request, partnership)
    view = selectors.project(request.viewpoint, found.id, local)
    if view is None:
        raise Http404
    context = {
        "partnership": found,
        "view": view,
        "project": view.project,
        "may_change": _may(request, "project.change", found.id),
        "prints": _prints(view) if _may(request, "project.remove", found.id) else {},
        "history": lines(history(request.viewpoint, view.project)),
    }
    return render(request, "projects/project.html", context)


@require_http_methods(GET_AND_POST)
def add(request: Request, partnership: str) -> HttpResponse:
    """Take a new project in, as a candidate."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project.add", found.id)
    form = forms.NewProjectForm(forms.Offers(present(request), found.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form, lambda: things.add(Project, found.id, by=person, **form.cleaned_data)
        )
        if made is not None:
            return redirect("project", found.id, made.local_id)
    context = {"partnership": found, "form": form}
    return render(request, "projects/edit_project.html", context, status=status)


@require_http_methods(GET_AND_POST)
def edit(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change what is said of a project."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project.change", found.id)
    one = _project(request, found.id, local)
    fields = forms.ProjectForm.base_fields
    form = forms.ProjectForm(
        forms.Offers(present(request), found.id),
        request.POST or None,
        initial={name: getattr(one, name) for name in fields},
    )
    status, seen = 200, request.POST.get("seen", "")
    if request.method == "POST":
        done, status = sent(
            form, lambda: things.amend(one, by=person, seen=seen, **form.cleaned_data)
        )
        if done is not None:
            return redirect("project", found.id, local)
    context = {"partnership": found, "form": form, "project": one, "seen": fingerprint(one)}
    return render(request, "projects/edit_project.html", context, status=status)


@require_http_methods(GET_AND_POST)
def add_part(request: Request, partnership: str, local: str, part: str) -> HttpResponse:
    """Add a commitment, a figure of money or somebody involved to a project."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project.add", found.id)
    one = _project(request, found.id, local)
    model, kind = PARTS[part]
    form = kind(forms.Offers(present(request), found.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: things.add(model, found.id, by=person, inside=one, **form.cleaned_data),
        )
        if made is not None:
            return redirect("project", found.id, local)
    context = {"partnership": found, "form": form, "project": one, "part": part}
    return render(request, "projects/add_part.html", context, status=status)


@require_POST
def remove_part(
    request: Request, partnership: str, local: str, part: str, key: str
) -> HttpResponse:
    """Remove what was added to a project by mistake."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project.remove", found.id)
    one = _project(request, found.id, local)
    model, _form = PARTS[part]
    own = shelf(present(request), found.id).all(model, id=f"{found.id}.{key}", project_id=one.id)
    if not own:
        raise Http404
    form = forms.RemovalForm(request.POST)
    done, status = sent(
        form, lambda: things.taken_off(own[0], by=person, seen=form.cleaned_data["seen"])
    )
    if done is None:
        context = {"partnership": found, "form": form, "project": one}
        return render(request, "projects/not_removed.html", context, status=status)
    return redirect("project", found.id, local)


def _project(request: Request, partnership_id: str, local: str) -> Project:
    """Return the project that is there now; what is hidden does not exist."""
    view = selectors.project(present(request), partnership_id, local)
    if view is None:
        raise Http404
    return view.project


def _prints(view: selectors.ProjectView) -> dict[str, str]:
    """Return the fingerprint of each part that can be removed."""
    figures = (each for money in view.money for each in (*money.used, *money.differing))
    return {each.id: fingerprint(each) for each in (*view.carries, *view.involved, *figures)}


def _may(request: Request, action: str, partnership_id: str) -> bool:
    return not request.viewpoint.historic and bool(may_do(request.viewer, action, partnership_id))
