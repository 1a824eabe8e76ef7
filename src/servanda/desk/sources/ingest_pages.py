"""Pages of ingests: documents to take in, how far that has come, and what became of each."""

import csv
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.record.policy import may_do
from servanda.desk.sources import selectors, services
from servanda.desk.sources.forms import IngestForm
from servanda.desk.sources.locks import why_stopped
from servanda.desk.sources.models import IngestJob
from servanda.desk.sources.selectors.ingests import Report, rows, tally
from servanda.desk.sources.services import GivenFile
from servanda.desk.sources.services.running import is_running
from servanda.desk.sources.words import UNDER_WAY, ItemState, JobState
from servanda.reading.articles import LARGEST

FIRST, GROWS, LONGEST = 1.0, 1.5, 15.0  # seconds between two looks at an ingest that runs
TO_BEGIN = 8  # looks after which an ingest that has not begun is not about to
TOLD_EVERY = 25  # per cent, that a screen reader is told of
COLUMNS = ("number", "document", "state", "reason", "original", "title", "sha256")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_http_methods(["GET", "HEAD", "POST"])
def ingests_page(request: Request, partnership: str) -> HttpResponse:
    """List the ingests, and take more documents in."""
    found = partnership_or_404(request, partnership)
    person = member(request, found.id, "ingest.open")
    form = IngestForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        job, status = _opened(form, found.id, person)
        if job is not None:
            services.run_apart(job)
            return redirect("ingest", found.id, job.id)
    jobs = [(job, tally(job)) for job in selectors.ingests(request.viewpoint, found.id)]
    context = {
        "partnership": found,
        "form": form,
        "jobs": jobs,
        "may_fetch": settings.FETCH_ENABLED,
        "largest": LARGEST.document_bytes,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return render(request, "sources/ingests.html", context, status=status)


def member(request: Request, partnership_id: str, action: str) -> Person:
    """Return the person if their roles allow an action; 403 otherwise."""
    allowed = may_do(request.viewer, action, partnership_id)
    if not isinstance(request.user, Person) or not allowed:
        raise PermissionDenied
    return request.user


def _opened(form: IngestForm, partnership_id: str, person: Person) -> tuple[IngestJob | None, int]:
    if not form.is_valid():
        return None, 400
    asked = form.cleaned_data
    who = asked["classification"]
    try:
        if asked["addresses"]:
            lines = asked["addresses"].splitlines()
            job = services.open_addresses(partnership_id, lines, by=person, classification=who)
        else:
            given = _given(asked["documents"], asked["words"], asked["title"])
            job = services.open_handed_over(partnership_id, given, by=person, classification=who)
    except Refused as error:
        form.add_error(None, str(error))
        return None, 422
    except OSError as error:
        form.add_error(None, _no_room(error))
        return None, 507
    return job, 200


def _no_room(error: OSError) -> str:
    return _(
        "Nothing was taken in: the disk cannot be written to (%(why)s). "
        "Ask the operator to make room, then try again."
    ) % {"why": error.strerror or "OSError"}


def _given(uploads: list[Any], words: str, title: str) -> list[GivenFile]:
    if words:
        told = {"title": title.strip()} if title.strip() else {}
        return [GivenFile("pasted.txt", words.encode(), told)]
    return [GivenFile(str(each.name), each) for each in uploads]


@never_cache
@require_safe
def ingest_page(request: Request, partnership: str, job: str) -> HttpResponse:
    """Show how far an ingest has come and what became of each document."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    context = {
        "partnership": found,
        "report": report,
        "state": request.GET.get("state", ""),
        "states": _states(report),
        "next_page": page_number(request) + 1,
        **_progress(request, report),
    }
    name = "sources/parts/progress.html" if request.htmx else "sources/ingest.html"
    return render(request, name, context)


def _states(report: Report) -> list[tuple[str, str, int]]:
    """Return the states that any document is in, with how many are."""
    counts = report.tally
    found = [(each.value, str(each.label), getattr(counts, each.value)) for each in ItemState]
    return [each for each in found if each[2]]


def _progress(request: Request, report: Report) -> dict[str, Any]:
    """Return how far it has come, and after how long to look again, if at all."""
    looks, told = number(request, "looks"), number(request, "told")
    running = report.job.state in UNDER_WAY and is_running(report.job.id)
    to_begin = report.job.state == JobState.WAITING and not running and looks < TO_BEGIN
    again = running or (to_begin and bool(report.tally.waiting))
    share = 100 * report.tally.settled // max(1, report.tally.total)
    telling = not again or share - told >= TOLD_EVERY
    may = bool(may_do(request.viewer, "ingest.open", str(report.job.partnership_id)))
    return {
        "running": running,
        "again": again,
        "look_after": f"{min(LONGEST, FIRST * GROWS**looks):.1f}",
        "looks": min(looks + 1, 99),
        "told": share if telling else told,
        "telling": telling,
        "part_only": bool(request.htmx),
        "why_stopped": "" if running else why_stopped(report.job.id),
        "may_cancel": may and report.job.state in {JobState.WAITING, JobState.RUNNING},
        "may_resume": may and not running and report.tally.waiting,
        "may_retry": may and not running and report.may_be_tried_again,
    }


def number(request: Request, name: str) -> int:
    """Return a small number that an address carries, or 0."""
    written = request.GET.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0


def _report(request: Request, partnership_id: str, job: str) -> Report:
    report = selectors.report(
        request.viewpoint,
        partnership_id,
        job,
        page=page_number(request),
        state=request.GET.get("state", ""),
    )
    if report is None:
        raise Http404
    return report


@require_safe
def ingest_table(request: Request, partnership: str, job: str) -> HttpResponse:
    """Hand the report over as a table: every document, what became of it, and why."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = report.job.id.rpartition(".")[2]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.write("\ufeff")  # spreadsheets would else read letters wrongly
    table = csv.writer(answer)
    table.writerow(COLUMNS)
    for row in rows(request.viewpoint, report.job):
        table.writerow([_plain(str(cell)) for cell in row])
    return answer


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


@require_POST
def cancel_ingest(request: Request, partnership: str, job: str) -> HttpResponse:
    """Cancel an ingest; what was taken in stays."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    person = member(request, found.id, "ingest.cancel")
    if report.job.state in {JobState.WAITING, JobState.RUNNING}:
        services.cancel(report.job, by=person)
    return redirect("ingest", found.id, job)


@require_POST
def resume_ingest(request: Request, partnership: str, job: str) -> HttpResponse:
    """Go on with what waits of an ingest."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    person = member(request, found.id, "ingest.open")
    if report.tally.waiting and not is_running(report.job.id):
        services.run_apart(services.resume(report.job, by=person))
    return redirect("ingest", found.id, job)


@require_POST
def retry_ingest(request: Request, partnership: str, job: str) -> HttpResponse:
    """Try again what was refused and can still be had: addresses, and files on this machine."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    person = member(request, found.id, "ingest.open")
    if report.may_be_tried_again and not is_running(report.job.id):
        services.run_apart(services.try_again(report.job, by=person))
    return redirect("ingest", found.id, job)
