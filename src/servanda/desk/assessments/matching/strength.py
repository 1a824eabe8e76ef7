"""Suggests how strong a source is, from what is recorded of it; only ever a suggestion."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from servanda.desk.assessments.models.words import Strength
from servanda.desk.sources.models import Original

_OF_STATES = re.compile(r"(?:^|\.)(?:gov|mil|gob|gouv|government)(?:\.[a-z]{2})?$|(?:^|\.)mfa\.")
REPORTS = frozenset({"news", "analysis", "study"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A strength and why it is suggested; both empty where nothing suggests one."""

    strength: str = ""
    why: str = ""


def suggested(original: Original) -> Suggestion:
    """Suggest a strength, or none."""
    kind = original.source.kind if original.source else ""
    if kind == "official":
        why = _("Suggested, because the source is recorded as official.")
        return Suggestion(Strength.OFFICIAL_STATEMENT, why)
    if kind in REPORTS:
        why = _("Suggested, because the source is recorded as a report of others.")
        return Suggestion(Strength.INDEPENDENT_REPORT, why)
    host = urlsplit(original.url).hostname or ""
    if _OF_STATES.search(host):
        why = _("Suggested, because the address is that of a state: %(host)s.") % {"host": host}
        return Suggestion(Strength.OFFICIAL_STATEMENT, why)
    return Suggestion()
