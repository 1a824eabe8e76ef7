"""Scenarios, named by the hash of their inputs, and what runs of them came to."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.corridors.models.networks import NetworkVersion
from servanda.desk.record.models import Classified


class Scenario(Classified):
    """A question put to a network: year, projects on and off, what is closed, what is assumed.

    `inputs` are canonical JSON of `servanda.flows.model.Scenario`; `sha256` covers them and the
    network's hash, so that the same question has the same address.
    """

    ledger_kind = "scenario"
    id_prefix = "sce"
    inside = ("network",)

    network = models.ForeignKey(NetworkVersion, models.PROTECT, related_name="scenarios")
    title = models.CharField(_("title"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    inputs: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    saved = models.DateTimeField(_("saved"))

    class Meta:
        ordering = ["-saved", "id"]
        verbose_name = _("scenario")
        constraints = [held_by_named("scenario")]
        indexes = [models.Index(fields=["network", "sha256"], name="scenarios_by_hash")]

    def __str__(self) -> str:
        return self.title or self.sha256[:12]


class Run(models.Model):
    """What a run came to; derived from its inputs, so that it can be made anew at any time."""

    sha256 = models.CharField(max_length=64)  # of network, scenario and kind of run
    kind = models.CharField(max_length=20)  # "solve", "ensemble", "removals", "projects", …
    engine = models.CharField(max_length=40)  # version of the engine
    seed = models.PositiveIntegerField(default=0)
    result: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting")
    progress = models.FloatField(default=0.0)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "kind", "engine", "seed"], name="run_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"
