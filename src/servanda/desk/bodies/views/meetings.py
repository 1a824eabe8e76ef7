"""Meetings: agenda, decisions and actions, attendance, minutes, and their documents."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements.errors import Missing, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.selectors import history
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies import forms
from servanda.desk.bodies.content import sha256_of
from servanda.desk.bodies.documents import docx, pdf
from servanda.desk.bodies.keys import acts_for
from servanda.desk.bodies.minutes import Content, agenda_of, minutes_of
from servanda.desk.bodies.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    PaperVersion,
)
from servanda.desk.bodies.offers import Offers
from servanda.desk.bodies.readable import laid_out
from servanda.desk.bodies.selectors import bodies as selectors
from servanda.desk.bodies.services import papers as papers_service
from servanda.desk.bodies.services import things
from servanda.desk.bodies.standing import latest
from servanda.desk.bodies.views.papers import draft_address, refused
from servanda.desk.bodies.views.sending import STATUS, allowed, present, sent
from servanda.desk.bodies.words import PaperKind
from servanda.desk.record.changes import lines
from servanda.desk.record.models import Recorded
from servanda.desk.record.policy import may_do

GET_AND_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of thing that stands in a meeting, and its form."""

    model: type[Recorded]
    form: type[forms.ThingForm]


PARTS = {
    "agenda": Part(AgendaItem, forms.AgendaForm),
    "attendance": Part(Attendance, forms.AttendanceForm),
    "decisions": Part(Decision, forms.DecisionForm),
    "actions": Part(Action, forms.ActionForm),
}
DOCUMENTS = {"agenda": agenda_of, "minutes": minutes_of}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {"docx": (docx, WORD), "pdf": (pdf, "application/pdf")}


