"""The codes that the app stores, each with its word; the codes are those of `servanda.scoring`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Direction(models.TextChoices):
    """What a quote says about a commitment."""

    PROGRESS = "progress", _("progress")
    SETBACK = "setback", _("setback")
    ANNOUNCEMENT = "announcement", _("announcement")
    DENIAL = "denial", _("denial")


class Strength(models.TextChoices):
    """Who says it, strongest first."""

    OFFICIAL_ACT = "official act", _("official act")
    OFFICIAL_STATEMENT = "official statement", _("official statement")
    INDEPENDENT_REPORT = "independent report", _("independent report")
    PARTY_CLAIM = "party's claim", _("party’s claim")


class CriterionKind(models.TextChoices):
    """What a criterion asks about."""

    ACTIVITY = "activity", pgettext_lazy("criterion", "activity")
    RESULT = "result", pgettext_lazy("criterion", "result")
    FORBEARANCE = "forbearance", pgettext_lazy("criterion", "forbearance")
    ON_TIME = "on time", pgettext_lazy("criterion", "on time")


class Answer(models.TextChoices):
    """How a coder answers a criterion."""

    MET = "met", pgettext_lazy("criterion", "met")
    NOT_MET = "not met", pgettext_lazy("criterion", "not met")
    UNCLEAR = "unclear", pgettext_lazy("criterion", "unclear")


class EndState(models.TextChoices):
    """How a commitment came to its end."""

    DONE = "done", pgettext_lazy("end", "done")
    DONE_LATE = "done late", pgettext_lazy("end", "done late")
    DONE_DIFFERENTLY = "done differently", pgettext_lazy("end", "done differently")
    DROPPED = "dropped", pgettext_lazy("end", "dropped")
    SUPERSEDED = "superseded", pgettext_lazy("end", "superseded")
    BROKEN = "broken", pgettext_lazy("end", "broken")
    REVERSED = "reversed", pgettext_lazy("end", "reversed")


class Nature(models.TextChoices):
    """What kind of thing is promised."""

    ACT = "definite act", _("definite act")
    RECURRING = "recurring act", _("recurring act")
    EFFORT = "effort", _("effort")
    FORBEARANCE = "forbearance", _("forbearance")


class VersionState(models.TextChoices):
    """How far a version of a commitment's criteria has come."""

    DRAFT = "draft", pgettext_lazy("criteria", "draft")
    ADOPTED = "adopted", pgettext_lazy("criteria", "adopted")
    REPLACED = "replaced", pgettext_lazy("criteria", "replaced")


class CodingRole(models.TextChoices):
    """Whose judgement a coding is: one person's, or the one settled between two."""

    CODER = "coder", pgettext_lazy("coding", "one coder’s")
    ADJUDICATED = "adjudicated", pgettext_lazy("coding", "adjudicated")


class CodingState(models.TextChoices):
    """Whether a coding can still be changed by its coder."""

    DRAFT = "draft", pgettext_lazy("coding", "draft")
    SUBMITTED = "submitted", pgettext_lazy("coding", "submitted")
