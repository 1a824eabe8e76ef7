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
from servanda.desk.assessments.selectors.assessing import half_lives
from servanda.desk.assessments.selectors.distribution import LEVEL, counted, distribution

MANY = 60  # rows of sections; with more, only one instrument's are shown at a time


@require_safe
def assessment(request: Request, partnership: str) -> HttpResponse:
    """Show how far commitments have come, by force and section, each count leading to its list."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    counts = distribution(view, found.id)
    shown = [each.instrument for each in agreements.instruments(view, found.id)]
    many = len(counts.by_section) > MANY
    asked = request.GET.get("instrument", "")
    within = asked if asked or not many else next((one.local_id for one in shown), "")
    prefix = f"{within}:" if within else ""
    cells = [cell for cell in counts.by_section if (cell.section or "").startswith(prefix)]
    sections = [one for one, _number in agreements.sections(view, found.id, within=within)]
    by_filter = counted(view, found.id)
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
        "agreement": _agreement(agreement(view, found.id)),
        "width": figures.WIDTH,
    }
    return render(request, "assessments/assessment.html", context)


def _agreement(found: Agreement) -> dict[str, object]:
    """Say how far coders agree, overall and by section."""
    return {
        "pairs": found.pairs,
        "said": in_words(found.overall.said),
        "sections": [
            {"label": each.label, "said": in_words(each.reliability.said)}
            for each in found.sections
        ],
    }