@require_safe
def meeting(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a meeting: its agenda with decisions and actions, who was there, and the minutes."""
    found = partnership_or_404(request, partnership)
    view = selectors.meeting(request.viewpoint, found.id, local)
    if view is None:
        raise Http404
    named = [view.meeting.answers_id, *(each.item.commitment_id for each in view.agenda)]
    named += [each.decision.commitment_id for item in view.agenda for each in item.decisions]
    named += [each.decision.commitment_id for each in view.decisions]
    may = not request.viewpoint.historic
    counted = selectors.counted(request.viewpoint, view.meeting)
    context = {
        "partnership": found,
        "view": view,
        "meeting": view.meeting,
        "body": view.meeting.body,
        "commitments": selectors.seen_commitments(request.viewpoint, found.id, named),
        "may_change": may and may_do(request.viewer, "meeting.change", found.id),
        "may_draft": may and bool(acts_for(request.viewer, "paper.draft", found.id)),
        "counted": counted,
        "changed": _changed(request, view),
        "passed": view.meeting.state == "planned" and view.meeting.on < request.viewpoint.on,
        "history": lines(history(request.viewpoint, view.meeting)),
    }
    return render(request, "bodies/meeting.html", context)


@require_http_methods(GET_AND_POST)
def edit_meeting(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change when and where a meeting is, or whether it was held."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "meeting.change", found.id)
    meeting = _meeting(request, found.id, local)
    initial = {name: getattr(meeting, name) for name in forms.MeetingForm.base_fields}
    offers = Offers(present(request), found.id)
    form = forms.MeetingForm(offers, request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        expected = request.POST.get("expected", "")

        def change() -> Meeting:
            given = {**form.cleaned_data, "number": form.cleaned_data["number"] or meeting.number}
            return things.amend(meeting, by=person, seen=expected, **given)

        done, status = sent(form, change)
        if done is not None:
            return redirect("meeting", found.id, local)
    context = {
        "partnership": found,
        "form": form,
        "body": meeting.body,
        "meeting": meeting,
        "expected": fingerprint(meeting),
    }
    return render(request, "bodies/edit_meeting.html", context, status=status)


@require_http_methods(GET_AND_POST)
def add_to_meeting(request: Request, partnership: str, local: str, part: str) -> HttpResponse:
    """Add a point, a name, a decision or an action to a meeting."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "meeting.change", found.id)
    meeting, of = _meeting(request, found.id, local), _part(part)
    form = of.form(Offers(present(request), found.id, meeting.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: things.add(of.model, found.id, by=person, inside=meeting, **form.cleaned_data),
        )
        if made is not None:
            return redirect("meeting", found.id, local)
    context = {"partnership": found, "form": form, "meeting": meeting, "part": part}
    return render(request, "bodies/edit_part.html", context, status=status)


@require_http_methods(GET_AND_POST)
def edit_in_meeting(
    request: Request, partnership: str, local: str, part: str, item: str
) -> HttpResponse:
    """Change or remove what stands in a meeting."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "meeting.change", found.id)
    meeting, of = _meeting(request, found.id, local), _part(part)
    own = shelf(present(request), found.id).all(of.model, id=f"{found.id}.{item}")
    thing = next((each for each in own if _in(each, meeting)), None)
    if thing is None:
        raise Http404
    initial = {name: getattr(thing, name) for name in of.form.base_fields}
    offers = Offers(present(request), found.id, meeting.id)
    form, status = of.form(offers, request.POST or None, initial=initial), 200
    if request.method == "POST":
        expected = request.POST.get("expected", "")
        if request.POST.get("do") == "remove":
            done, status = refused(form, lambda: things.remove(thing, by=person, seen=expected))
        else:
            done, status = refused(
                form,
                lambda: things.amend(thing, by=person, seen=expected, **form.cleaned_data),
                checked=True,
            )
        if done:
            return redirect("meeting", found.id, local)
    context = {
        "partnership": found,
        "form": form,
        "meeting": meeting,
        "part": part,
        "thing": thing,
        "expected": fingerprint(thing),
    }
    return render(request, "bodies/edit_part.html", context, status=status)


@require_POST
def draft_minutes(request: Request, partnership: str, local: str) -> HttpResponse:
    """Draft the minutes as a paper from what the meeting's page says, or draft them anew."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.draft", found.id)
    view = selectors.meeting(present(request), found.id, local)
    if view is None:
        raise Http404
    with override(_language(_stands(view))):
        content = minutes_of(view, present(request))
    try:
        if view.minutes is None:
            made = papers_service.draft(
                view.meeting.body_id,
                PaperKind.MINUTES,
                content["title"],
                content,
                by=person,
                subject=(Meeting.ledger_kind, view.meeting.id),
            )
        else:
            made = papers_service.revise(view.minutes.paper.id, content, by=person)
    except Missing as error:
        raise Http404 from error
    except Refused as error:
        context = {"partnership": found, "meeting": view.meeting, "said": str(error)}
        status = next(code for kind, code in STATUS if isinstance(error, kind))
        return render(request, "bodies/refused.html", context, status=status)
    return redirect(draft_address(found.id, made.paper.local_id))


@require_safe
def document(
    request: Request, partnership: str, local: str, what: str, extension: str
) -> HttpResponse:
    """Hand the agenda or the minutes over as a document."""
    found = partnership_or_404(request, partnership)
    view = selectors.meeting(request.viewpoint, found.id, local)
    if view is None or what not in DOCUMENTS or extension not in FORMATS:
        raise Http404
    content, standing = _said(request, view, what)
    write, media = FORMATS[extension]
    heading = _("Agenda") if what == "agenda" else _("Minutes")
    response = HttpResponse(write(content, heading, standing), content_type=media)
    name = f"{view.meeting.body.local_id}-{view.meeting.number}-{what}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _said(request: Request, view: selectors.MeetingView, what: str) -> tuple[Content, str]:
    """Return what a document says, and how far it binds: minutes are what both sides adopted."""
    if what == "agenda":
        return agenda_of(view, request.viewpoint), ""
    adopted = view.minutes.adopted.version if view.minutes and view.minutes.adopted else None
    if adopted is not None and laid_out(PaperKind.MINUTES, adopted.content):
        said = _("Version %(number)s, adopted by both sides on %(date)s. Hash: %(hash)s")
        day = date_format(localtime(adopted.adopted).date(), "DATE_FORMAT")
        given = {"number": adopted.number, "date": day, "hash": adopted.sha256}
        return adopted.content, said % given
    said = _("Not adopted by both sides: as the page of the meeting has it on %(date)s.")
    day = date_format(request.viewpoint.on, "DATE_FORMAT")
    return minutes_of(view, request.viewpoint), said % {"date": day}


def _changed(request: Request, view: selectors.MeetingView) -> bool:
    """Tell whether the page says otherwise than the minutes that both sides adopted."""
    adopted = view.minutes.adopted.version if view.minutes and view.minutes.adopted else None
    if adopted is None:
        return False
    with override(_language(adopted)):
        return sha256_of(minutes_of(view, request.viewpoint)) != adopted.sha256


def _language(version: PaperVersion | None) -> str | None:
    """Return the language in which minutes were drafted, else that of the page."""
    written = version.content.get("language") if version else None
    return written if written in dict(settings.LANGUAGES) else get_language()


def _stands(view: selectors.MeetingView) -> PaperVersion | None:
    """Return the version of the minutes with which a new draft begins."""
    return latest(each.version for each in view.minutes.versions) if view.minutes else None


def _meeting(request: Request, partnership_id: str, local: str) -> Meeting:
    seen = shelf(present(request), partnership_id)
    found = seen.all(Meeting, "body", "answers", id=f"{partnership_id}.{local}")
    if not found:
        raise Http404
    return found[0]


def _part(name: str) -> Part:
    if name not in PARTS:
        raise Http404
    return PARTS[name]


def _in(thing: Recorded, meeting: Meeting) -> bool:
    return getattr(thing, "meeting_id", None) == meeting.id
