"""Feeds (RSS or Atom) that are looked at from time to time, and what was seen in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified


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
