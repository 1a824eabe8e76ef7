"""What pages of other rooms show of roadmaps."""

from collections.abc import Mapping
from typing import Any

from django import template

from servanda.desk.projects.selectors.next_dates import next_dates

register = template.Library()


@register.inclusion_tag("projects/parts/next_dates.html", takes_context=True)
def what_moves_next(context: Mapping[str, Any]) -> dict[str, Any]:
    """Show what moves the next dates of the partnership of the page."""
    request, found = context["request"], context["partnership"]
    return {
        "request": request,
        "partnership": found,
        "next": next_dates(request.viewpoint, found.id),
    }
