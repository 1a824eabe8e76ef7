"""What was frozen of a roadmap: baselines to compare with, and forecasts to be scored later."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models import Commitment
from servanda.desk.projects.models.gates import Gate
from servanda.desk.projects.models.roadmaps import Roadmap
from servanda.desk.record.models import Recorded


class Baseline(Recorded):
    """The plan of a roadmap as it was on a day: its rows, gates and computed dates."""

    ledger_kind = "baseline"
    id_prefix = "bas"
    inside = ("roadmap",)

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="baselines")
    number = models.PositiveIntegerField(_("number"))
    taken = models.DateTimeField(_("taken"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    content: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["roadmap_id", "number"]
        verbose_name = _("baseline")
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="baseline_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.roadmap_id} {self.number}"


class Forecast(Recorded):
    """A forecast as it was made: the day of a milestone or gate, or the chance of a due date."""

    ledger_kind = "forecast"
    id_prefix = "for"
    inside = ("roadmap", "gate", "commitment")
    happened = "made_on"

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="forecasts")
    key = models.CharField(max_length=60)  # of the row
    gate = models.ForeignKey(Gate, models.PROTECT, null=True, blank=True, related_name="forecasts")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="forecasts"
    )
    made_on = models.DateField(_("made on"))
    seed = models.PositiveIntegerField()
    samples = models.PositiveIntegerField()
    p10 = models.DateField(null=True, blank=True)  # None: not reached in that share of samples
    p50 = models.DateField(null=True, blank=True)
    p80 = models.DateField(null=True, blank=True)
    p90 = models.DateField(null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    chance = models.FloatField(_("chance of being done by then"), null=True, blank=True)
    inputs_sha256 = models.CharField(max_length=64)
    came_on = models.DateField(_("came about on"), null=True, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    class Meta:
        ordering = ["roadmap_id", "-made_on", "key", "id"]
        verbose_name = _("forecast")

    def __str__(self) -> str:
        return f"{self.roadmap_id} {self.key} {self.made_on}"
