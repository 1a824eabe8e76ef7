"""Project lists: drawn up by a working group, drafted as a paper, signed by both sides."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.selectors import history
from servanda.desk.bodies.keys import acts_for
from servanda.desk.bodies.views.papers import draft_address
from servanda.desk.bodies.views.sending import allowed, present, sent
from servanda.desk.projects import forms
from servanda.desk.projects.list_content import is_shared
from servanda.desk.projects.models import ListEntry, ProjectList
from servanda.desk.projects.selectors import lists as selectors
from servanda.desk.projects.services import lists as services
from servanda.desk.projects.services import things
from servanda.desk.record.changes import lines
from servanda.desk.record.policy import may_do

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
def project_list(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a list: its projects, what both sides adopted, and whose key is missing."""
    found = partnership_or_404(request, partnership)
    view = _view(request, found.id, local, now=False)
    may_change = _may(request, "project_list.change", found.id)
    parties = acts_for(request.viewer, "paper.draft", found.id)
    may_draft = bool(parties) and not request.viewpoint.historic and is_shared(view.project_list)
    context = {
        "partnership": found,
        "view": view,
        "list": view.project_list,
        "may_change": may_change,
        "prints": {each.id: fingerprint(each) for each in view.entries} if may_change else {},
        "draft": forms.DraftForm(parties) if may_draft else None,
        "history": lines(history(request.viewpoint, view.project_list)),
    }
    return render(request, "projects/project_list.html", context)


@require_http_methods(GET_AND_POST)
def add(request: Request, partnership: str) -> HttpResponse:
    """Begin a project list of a working group."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project_list.add", found.id)
    form = forms.NewListForm(
        forms.Offers(present(request), found.id),
        request.POST or None,
        initial={"body": f"{found.id}.{request.GET.get('body', '')}"},
    )
    status = 200
    if request.method == "POST":
        made, status = sent(form, lambda: _add(found.id, form, person))
        if made is not None:
            return redirect("project_list", found.id, made.local_id)
    context = {"partnership": found, "form": form}
    return render(request, "projects/edit_list.html", context, status=status)


def _add(partnership_id: str, form: forms.NewListForm, person: Person) -> ProjectList:
    given = dict(form.cleaned_data)
    body = given.pop("body")
    return things.add(ProjectList, partnership_id, by=person, inside=body, **given)


@require_http_methods(GET_AND_POST)
def edit(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change what a list is called; what both sides adopted stays as it is."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project_list.change", found.id)
    one = _view(request, found.id, local).project_list
    form = forms.ListForm(
        forms.Offers(present(request), found.id),
        request.POST or None,
        initial={name: getattr(one, name) for name in forms.ListForm.base_fields},
    )
    status, seen = 200, request.POST.get("seen", "")
    if request.method == "POST":
        done, status = sent(
            form, lambda: things.amend(one, by=person, seen=seen, **form.cleaned_data)
        )
        if done is not None:
            return redirect("project_list", found.id, local)
    context = {"partnership": found, "form": form, "list": one, "seen": fingerprint(one)}
    return render(request, "projects/edit_list.html", context, status=status)


@require_http_methods(GET_AND_POST)
def add_entry(request: Request, partnership: str, local: str) -> HttpResponse:
    """Put a project on a list."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project_list.add", found.id)
    one = _view(request, found.id, local).project_list
    form = forms.EntryForm(forms.Offers(present(request), found.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: things.add(ListEntry, found.id, by=person, inside=one, **form.cleaned_data),
        )
        if made is not None:
            return redirect("project_list", found.id, local)
    context = {"partnership": found, "form": form, "list": one}
    return render(request, "projects/edit_entry.html", context, status=status)


@require_http_methods(GET_AND_POST)
def edit_entry(request: Request, partnership: str, local: str, key: str) -> HttpResponse:
    """Change what a list says of a project."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project_list.change", found.id)
    view = _view(request, found.id, local)
    entry = _entry(view, key)
    form = forms.EntryNoteForm(request.POST or None, initial={"note": entry.note})
    status, seen = 200, request.POST.get("seen", "")
    if request.method == "POST":
        done, status = sent(
            form, lambda: things.amend(entry, by=person, seen=seen, **form.cleaned_data)
        )
        if done is not None:
            return redirect("project_list", found.id, local)
    context = {
        "partnership": found,
        "form": form,
        "list": view.project_list,
        "entry": entry,
        "seen": fingerprint(entry),
    }
    return render(request, "projects/edit_entry.html", context, status=status)


@require_POST
def remove_entry(request: Request, partnership: str, local: str, key: str) -> HttpResponse:
    """Take a project off a list; what both sides adopted stays as it is."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "project_list.remove", found.id)
    view = _view(request, found.id, local)
    entry = _entry(view, key)
    form = forms.RemovalForm(request.POST)
    done, status = sent(
        form, lambda: things.taken_off(entry, by=person, seen=form.cleaned_data["seen"])
    )
    if done is None:
        context = {"partnership": found, "form": form, "list": view.project_list}
        return render(request, "projects/not_removed.html", context, status=status)
    return redirect("project_list", found.id, local)


@require_POST
def draft(request: Request, partnership: str, local: str) -> HttpResponse:
    """Draft a paper from the list as it is now, for both sides to sign."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.draft", found.id)
    view = _view(request, found.id, local)
    form = forms.DraftForm(acts_for(request.viewer, "paper.draft", found.id), request.POST)
    made, status = sent(
        form,
        lambda: services.draft_paper(
            view.project_list.id,
            by=person,
            note=form.cleaned_data["note"],
            party_id=form.cleaned_data["party"],
        ),
    )
    if made is not None:
        return redirect(draft_address(found.id, made.paper.local_id))
    context = {"partnership": found, "form": form, "list": view.project_list}
    return render(request, "projects/not_drafted.html", context, status=status)


def _view(
    request: Request, partnership_id: str, local: str, *, now: bool = True
) -> selectors.ListView:
    """Return the list that an address names; what is hidden does not exist."""
    view = present(request) if now else request.viewpoint
    found = selectors.project_list(view, partnership_id, local)
    if found is None:
        raise Http404
    return found


def _entry(view: selectors.ListView, key: str) -> ListEntry:
    found = next((each for each in view.entries if each.local_id == key), None)
    if found is None:
        raise Http404
    return found


def _may(request: Request, action: str, partnership_id: str) -> bool:
    return not request.viewpoint.historic and bool(may_do(request.viewer, action, partnership_id))
