"""What goes out: the ledger for anyone to check, and calendars to subscribe to."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.publishing.feeds import personal_calendar, public_calendar
from servanda.desk.record.changes import lines
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.selectors import ledger_page
from servanda.desk.record.services import head
from servanda.desk.record.viewpoint import Viewpoint


@require_safe
def ledger(request: Request, partnership: str) -> HttpResponse:
    """Show the ledger of a partnership, the newest entries first."""
    found = partnership_or_404(request, partnership)
    page = ledger_page(request.viewpoint, found.id, before=_before(request))
    context = {
        "partnership": found,
        "head": head(),
        "lines": lines(page.entries),
        "older": page.older,
    }
    return render(request, "record/ledger.html", context)


def _before(request: Request) -> int | None:
    written = request.GET.get("before", "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise Http404
    return int(written)


@require_safe
def calendar_feed(request: Request, partnership: str) -> HttpResponse:
    """Give the public calendar of a partnership, whoever asks for it."""
    everybody = Viewpoint(ANONYMOUS, on=request.viewpoint.on, known=request.viewpoint.known)
    found = partnership_or_404(request, partnership)
    feed = public_calendar(found, everybody, site=_site(request))
    return _calendar(feed, f"{found.id}.ics")


@require_safe
def private_feed(request: Request, token: str) -> HttpResponse:
    """Give the calendar of whoever holds this address; an ended address is none."""
    feed = personal_calendar(token, site=_site(request))
    if feed is None:
        raise Http404
    response = _calendar(feed, "servanda.ics")
    response["Cache-Control"] = "private, no-store"
    return response


def _site(request: Request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _calendar(feed: bytes, name: str) -> HttpResponse:
    response = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
