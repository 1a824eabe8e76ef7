"""What pages of other rooms show of the corridor."""

from collections.abc import Mapping
from typing import Any

from django import template

from servanda.desk.agreements.models import Commitment
from servanda.desk.corridors.saying import layer_word as word_of
from servanda.desk.corridors.selectors.effects import (
    corridor_today,
    effect_of_commitment,
    effect_of_project,
)
from servanda.desk.projects.models import Project

register = template.Library()


@register.filter
def layer_word(layer: str) -> str:
    """Say a layer."""
    return word_of(layer)


@register.inclusion_tag("corridors/_today.html", takes_context=True, name="corridor_today")
def today(context: Mapping[str, Any]) -> dict[str, Any]:
    """Show the corridor now and at the next milestone, from runs that are kept."""
    request, found = context["request"], context["partnership"]
    return {
        "request": request,
        "partnership": found,
        "today": corridor_today(request.viewpoint, found.id),
    }


@register.inclusion_tag("corridors/_effect.html", takes_context=True)
def effect_on_corridor(context: Mapping[str, Any], thing: Project | Commitment) -> dict[str, Any]:
    """Show what a project, or the projects of a commitment, do to the corridor."""
    request, found = context["request"], context["partnership"]
    if isinstance(thing, Commitment):
        effects = effect_of_commitment(request.viewpoint, thing)
    else:
        one = effect_of_project(request.viewpoint, thing)
        effects = (one,) if one is not None else ()
    return {"request": request, "partnership": found, "effects": effects}
