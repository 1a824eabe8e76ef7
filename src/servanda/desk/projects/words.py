"""The codes that the app stores, each with its word; those of plans are `servanda.scheduling`'s."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectStanding(models.TextChoices):
    """Whether both sides have put a project on a list."""

    CANDIDATE = "candidate", pgettext_lazy("project", "candidate, not adopted")
    PROPOSED = "proposed", pgettext_lazy("project", "proposed")
    ADOPTED = "adopted", pgettext_lazy("project", "on an adopted list")
    DROPPED = "dropped", pgettext_lazy("project", "dropped")


class ProjectStage(models.TextChoices):
    """How far the thing itself has come, as its sources tell."""

    IDEA = "idea", pgettext_lazy("project", "idea")
    STUDY = "study", pgettext_lazy("project", "under study")
    DESIGN = "design", pgettext_lazy("project", "in design")
    BUILDING = "building", pgettext_lazy("project", "under way")
    DONE = "done", pgettext_lazy("project", "completed")
    HALTED = "halted", pgettext_lazy("project", "halted")
    UNKNOWN = "unknown", pgettext_lazy("project", "not known")


class MoneyState(models.TextChoices):
    """How firm an amount of money is."""

    ESTIMATED = "estimated", pgettext_lazy("money", "estimated")
    ANNOUNCED = "announced", pgettext_lazy("money", "announced")
    APPROVED = "approved", pgettext_lazy("money", "approved")
    SIGNED = "signed", pgettext_lazy("money", "signed")
    SPENT = "spent", pgettext_lazy("money", "spent")


class RowKind(models.TextChoices):
    """What a row of a roadmap is."""

    ACTIVITY = "activity", pgettext_lazy("roadmap", "activity")
    MILESTONE = "milestone", pgettext_lazy("roadmap", "milestone")
    GATE = "gate", pgettext_lazy("roadmap", "gate")


class LinkKind(models.TextChoices):
    """Which end of the one waits for which end of the other."""

    FS = "FS", _("finish to start")
    SS = "SS", _("start to start")
    FF = "FF", _("finish to finish")
    SF = "SF", _("start to finish")
