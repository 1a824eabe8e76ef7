"""Feeds (RSS or Atom) that are looked at from time to time, and what was seen in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified
from servanda.desk.sources.models.ingests import IngestJob


class Watchlist(Classified):
    """A feed whose new entries are taken in."""

    ledger_kind = "watchlist"
    id_prefix = "wat"

    title = models.CharField(_("title"), max_length=300)
    url = models.TextField(_("address"))
    active = models.BooleanField(_("watched"), default=True)

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("watchlist")
        constraints = [held_by_named("watchlist")]

    def __str__(self) -> str:
        return self.title


class WatchedEntry(models.Model):
    """An entry of a feed that was seen already, so that it is taken in once."""

    watchlist = models.ForeignKey(Watchlist, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64)  # SHA-256 of the entry's own id or address

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watchlist", "key"], name="entry_once")]

    def __str__(self) -> str:
        return f"{self.watchlist_id} {self.key[:8]}"


class FeedLook(models.Model):
    """One look at a feed: how much was new in it, or why it could not be had.

    It says what the machine did, and so leaves no ledger entry; the ingest that it opened does.
    """

    watchlist = models.ForeignKey(Watchlist, models.CASCADE, related_name="looks")
    at = models.DateTimeField(_("looked at"))
    new = models.PositiveIntegerField(_("new entries"), default=0)
    error = models.TextField(_("why it could not be had"), blank=True)
    ingest = models.ForeignKey(
        IngestJob, models.SET_NULL, null=True, blank=True, related_name="looks"
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["watchlist", "-at"], name="looks_by_time")]

    def __str__(self) -> str:
        return f"{self.watchlist_id} {self.at:%Y-%m-%d %H:%M}"
