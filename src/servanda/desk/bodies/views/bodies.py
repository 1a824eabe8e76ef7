"""Bodies: their list, one with all that belongs to it, and the forms that add and change them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.selectors import history
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies import forms
from servanda.desk.bodies.keys import acts_for
from servanda.desk.bodies.models import Body, Meeting, Seat
from servanda.desk.bodies.offers import Offers
from servanda.desk.bodies.selectors import bodies as selectors
from servanda.desk.bodies.services import things
from servanda.desk.bodies.views.sending import allowed, present, sent
from servanda.desk.record.changes import lines
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
def bodies(request: Request, partnership: str) -> HttpResponse:
    """List the bodies, with what each has to do next."""
    found = partnership_or_404(request, partnership)
    context = {
        "partnership": found,
        "rows": selectors.bodies(request.viewpoint, found.id),
        "asked": selectors.all_asked(request.viewpoint, found.id),
        "may_add": _may(request, "body.add", found.id),
    }
    return render(request, "bodies/bodies.html", context)


@require_safe
def body(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a body: what it rests on, who sits in it, its meetings, papers and open actions."""
    found = partnership_or_404(request, partnership)
    view = selectors.body(request.viewpoint, found.id, local)
    if view is None:
        raise Http404
    context = {
        "partnership": found,
        "view": view,
        "body": view.body,
        "may_change": _may(request, "body.change", found.id),
        "may_seat": _may(request, "seat.add", found.id),
        "may_meet": _may(request, "meeting.add", found.id),
        "may_draft": not request.viewpoint.historic
        and bool(acts_for(request.viewer, "paper.draft", found.id)),
        "elsewhere": [] if view.asked else selectors.all_asked(request.viewpoint, found.id),
        "history": lines(history(request.viewpoint, view.body)),
    }
    return render(request, "bodies/body.html", context)


@require_http_methods(GET_AND_POST)
def add_body(request: Request, partnership: str) -> HttpResponse:
    """Take a new body in."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "body.add", found.id)
    form = forms.NewBodyForm(Offers(present(request), found.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(form, lambda: _add_body(found.id, form.cleaned_data, person))
        if made is not None:
            return redirect("body", found.id, made.local_id)
    context = {"partnership": found, "form": form}
    return render(request, "bodies/edit_body.html", context, status=status)


def _add_body(partnership_id: str, given: dict[str, Any], by: Person) -> Body:
    fields = {name: value for name, value in given.items() if name != "provisions"}
    made = things.add(Body, partnership_id, by=by, **fields)
    things.rest_on(made.id, given["provisions"], by=by)
    return made


@require_http_methods(GET_AND_POST)
def edit_body(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change what is said of a body."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "body.change", found.id)
    view = selectors.body(present(request), found.id, local)
    if view is None:
        raise Http404
    names = forms.BodyForm.base_fields
    initial = {name: getattr(view.body, name) for name in names if name != "provisions"}
    form = forms.BodyForm(
        Offers(present(request), found.id, besides=view.body.id),
        request.POST or None,
        initial={**initial, "provisions": [each.provision_id for each in view.mandates]},
    )
    status = 200
    if request.method == "POST":
        expected = request.POST.get("expected", "")
        done, status = sent(form, lambda: _edit(view.body, form.cleaned_data, person, expected))
        if done is not None:
            return redirect("body", found.id, local)
    context = {
        "partnership": found,
        "form": form,
        "body": view.body,
        "expected": fingerprint(view.body),
    }
    return render(request, "bodies/edit_body.html", context, status=status)


def _edit(body: Body, given: dict[str, Any], by: Person, expected: str) -> Body:
    fields = {name: value for name, value in given.items() if name != "provisions"}
    changed = things.amend(body, by=by, seen=expected, **fields)
    things.rest_on(body.id, given["provisions"], by=by)
    return changed


@require_http_methods(GET_AND_POST)
def add_seat(request: Request, partnership: str, local: str) -> HttpResponse:
    """Seat somebody in a body."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "seat.add", found.id)
    body = _body(present(request), found.id, local)
    form = forms.SeatForm(Offers(present(request), found.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: things.add(Seat, found.id, by=person, inside=body, **form.cleaned_data),
        )
        if made is not None:
            return redirect("body", found.id, local)
    context = {"partnership": found, "form": form, "body": body}
    return render(request, "bodies/edit_seat.html", context, status=status)


@require_http_methods(GET_AND_POST)
def edit_seat(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change a seat, for example end its term."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "seat.change", found.id)
    key = f"{found.id}.{local}"
    seat = next(iter(shelf(present(request), found.id).all(Seat, "body", "party", id=key)), None)
    if seat is None:
        raise Http404
    initial = {name: getattr(seat, name) for name in forms.SeatForm.base_fields}
    offers = Offers(present(request), found.id)
    form = forms.SeatForm(offers, request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        expected = request.POST.get("expected", "")
        done, status = sent(
            form, lambda: things.amend(seat, by=person, seen=expected, **form.cleaned_data)
        )
        if done is not None:
            return redirect("body", found.id, seat.body.local_id)
    context = {
        "partnership": found,
        "form": form,
        "body": seat.body,
        "seat": seat,
        "expected": fingerprint(seat),
    }
    return render(request, "bodies/edit_seat.html", context, status=status)


@require_http_methods(GET_AND_POST)
def add_meeting(request: Request, partnership: str, local: str) -> HttpResponse:
    """Call a meeting, or record one that was held."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "meeting.add", found.id)
    body = _body(present(request), found.id, local)
    asked = selectors.all_asked(present(request), found.id)
    only = {"answers": asked[0].commitment} if len(asked) == 1 else {}
    offers = Offers(present(request), found.id)
    form = forms.NewMeetingForm(offers, request.POST or None, initial=only)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: things.add(Meeting, found.id, by=person, inside=body, **form.cleaned_data),
        )
        if made is not None:
            return redirect("meeting", found.id, made.local_id)
    context = {"partnership": found, "form": form, "body": body}
    return render(request, "bodies/edit_meeting.html", context, status=status)


def _body(view: Viewpoint, partnership_id: str, local: str) -> Body:
    found = shelf(view, partnership_id).all(Body, id=f"{partnership_id}.{local}")
    if not found:
        raise Http404
    return found[0]


def _may(request: Request, action: str, partnership_id: str) -> bool:
    return not request.viewpoint.historic and bool(may_do(request.viewer, action, partnership_id))
