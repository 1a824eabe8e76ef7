"""The axis of a time line of evidence, drawn wherever its part is included."""

from collections.abc import Sequence
from datetime import date

from django import template

from servanda.desk.assessments.evidence_axis import Axis, draw
from servanda.desk.assessments.selectors.evidence import ShownEvidence

register = template.Library()


@register.simple_tag
def evidence_axis(evidence: Sequence[ShownEvidence], today: date) -> Axis | None:
    """Return the axis for these pieces of evidence, or None where a list says it better."""
    return draw(evidence, today=today)
