"""Search, and the bytes of an original."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.record.policy import may_do
from servanda.desk.sources import files, selectors
from servanda.desk.sources.forms import SearchForm
from servanda.desk.sources.models import Original
from servanda.desk.sources.places import originals


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
