"""The project lists of a working group, as its page shows them."""

from collections.abc import Mapping
from typing import Any

from django import template

from servanda.desk.bodies.models import Body
from servanda.desk.projects.selectors.lists import lists
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint

register = template.Library()


@register.inclusion_tag("projects/parts/lists_of.html", takes_context=True)
def project_lists_of(context: Mapping[str, Any], body: Body) -> dict[str, Any]:
    """Show the project lists that a body draws up, with how both keys stand."""
    request = context.get("request")
    given = getattr(request, "viewpoint", None)
    viewpoint = given if isinstance(given, Viewpoint) else None
    may_add = viewpoint and may_do(viewpoint.viewer, "project_list.add", body.partnership_id)
    return {
        "request": request,
        "partnership": context.get("partnership"),
        "body": body,
        "views": lists(viewpoint, body.partnership_id, body_id=body.id) if viewpoint else [],
        "may_add": bool(may_add and viewpoint and not viewpoint.historic),
    }
