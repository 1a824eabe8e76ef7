"""A network as it was brought: its files, word for word, under one hash."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified


class NetworkVersion(Classified):
    """One version of a partnership's network; scenarios name the version that they were run on.

    `files` are the tables of the CSV form (`servanda.exchange.network`), name → text; they never
    change, and `sha256` is the hash of their canonical form.
    """

    ledger_kind = "network"
    id_prefix = "net"
    kept_out_of_ledger = frozenset({"files"})  # their hash is in each entry

    number = models.PositiveIntegerField(_("version"))
    title_en = models.CharField(_("title in English"), max_length=300)
    title_az = models.CharField(_("title in Azerbaijani"), max_length=300, blank=True)
    files: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    added = models.DateTimeField(_("taken in"))

    class Meta:
        ordering = ["-number"]
        verbose_name = _("network")
        constraints = [
            held_by_named("network"),
            models.UniqueConstraint(fields=["partnership", "number"], name="network_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.number}"
