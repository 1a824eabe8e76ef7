"""The codes that the app stores, each with its word."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    """What a body is."""

    WORKING_GROUP = "working_group", _("working group")
    STRATEGIC_WORKING_GROUP = "strategic_working_group", _("strategic working group")
    COMMISSION = "commission", _("commission")
    DIALOGUE = "dialogue", _("dialogue platform")
    COMPANY = "company", _("joint company")


class BodyStanding(models.TextChoices):
    """How far a body exists: a text may allow one that nobody has set up."""

    ALLOWED = "allowed", pgettext_lazy("body", "allowed, not known to be set up")
    ESTABLISHED = "established", pgettext_lazy("body", "established")
    DISSOLVED = "dissolved", pgettext_lazy("body", "dissolved")


class SeatRole(models.TextChoices):
    """What somebody is in a body."""

    CO_CHAIR = "co_chair", _("co-chair")
    MEMBER = "member", _("member")
    SECRETARY = "secretary", _("secretary")
    OBSERVER = "observer", _("observer")


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    HELD = "held", pgettext_lazy("meeting", "held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class ActionState(models.TextChoices):
    """How far an action that a meeting agreed has come."""

    OPEN = "open", pgettext_lazy("action", "open")
    DONE = "done", pgettext_lazy("action", "done")
    DROPPED = "dropped", pgettext_lazy("action", "dropped")


class PaperKind(models.TextChoices):
    """What a paper is that both sides adopt."""

    PROJECT_LIST = "project_list", _("project list")
    ROADMAP = "roadmap", _("roadmap")
    MINUTES = "minutes", _("minutes")
    DECISION = "decision", _("decision")


class VersionState(models.TextChoices):
    """How far a version of a paper has come."""

    DRAFT = "draft", pgettext_lazy("paper", "draft")
    PROPOSED = "proposed", pgettext_lazy("paper", "proposed")
    ADOPTED = "adopted", pgettext_lazy("paper", "adopted")
    REPLACED = "replaced", pgettext_lazy("paper", "replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("paper", "withdrawn")
