"""Evidence on the pages of other rooms, and the axis of its time line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template

from servanda.desk.assessments.commitment_page import candidates_waiting
from servanda.desk.assessments.evidence_axis import Axis, draw
from servanda.desk.assessments.selectors.evidence import ShownEvidence, evidence_about
from servanda.desk.projects.models import Gate, Project

register = template.Library()


@register.inclusion_tag("assessments/parts/evidence_of.html", takes_context=True)
def evidence_of(context: Mapping[str, Any], thing: Project | Gate) -> dict[str, Any]:
    """Show the evidence about a project or gate, and how much may be evidence and waits."""
    request = context["request"]
    subject = (thing.ledger_kind, thing.id)
    about = evidence_about(request.viewpoint, str(thing.partnership_id), [subject])
    return {
        "request": request,
        "partnership": context["partnership"],
        "as_on": context["as_on"],
        "evidence": about.get(subject, []),
        "waiting": candidates_waiting(request.viewpoint, thing),
    }


@register.simple_tag
def evidence_axis(evidence: Sequence[ShownEvidence], today: date) -> Axis | None:
    """Return the axis for these pieces of evidence, or None where a list says it better."""
    return draw(evidence, today=today)
