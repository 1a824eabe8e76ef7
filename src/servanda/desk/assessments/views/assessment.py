"""The assessment of a partnership: distributions with counts, never one number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements import selectors as agreements
from servanda.desk.assessments import figures
from servanda.desk.assessments.levels import in_words
from servanda.desk.assessments.models.words import Nature
from servanda.desk.assessments.selectors.agreement import Agreement, agreement
from servanda.desk.assessments.selectors.assessing import Snapshot, half_lives, snapshot
from servanda.desk.assessments.selectors.distribution import (
    LEVEL,
    by_section,
    counted,
    distribution,
)
from servanda.desk.record.viewpoint import Viewpoint

MANY = 60  # rows of sections; with more, only one instrument's are shown at a time


@require_safe
def assessment(request: Request, partnership: str) -> HttpResponse:
    """Show how far commitments have come, by force and section, each count leading to its list."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    levels = snapshot(view, found.id)
    counts = distribution(levels)
    shown = [each.instrument for each in agreements.instruments(view, found.id)]
    many = counts.places > MANY
    asked = request.GET.get("instrument", "")
    within = asked if asked or not many else next((one.local_id for one in shown), "")
    cells = by_section(levels, within)
    sections = [one for one, _number in agreements.sections(view, found.id, within=within)]
    by_filter = counted(levels)
    number = by_filter["outcome"]
    context = {
        "partnership": found,
        "counts": counts,
        "number": {key.replace(" ", "_"): value for key, value in number.items()},
        "number_of_courses": sum(by_filter["course"].values()),
        "levels": number[LEVEL],
        "rows": [figures.figure_row(cell) for cell in counts.by_force],
        "sections": figures.by_section(cells, sections),
        "within": within,
        "many": many,
        "instruments": shown,
        "pam": in_words(counts.pam.said),
        "lives": [
            {"nature": Nature(nature.value).label, "days": days}
            for nature, days in half_lives(view, found.id).items()
        ],
        "agreement": _agreement(view, levels),
        "width": figures.WIDTH,
    }
    return render(request, "assessments/assessment.html", context)


def _agreement(view: Viewpoint, levels: Snapshot) -> dict[str, object]:
    """Say how far coders agree, overall and by section."""
    found: Agreement = levels.worked_out("agreement", _worked_out)
    labels = {
        f"{each.instrument.local_id}:{each.eid}": f"{each.instrument.short}, {each.place}"
        for each, _number in (
            agreements.sections(view, levels.partnership_id) if found.pairs else ()
        )
    }
    return {
        "pairs": found.pairs,
        "said": in_words(found.overall.said),
        "sections": [
            {
                "label": labels.get(each.section, each.section),
                "said": in_words(each.reliability.said),
            }
            for each in found.sections
        ],
    }


def _worked_out(levels: Snapshot) -> Agreement:
    return agreement(levels.viewpoint, levels.partnership_id)
