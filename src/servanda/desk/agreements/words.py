"""The words of agreements that the desk stores, each with the label that a page shows.

The stored words are those of the dossier and of the reader; a test holds them together.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InstrumentKind(models.TextChoices):
    """What an instrument is."""

    CHARTER = "charter", _("charter")
    MEMORANDUM = "memorandum", _("memorandum")
    DECLARATION = "declaration", pgettext_lazy("instrument", "declaration")
    TREATY = "treaty", _("treaty")
    FRAMEWORK = "framework", _("framework")
    DETERMINATION = "determination", _("determination")
    WAIVER = "waiver", _("waiver")
    STATUTE = "statute", _("statute")
    LETTER = "letter", _("letter")
    DECISION = "decision", _("decision")


class PartyRole(models.TextChoices):
    """The part that a party has in an instrument."""

    SIGNATORY = "signatory", _("signatory")
    INITIALLING = "initialling", _("initialling party")
    WITNESS = "witness", _("witness")
    ISSUER = "issuer", _("issuer")
    PARTICIPANT = "participant", _("participant")
    ADDRESSEE = "addressee", _("addressee")
    SUBJECT = "subject", _("subject")


class EventKind(models.TextChoices):
    """What happened to an instrument, or around it."""

    NEGOTIATED = "negotiated", _("negotiated")
    INITIALLED = "initialled", _("initialled")
    SIGNED = "signed", _("signed")
    RATIFIED = "ratified", _("ratified")
    ENTERED_INTO_FORCE = "entered_into_force", _("entered into force")
    ADOPTED = "adopted", _("adopted")
    PUBLISHED = "published", _("published")
    NOTIFIED = "notified", _("notified")
    SUSPENDED = "suspended", _("suspended")
    WAIVED = "waived", _("waived")
    ENDED = "ended", _("ended")
    ANNOUNCED = "announced", _("announced")
    MET = "met", _("meeting")
    GATE = "gate", _("gate")
    REPORTED = "reported", _("reported")


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("that day")
    MONTH = "month", _("some day of that month")
    YEAR = "year", _("some day of that year")
    ABOUT = "about", _("about that date")


class RelationKind(models.TextChoices):
    """How one instrument stands to another."""

    BUILDS_ON = "builds_on", _("builds on")
    IMPLEMENTS = "implements", _("implements")
    PREPARES = "prepares", _("prepares")
    AMENDS = "amends", _("amends")
    SUPERSEDES = "supersedes", _("supersedes")
    REFERS_TO = "refers_to", _("refers to")
    RECORDS = "records", _("records")
    WAIVES = "waives", _("waives")
    REQUESTS = "requests", _("requests")
    ACCOMPANIES = "accompanies", _("accompanies")
    WAITS_FOR = "waits_for", _("waits for")


class Standing(models.TextChoices):
    """What a text is: the instrument's own words, a translation, or our digest of it."""

    AUTHENTIC = "authentic", _("authentic text")
    TRANSLATION = "translation", _("translation")
    DIGEST = "digest", _("digest in our own words")


class Force(models.TextChoices):
    """How strongly the words of a clause bind, after its verb."""

    OBLIGATION = "obligation", _("obligation")
    PROHIBITION = "prohibition", _("prohibition")
    UNDERTAKING = "undertaking", _("undertaking")
    INTENTION = "intention", _("intention")
    PERMISSION = "permission", _("permission")
    DECLARATION = "declaration", pgettext_lazy("force", "declaration")


class Area(models.TextChoices):
    """What a commitment is about."""

    RELATIONS = "relations", _("relations")
    CONNECTIVITY = "connectivity", _("connectivity")
    TRANSPORT = "transport", _("transport")
    TRADE_AND_CUSTOMS = "trade-and-customs", _("trade and customs")
    ENERGY = "energy", _("energy")
    NUCLEAR = "nuclear", _("civil nuclear energy")
    MINERALS = "minerals", _("critical minerals")
    INVESTMENT = "investment", _("investment and business climate")
    DIGITAL = "digital", _("digital infrastructure")
    ARTIFICIAL_INTELLIGENCE = "artificial-intelligence", _("artificial intelligence")
    SPACE = "space", _("space")
    INNOVATION = "innovation", _("research and innovation")
    CYBER = "cyber", _("cybersecurity")
    WORKFORCE = "workforce", _("education and workforce")
    DEFENCE = "defence", _("defence")
    COUNTERTERRORISM = "counterterrorism", _("counterterrorism")
    DEMINING = "demining", _("demining")
    PEACE = "peace", _("peace and normalisation")
    SANCTIONS = "sanctions", _("restrictions and waivers")
    ENVIRONMENT = "environment", _("climate and environment")
    HEALTH = "health", _("health")
    CULTURE = "culture", _("culture and contacts")
    JUSTICE = "justice", _("law and human rights")
    IMPLEMENTATION = "implementation", _("implementation")
    OTHER = "other", pgettext_lazy("area", "other")


class Bound(models.TextChoices):
    """How the words of a deadline bound."""

    WITHIN = "within", _("within")
    NO_LATER_THAN = "no later than", _("no later than")
    BY = "by", pgettext_lazy("deadline", "by")
    BEFORE = "before", _("before")
    UNTIL = "until", _("until")
    ON = "on", pgettext_lazy("deadline", "on")
    AFTER = "after", _("after")
    FROM = "from", pgettext_lazy("deadline", "from")
    FOR = "for", pgettext_lazy("deadline", "for")
    AT_LEAST_EVERY = "at least every", _("at least every")
    EVERY = "every", _("every")


class CommitmentState(models.TextChoices):
    """What an officer decided about a commitment."""

    ADOPTED = "adopted", _("adopted")
    DROPPED = "dropped", _("dropped")


class ReadingState(models.TextChoices):
    """Whether the review of a reading still goes on."""

    OPEN = "open", _("under review")
    FINISHED = "finished", _("finished")


class Decision(models.TextChoices):
    """What an officer decided about a proposed commitment."""

    PENDING = "pending", _("to be decided")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    SPLIT = "split", _("split")
    DROPPED = "dropped", _("dropped")


class Timeliness(models.TextChoices):
    """Where a commitment stands towards its date; nothing is said about whether it was kept."""

    OVERDUE = "overdue", _("date has passed")
    DUE = "due", _("due soon")
    NOT_DUE = "not due", _("not due yet")
    OPEN = "open", _("waits for an event")
    NONE = "none", _("no deadline")


ANCHORS: Mapping[str, str | Promise] = {
    "signature": _("signature"),
    "ratification": _("ratification"),
    "entry_into_force": _("entry into force"),
    "adoption": _("adoption"),
    "publication": _("publication"),
    "notification": _("notification"),
    "initialling": _("initialling"),
}


def anchor_word(name: str) -> str:
    """Return the word for an event that dates count from; another name stands for itself."""
    return str(ANCHORS.get(name, name.replace("_", " ")))
