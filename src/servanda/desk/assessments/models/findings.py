"""Findings: what a search for evidence of a commitment came to. A finding is not a status."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified, Source


class Outcome(models.TextChoices):
    """What a search came to."""

    NO_EVIDENCE_FOUND = "no_evidence_found", _("no evidence found")
    EVIDENCE_FOUND = "evidence_found", _("evidence found")
    NOT_ASSESSABLE = "not_assessable", _("not assessable")


class Finding(Classified):
    """What one search for evidence of one commitment came to, how far it went and up to when."""

    ledger_kind = "finding"
    id_prefix = "fin"
    inside = ("commitment",)
    happened = "searched_until"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="findings")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    searched_until = models.DateField(_("searched up to"))
    sources_searched = models.PositiveIntegerField(_("sources searched"), null=True, blank=True)
    scope_en = models.TextField(_("scope of the search in English"), blank=True)
    scope_az = models.TextField(_("scope of the search in Azerbaijani"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-searched_until", "ordinal", "id"]
        verbose_name = _("finding")
        constraints = [held_by_named("finding")]
        indexes = [models.Index(fields=["commitment", "-searched_until"], name="findings_latest")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.searched_until}"

    @property
    def scope(self) -> str:
        """Say what was searched, in the language of the page."""
        return in_language(self, "scope")
