"""The words that pages use for what the record keeps as short codes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, str | Promise]

LANGUAGES: Words = {
    "en": _("English"),
    "az": _("Azerbaijani"),
    "hy": _("Armenian"),
    "ru": _("Russian"),
    "tr": _("Turkish"),
    "fr": _("French"),
    "es": _("Spanish"),
    "de": _("German"),
    "ar": _("Arabic"),
}
FORCE_MEANINGS: Words = {
    "obligation": _("The text says that it shall be done."),
    "prohibition": _("The text says that it shall not be done."),
    "undertaking": _("The text says that it will be done."),
    "intention": _("The text says that it is intended; it does not promise it."),
    "permission": _("The text allows it; leaving it undone breaks nothing."),
    "declaration": _("The text states a position; no act is promised."),
}
RELATIONS_BACK: Words = {
    "builds_on": _("is built upon by"),
    "implements": _("is implemented by"),
    "prepares": _("is prepared by"),
    "amends": _("is amended by"),
    "supersedes": _("is superseded by"),
    "refers_to": _("is referred to by"),
    "records": _("is recorded by"),
    "waives": _("is waived by"),
    "requests": _("is requested by"),
    "accompanies": _("is accompanied by"),
    "waits_for": _("is awaited by"),
}
VERBS: Words = {
    "accepted": _("accepted"),
    "added": _("added"),
    "adopted": _("adopted"),
    "changed": _("changed"),
    "corrected": _("corrected"),
    "created": _("created"),
    "deactivated": _("deactivated"),
    "discarded": _("given up"),
    "dropped": _("dropped"),
    "feed_address_made": _("calendar address made"),
    "feed_address_revoked": _("calendar address ended"),
    "finished": _("finished"),
    "granted": _("granted"),
    "language_chosen": _("language chosen"),
    "loaded": _("loaded from a dossier"),
    "made": _("made"),
    "named": _("named"),
    "opened": _("opened"),
    "password_changed": _("password changed"),
    "removed": _("removed"),
    "reopened": _("decision taken back"),
    "revoked": _("revoked"),
    "split": _("split"),
    "struck": _("struck off"),
}
KINDS: Words = {
    "partnership": _("partnership"),
    "party": pgettext_lazy("signatory", "party"),
    "name": _("name"),
    "person": _("person"),
    "membership": _("membership"),
    "instrument": _("instrument"),
    "instrument_party": _("part in an instrument"),
    "event": _("event"),
    "relation": _("relation"),
    "text": _("text"),
    "provision": _("provision"),
    "commitment": _("commitment"),
    "reading": _("reading"),
    "proposal": _("proposal"),
    "finding": _("finding"),
    "source": _("source"),
    "citation": _("citation"),
    "claim": _("claim"),
    "sealed_reader": _("reader of a sealed thing"),
}
FIELDS: Words = {
    "title_en": _("title in English"),
    "title_az": _("title in Azerbaijani"),
    "summary_en": _("summary in English"),
    "summary_az": _("summary in Azerbaijani"),
    "quote": _("words of the text"),
    "force": _("force"),
    "actors": _("actors"),
    "act": _("act"),
    "conditions": _("conditions"),
    "area": _("area"),
    "why": _("why it is read so"),
    "state": _("state"),
    "classification": _("classification"),
    "date": _("date"),
    "deadline_expression": _("words of the deadline"),
    "deadline_date": _("date that the text names"),
    "deadline_duration": _("period"),
    "deadline_anchor": _("counts from"),
    "deadline_bound": _("bound"),
    "recurrence_expression": _("words of the recurrence"),
}


# Django's Azerbaijani months begin with capitals, which dates within a sentence do not have.
MONTHS = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)


def word_for(words: Words, code: str) -> str:
    """Return the word for a code; a code without a word stands for itself, legibly."""
    found = words.get(code)
    return str(found) if found is not None else code.replace("_", " ").replace(".", ": ")


def action_words(action: str) -> str:
    """Return the words for what was done, as the ledger names it: "commitment.adopted"."""
    kind, _dot, verb = action.partition(".")
    return f"{word_for(KINDS, kind)}: {word_for(VERBS, verb)}"
