"""What every page needs: links that keep the day looked at, and titles in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from servanda.desk.accounts.models import Partnership, Role
from servanda.desk.agreements.models import Commitment, Event
from servanda.desk.agreements.selectors import CalendarEntry
from servanda.desk.agreements.words import Area, Force, anchor_word
from servanda.desk.record.policy import Viewer, may_do
from servanda.desk.web.wording import FIELDS, KINDS, LANGUAGES, SOURCE_WORDS, action_words, word_for

register = template.Library()
LONGEST = 160  # letters of a sentence that stands for a commitment
KEPT = ("on", "known")  # what a link carries on to the next page


def language() -> str:
    """Return the language of the page, "en" or "az"."""
    return (get_language() or "en").partition("-")[0]


@register.simple_tag(takes_context=True)
def at(context: Mapping[str, object], name: str, *args: object, **query: object) -> str:
    """Return the address of a page, keeping the day that is looked at."""
    address = reverse(name, args=[str(arg) for arg in args])
    request = context.get("request")
    kept = (
        {key: request.GET[key] for key in KEPT if request.GET.get(key)}
        if isinstance(request, HttpRequest)
        else {}
    )
    asked = {key: value for key, value in query.items() if value not in (None, "")}
    joined = urlencode({**asked, **kept})
    return f"{address}?{joined}" if joined else address


@register.simple_tag(takes_context=True)
def listed(context: Mapping[str, object], partnership_id: str, asked: Mapping[str, str]) -> str:
    """Return the address of the list of commitments that a figure counts.

    A page of figures that has a list of its own names its address as `listing`.
    """
    listing = context.get("listing")
    if listing:
        return f"{listing}?{urlencode({key: value for key, value in asked.items() if value})}"
    return at(context, "commitments", partnership_id, **asked)


@register.simple_tag(takes_context=True)
def may(context: Mapping[str, object], action: str) -> bool:
    """Tell whether the viewer's roles in the partnership of the page allow an action."""
    request, found = context.get("request"), context.get("partnership")
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer) or not isinstance(found, Partnership):
        return False
    return bool(may_do(viewer, action, found.id))


def _said(thing: object, field: str) -> tuple[str, str]:
    """Return the words of a field and the language they are in."""
    for code in (language(), "en", "az"):
        words = getattr(thing, f"{field}_{code}", "")
        if words:
            return str(words), code
    return "", language()


@register.filter
def said(thing: object, field: str) -> str:
    """Return a field in the page's language, or in the one it exists in."""
    return _said(thing, field)[0]


@register.simple_tag
def words(thing: object, *fields: str) -> SafeString:
    """Return the first field that says something, marked where it is in another language."""
    for field in fields:
        text, code = _said(thing, field)
        if text:
            return in_language(text, code)
    return mark_safe("")


@register.simple_tag
def sentence(commitment: Commitment) -> SafeString:
    """Return a commitment in one sentence, or else what it says, marked as in its text's words."""
    text, code = _said(commitment, "summary")
    if text:
        return in_language(text, code)
    own = Truncator(" ".join((commitment.act or commitment.quote).split())).chars(LONGEST)
    spoken = commitment.provision.text.language
    first = "İ" if spoken == "az" and own[:1] == "i" else own[:1].upper()
    return in_language(first + own[1:], spoken)


@register.filter
def in_language(text: str, code: str) -> SafeString:
    """Mark words of another language than the page's."""
    if not code or code == language():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', code, text)


@register.filter
def other_language(code: str) -> str:
    """Return a lang attribute's value, the page's own where none is known."""
    return code or language()


@register.filter
def force_word(force: str) -> str:
    """Return the word for a force."""
    return str(Force(force).label)


@register.filter
def area_word(area: str) -> str:
    """Return the word for an area."""
    return str(Area(area).label)


register.filter("anchor_word", anchor_word)


@register.filter
def action_word(action: str) -> str:
    """Return the words for what was done, as the ledger names it."""
    return action_words(action)


@register.filter
def field_word(field: str) -> str:
    """Return the word for a field of a thing."""
    return word_for(FIELDS, field)


@register.filter
def kind_word(kind: str) -> str:
    """Return the word for a kind of thing, as the ledger names it."""
    return word_for(KINDS, kind)


@register.filter
def source_word(code: str) -> str:
    """Return the word for a kind of source, or for how reliable it is."""
    return word_for(SOURCE_WORDS, code)


@register.filter
def language_word(code: str) -> str:
    """Return the name of a language."""
    return word_for(LANGUAGES, code)


@register.filter
def late(days: int) -> int:
    """Return how many days lie between, without their sign."""
    return abs(days)


@register.filter
def iso(day: date | None) -> str:
    """Return a day as machines write it."""
    return day.isoformat() if day else ""


@register.filter
def partial_date(written: str) -> str:
    """Return a date that may lack its day or month, "2026-02", in the language of the page."""
    parts = [int(part) for part in written.split("-")]
    whole = date(*[*parts, 1, 1][:3])
    patterns = {1: "Y", 2: "YEAR_MONTH_FORMAT", 3: "DATE_FORMAT"}
    return date_format(whole, patterns[len(parts)])


@register.filter
def role_words(roles: Iterable[str]) -> str:
    """Return the words for a person's roles, with commas."""
    return ", ".join(str(Role(role).label) for role in roles)


@register.simple_tag
def event_date(event: Event | CalendarEntry) -> SafeString:
    """Return a date as exactly as it is known."""
    patterns = {"day": "DATE_FORMAT", "year": "Y"}
    written = date_format(event.date, patterns.get(event.precision, "YEAR_MONTH_FORMAT"))
    if event.precision == "about":
        written = gettext("about %(date)s") % {"date": written}
    return format_html('<time datetime="{}">{}</time>', event.date.isoformat(), written)


@register.filter
def of(found: Mapping[str, object], key: str) -> object:
    """Return what a mapping has for a key."""
    return found.get(key, "")


@register.filter
def joined(parts: Iterable[str]) -> str:
    """Return words with commas between."""
    return ", ".join(parts)
