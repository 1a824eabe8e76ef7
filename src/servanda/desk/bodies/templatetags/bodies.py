"""Parts of pages that other apps show: the meetings that answer a commitment, both keys."""

from collections.abc import Mapping
from typing import Any

from django import template

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.bodies.documents import parts
from servanda.desk.bodies.forms import DigestForm
from servanda.desk.bodies.models import Digest
from servanda.desk.bodies.outline import place_words
from servanda.desk.bodies.readable import area_words, side, wordings
from servanda.desk.bodies.selectors.bodies import asked_by
from servanda.desk.record.viewpoint import Viewpoint

register = template.Library()
register.filter("place_words", place_words)
register.filter("side", side)
register.filter("area_words", area_words)
register.filter("wordings", wordings)
register.filter("document_parts", parts)


@register.inclusion_tag("bodies/parts/meetings_of.html", takes_context=True)
def meetings_of(context: Mapping[str, Any], commitment: Commitment) -> dict[str, Any]:
    """Show whether bodies meet as often as a recurring commitment asks, if any meeting answers."""
    viewpoint = getattr(context.get("request"), "viewpoint", None)
    found = None
    if isinstance(viewpoint, Viewpoint) and commitment.recurs:
        found = asked_by(viewpoint, commitment)
    asked, meetings = found or (None, [])
    return {
        "request": context.get("request"),
        "partnership": context.get("partnership"),
        "asked": asked,
        "meetings": meetings,
    }


@register.inclusion_tag("bodies/parts/reminders.html", takes_context=True)
def reminders(context: Mapping[str, Any], person: Person) -> dict[str, Any]:
    """Show the form with which a person asks to be reminded by mail."""
    digest = Digest.objects.filter(person=person).first()
    initial = {
        "wanted": digest.wanted if digest else False,
        "days_ahead": digest.days_ahead if digest else 14,
    }
    return {
        "csrf_token": context.get("csrf_token"),
        "form": context.get("digest_form") or DigestForm(initial=initial, prefix="digest"),
        "digest": digest,
        "person": person,
    }
