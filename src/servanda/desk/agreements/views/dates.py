"""Everything with a date: the calendar of a year, and the time line across instruments."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements import selectors
from servanda.desk.agreements.month_grid import months, weekdays
from servanda.desk.agreements.timeline_chart import draw

MOST = 3  # due dates of one instrument on one day; how many more there are is said


@require_safe
def calendar(request: Request, partnership: str) -> HttpResponse:
    """Show a year month by month, with the list beside it and the address to subscribe to."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    years = selectors.years(view, found.id)
    year = _year(request) or view.on.year
    entries = selectors.calendar(view, found.id, year, most=MOST)
    feed = request.build_absolute_uri(reverse("calendar_feed", args=[found.id]))
    context = {
        "partnership": found,
        "year": year,
        "years": years,
        "before": year - 1 if year > min(years) else None,
        "after": year + 1 if year < max(years) + 2 else None,
        "months": months(year, entries),
        "number": sum(1 + entry.more for entry in entries),
        "weekdays": weekdays(),
        "feed": feed,
    }
    return render(request, "agreements/calendar.html", context)


def _year(request: Request) -> int | None:
    written = request.GET.get("year", "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and 1900 <= int(written[:5]) <= 2199):
        raise Http404
    return int(written)


@require_safe
def timeline(request: Request, partnership: str) -> HttpResponse:
    """Show all instruments on one line of time, drawn and as a table."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    entries = selectors.timeline(view, found.id, most=MOST)
    shown = [view.instrument for view in selectors.instruments(view, found.id)]
    context = {
        "partnership": found,
        "entries": entries,
        "chart": draw(shown, entries, today=view.on) if entries else None,
    }
    return render(request, "agreements/timeline.html", context)
