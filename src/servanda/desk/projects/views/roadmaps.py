"""Roadmaps: their list, and one with its chart and table."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.projects import risk_page, roadmap_page
from servanda.desk.projects.gantt import ZOOMS
from servanda.desk.projects.gantt.rows import Beside
from servanda.desk.projects.gate_page import project_of
from servanda.desk.projects.models import Baseline, Roadmap
from servanda.desk.projects.plans import dues_of, schedule_of
from servanda.desk.projects.roadmap_http import numbers_asked, roadmap_or_404
from servanda.desk.projects.row_pages import page_asked
from servanda.desk.projects.selectors import roadmaps as selectors
from servanda.desk.projects.selectors.adoption import adoption
from servanda.desk.projects.selectors.baselines import baselines, dates_of
from servanda.desk.projects.selectors.risk import computed_risk, known_risk
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan

NONE = "none"
LEFT_OUT = {name: {name} for name in ("zoom", "closed", "baseline", "print")}
LEFT_OUT["page"] = {"page", "closed"}  # groups are counted page by page
KEPT = ("zoom", "closed", "baseline", "page", "on", "known")


@require_safe
def roadmaps(request: Request, partnership: str) -> HttpResponse:
    """List the roadmaps with the day on which each would end."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    shown = [
        (each, project_of(view, found.id, each.project_id), *_end(view, each))
        for each in selectors.roadmaps(view, found.id)
    ]
    context = {"partnership": found, "roadmaps": shown, "gates": selectors.gates(view, found.id)}
    return render(request, "projects/roadmaps.html", context)


def _end(view: Viewpoint, roadmap: Roadmap) -> tuple[date | None, str, str]:
    """Return when a roadmap ends, how sure that is if it is known, and why it does not end."""
    try:
        ends = date.fromordinal(schedule_of(view, roadmap).finish - 1)
        outcome = computed_risk(view, roadmap)
        return ends, risk_page.lead(outcome) if outcome else "", ""
    except NotAPlan as error:
        return None, "", str(error)


@require_safe
def roadmap(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a roadmap as a chart and as a table."""
    found, one = roadmap_or_404(request, partnership, local)
    context = {
        "partnership": found,
        "roadmap": one,
        "asked": _asked(request),
        "adoption": adoption(request.viewpoint, one),
    }
    try:
        context |= _drawn(request, one)
    except NotAPlan as error:
        context["fault"] = str(error)
    name = "roadmap_print" if request.GET.get("print") else "roadmap"
    return render(request, f"projects/{name}.html", context)


def _drawn(request: Request, one: Roadmap) -> dict[str, object]:
    view = request.viewpoint
    parts = selectors.parts_of(view, one)
    schedule = schedule_of(view, one)
    dues = dues_of(view, one)
    risk = known_risk(view, one)
    p80 = risk.p80 if risk else {}
    taken = baselines(view, one)
    against = _baseline(request, taken)
    page = page_asked(request, parts.rows)
    sources = selectors.sources_of(view, parts)
    rows = roadmap_page.table(parts, schedule, dues, p80, sources, shown=page.rows)
    beside = Beside(
        dates_of(against) if against else {},
        p80,
        {key: due.date for key, due in dues.items() if due.date},
    )
    groups = {each.row.group for each in rows if each.row.group}
    chart = roadmap_page.draw(
        rows,
        schedule,
        beside,
        today=view.on,
        zoom=request.GET.get("zoom", ""),
        closed=numbers_asked(request, "closed"),
        printed=bool(request.GET.get("print")),
    )
    return {
        "rows": rows,
        "page": page,
        "chart": chart,
        "zoom": request.GET.get("zoom", ""),
        "levels": ["", *ZOOMS],
        "groups": len(groups),
        "all_closed": ",".join(str(number) for number in range(1, len(groups) + 2)),
        "summary": roadmap_page.summary(schedule),
        "way": roadmap_page.way(parts, schedule),
        "sure": risk_page.lead(risk) if risk else "",
        "behind": roadmap_page.gates_behind(parts, schedule),
        "status": schedule.network.plan.status,
        "every_day": len(parts.without_calendar),
        "risk": risk,
        "baselines": taken,
        "against": against,
        "marks": _marks(rows, beside),
    }


def _marks(rows: list[roadmap_page.TableRow], beside: Beside) -> Mapping[str, bool]:
    """Tell which marks the chart has, so that only those are explained."""
    kinds = {each.row.kind for each in rows}
    return {
        "gate": "gate" in kinds,
        "milestone": "milestone" in kinds,
        "baseline": bool(beside.baseline),
        "p80": bool(beside.p80),
        "due": bool(beside.due),
    }


def _baseline(request: Request, taken: list[Baseline]) -> Baseline | None:
    """Return the baseline to compare with: the one asked for, else the latest."""
    asked = request.GET.get("baseline", "")
    if asked == NONE:
        return None
    if asked:
        return next((each for each in taken if str(each.number) == asked), None)
    return taken[0] if taken else None


def _asked(request: Request) -> Mapping[str, str]:
    """Return, by what a link changes, the query that keeps the rest."""
    kept = {key: request.GET[key] for key in KEPT if request.GET.get(key)}
    return {
        left_out: urlencode(
            {key: value for key, value in kept.items() if key not in LEFT_OUT[left_out]}
        )
        for left_out in LEFT_OUT
    }
