"""An ingest: a list of documents to take in, and what became of each of them.

An item is settled in the same transaction in which its original is stored. Whatever happens to the
process, a document is either still waiting or wholly taken in.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified
from servanda.desk.sources.models.originals import Original
from servanda.desk.sources.words import ItemState, JobState


class IngestJob(Classified):
    """Documents that somebody asked to be taken in, all with one classification."""

    ledger_kind = "ingest"
    id_prefix = "ing"

    label = models.CharField(_("what"), max_length=300)
    state = models.CharField(
        _("state"), max_length=10, choices=JobState.choices, default=JobState.WAITING
    )
    opened = models.DateTimeField(_("opened"))
    created_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="ingests"
    )

    class Meta:
        ordering = ["-opened", "id"]
        verbose_name = _("ingest")
        constraints = [held_by_named("ingest")]

    def __str__(self) -> str:
        return self.label


class IngestItem(models.Model):
    """One document of an ingest: where its bytes are, and what became of it.

    `place` is "file:<path>", "stored:<SHA-256>" of bytes that were handed over, or "url:<address>".
    """

    job = models.ForeignKey(IngestJob, models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(_("document"), max_length=500)
    place = models.TextField()
    depth = models.PositiveSmallIntegerField(default=0)  # how many archives it was packed in
    given: Any = models.JSONField(default=dict, blank=True)  # particulars told along with it
    state = models.CharField(
        _("state"), max_length=8, choices=ItemState.choices, default=ItemState.WAITING
    )
    reason = models.TextField(_("reason"), blank=True)
    original = models.ForeignKey(
        Original, models.SET_NULL, null=True, blank=True, related_name="items"
    )

    class Meta:
        ordering = ["job_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["job", "ordinal"], name="item_once")]
        indexes = [models.Index(fields=["job", "state", "ordinal"], name="items_by_state")]

    def __str__(self) -> str:
        return self.name
