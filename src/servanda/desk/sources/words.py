"""The codes that the app stores, each with its word."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda.desk.web.wording import Words


class Standing(models.TextChoices):
    """Whether a document is the publication itself or tells of it in other words."""

    ORIGINAL = "original", pgettext_lazy("document", "original")
    DIGEST = "digest", pgettext_lazy("document", "digest")


class JobState(models.TextChoices):
    """How far an ingest has come."""

    WAITING = "waiting", pgettext_lazy("ingest", "waiting")
    RUNNING = "running", pgettext_lazy("ingest", "running")
    CANCELLING = "cancelling", pgettext_lazy("ingest", "being cancelled")
    CANCELLED = "cancelled", pgettext_lazy("ingest", "cancelled")
    FINISHED = "finished", pgettext_lazy("ingest", "finished")


class ItemState(models.TextChoices):
    """What became of one document."""

    WAITING = "waiting", pgettext_lazy("document", "waiting")
    TAKEN = "taken", pgettext_lazy("document", "taken in")
    KNOWN = "known", pgettext_lazy("document", "already here")
    OPENED = "opened", pgettext_lazy("document", "opened, and what is in it taken in")
    REFUSED = "refused", pgettext_lazy("document", "refused")


SETTLED = (ItemState.TAKEN, ItemState.KNOWN, ItemState.OPENED, ItemState.REFUSED)
UNDER_WAY = (JobState.WAITING, JobState.RUNNING, JobState.CANCELLING)

FURNITURE: Words = {
    "counter": _("a counter of the page"),
    "front_matter": _("the file’s own particulars"),
    "menu": _("a menu of the page"),
    "not_article": _("on the page, outside the article"),
    "notice": _("a notice of the site"),
    "share": _("a button for sharing"),
    "site": _("the name of the site"),
    "teaser": _("a pointer to another article"),
}
