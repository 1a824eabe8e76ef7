"""Search, the bytes of an original, and ingests with their reports."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.record.policy import may_do
from servanda.desk.sources import files, selectors, services
from servanda.desk.sources.forms import IngestForm, SearchForm
from servanda.desk.sources.models import IngestJob, Original
from servanda.desk.sources.places import originals
from servanda.desk.sources.selectors.ingests import Report, tally
from servanda.desk.sources.services import GivenFile
from servanda.desk.sources.services.running import is_running
from servanda.desk.sources.words import UNDER_WAY, ItemState, JobState
from servanda.reading.articles import LARGEST


@require_safe
def search_page(request: Request, partnership: str) -> HttpResponse:
    """Show the passages that have all words that were asked for."""
    found = partnership_or_404(request, partnership)
    form = SearchForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    results = None
    if asked.get("q"):
        results = selectors.search(
            request.viewpoint,
            found.id,
            asked["q"],
            page=page_number(request),
            language=asked["language"],
            since=asked["since"],
            until=asked["until"],
        )
    context = {
        "partnership": found,
        "form": form,
        "results": results,
        "found": results.by_original() if results else [],
        "next_page": page_number(request) + 1,
        "may_ingest": may_do(request.viewer, "ingest.open", found.id),
    }
    return render(request, "sources/search.html", context)


def _original(request: Request, partnership_id: str, local: str) -> Original:
    found = selectors.original(request.viewpoint, partnership_id, local)
    if found is None:
        raise Http404
    return found


@require_safe
def original_file(request: Request, partnership: str, local: str) -> HttpResponse:
    """Hand the stored bytes over, as a file to keep and never as a page to open."""
    found = partnership_or_404(request, partnership)
    one = _original(request, found.id, local)
    try:
        data = files.read(originals(), one.sha256)
    except files.Altered:
        return render(request, "sources/altered.html", {"partnership": found}, status=410)
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{one.sha256[:20]}.{one.format}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def ingests_page(request: Request, partnership: str) -> HttpResponse:
    """List the ingests, and take more documents in."""
    found = partnership_or_404(request, partnership)
    person = _member(request, found.id)
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
    }
    return render(request, "sources/ingests.html", context, status=status)


def _member(request: Request, partnership_id: str) -> Person:
    """Return the person if their roles allow taking documents in; 403 otherwise."""
    allowed = may_do(request.viewer, "ingest.open", partnership_id)
    if not isinstance(request.user, Person) or not allowed:
        raise PermissionDenied
    return request.user


def _opened(form: IngestForm, partnership_id: str, person: Person) -> tuple[IngestJob | None, int]:
    if not form.is_valid():
        return None, 400
    asked = form.cleaned_data
    if any(each.size > LARGEST.document_bytes for each in asked["documents"]):
        most = LARGEST.document_bytes // 1_000_000
        form.add_error(None, _("A file is larger than %(size)s MB. Divide it.") % {"size": most})
        return None, 413
    who = asked["classification"]
    try:
        if asked["addresses"]:
            lines = asked["addresses"].splitlines()
            job = services.open_addresses(partnership_id, lines, by=person, classification=who)
        else:
            given = _given(asked["documents"], asked["words"])
            job = services.open_handed_over(partnership_id, given, by=person, classification=who)
    except Refused as error:
        form.add_error(None, str(error))
        return None, 422
    return job, 200


def _given(uploads: list[Any], words: str) -> list[GivenFile]:
    if words:
        return [GivenFile("pasted.txt", words.encode())]
    return [GivenFile(str(each.name), each.read()) for each in uploads]


@require_safe
def ingest_page(request: Request, partnership: str, job: str) -> HttpResponse:
    """Show how far an ingest has come and what became of each document."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    running = report.job.state in UNDER_WAY and is_running(report.job.id)
    may = bool(may_do(request.viewer, "ingest.open", found.id))
    context = {
        "partnership": found,
        "report": report,
        "running": running,
        "state": request.GET.get("state", ""),
        "states": ItemState.choices,
        "next_page": page_number(request) + 1,
        "may_cancel": may and report.job.state in {JobState.WAITING, JobState.RUNNING},
        "may_resume": may and not running and report.tally.waiting,
    }
    return render(request, "sources/ingest.html", context)


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


@require_POST
def cancel_ingest(request: Request, partnership: str, job: str) -> HttpResponse:
    """Cancel an ingest; what was taken in stays."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    person = _member(request, found.id)
    if report.job.state in {JobState.WAITING, JobState.RUNNING}:
        services.cancel(report.job, by=person)
    return redirect("ingest", found.id, job)


@require_POST
def resume_ingest(request: Request, partnership: str, job: str) -> HttpResponse:
    """Go on with what waits of an ingest."""
    found = partnership_or_404(request, partnership)
    report = _report(request, found.id, job)
    person = _member(request, found.id)
    if report.tally.waiting and not is_running(report.job.id):
        services.run_apart(services.resume(report.job, by=person))
    return redirect("ingest", found.id, job)
