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
    "it": _("Italian"),
    "pt": _("Portuguese"),
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
    "act": _("act"),
    "actors": _("actors"),
    "area": _("area"),
    "binding": _("says that it binds in law"),
    "body": _("words"),
    "claimant": _("who says it"),
    "classification": _("classification"),
    "commitment_id": _("commitment"),
    "conditions": _("conditions"),
    "date": _("date"),
    "deadline_anchor": _("counts from"),
    "deadline_bound": _("bound"),
    "deadline_date": _("date that the text names"),
    "deadline_duration": _("period"),
    "deadline_expression": _("words of the deadline"),
    "decision": _("decision"),
    "end": _("end of the words"),
    "force": _("force"),
    "heading_az": _("heading in Azerbaijani"),
    "heading_en": _("heading in English"),
    "held_by_id": _("held by"),
    "instrument_id": _("instrument"),
    "kind": _("kind"),
    "label_az": _("what happened, in Azerbaijani"),
    "label_en": _("what happened, in English"),
    "language": _("language"),
    "name": _("name"),
    "name_az": _("name in Azerbaijani"),
    "name_en": _("name in English"),
    "note": _("note"),
    "num": _("number"),
    "outcome": _("outcome"),
    "party_id": pgettext_lazy("signatory", "party"),
    "place": _("place"),
    "precision": _("precision"),
    "provision": _("provision"),
    "provision_id": _("provision"),
    "published": _("published"),
    "publisher": _("publisher"),
    "quote": _("words of the text"),
    "reader_note": _("note to the reader"),
    "recital": _("recital"),
    "recurrence_every": _("recurs every"),
    "recurrence_expression": _("words of the recurrence"),
    "recurrence_rrule": _("recurrence rule"),
    "recurrence_times": _("times in each"),
    "reliability": _("reliability"),
    "role": _("part"),
    "scope_az": _("scope of the search in Azerbaijani"),
    "scope_en": _("scope of the search in English"),
    "searched_until": _("searched up to"),
    "short_az": _("short title in Azerbaijani"),
    "short_en": _("short title in English"),
    "source_id": _("source"),
    "sources_searched": _("sources searched"),
    "standing": _("standing"),
    "start": _("beginning of the words"),
    "state": _("state"),
    "subject_id": _("what it is about"),
    "subject_kind": _("kind of what it is about"),
    "summary_az": _("summary in Azerbaijani"),
    "summary_en": _("summary in English"),
    "text_id": _("text"),
    "title": _("title"),
    "title_az": _("title in Azerbaijani"),
    "title_en": _("title in English"),
    "url": _("address"),
    "used": _("used here"),
    "value": _("what is said"),
    "verifiable": _("an outsider could find out"),
    "why": _("why it is read so"),
}
SOURCE_WORDS: Words = {
    "official": pgettext_lazy("source", "official"),
    "news": pgettext_lazy("source", "news"),
    "analysis": pgettext_lazy("source", "analysis"),
    "study": pgettext_lazy("source", "study"),
    "search": pgettext_lazy("source", "search"),
    "high": pgettext_lazy("reliability", "high"),
    "medium": pgettext_lazy("reliability", "medium"),
    "low": pgettext_lazy("reliability", "low"),
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
