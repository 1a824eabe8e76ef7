"""Gates: conditions that somebody else must meet, shared by every roadmap that waits for them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified, Source


class Gate(Classified):
    """A ratification, constitutional change or yearly waiver: when it may open, and how likely.

    The chance and the dates are somebody's judgement: `basis` says whose and on what it rests.
    """

    ledger_kind = "gate"
    id_prefix = "gat"
    inside = ("instrument", "source")  # the ledger names both

    name_en = models.CharField(_("name in English"), max_length=300)
    name_az = models.CharField(_("name in Azerbaijani"), max_length=300, blank=True)
    what_en = models.TextField(_("what must happen, in English"), blank=True)
    what_az = models.TextField(_("what must happen, in Azerbaijani"), blank=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="gates")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="gates"
    )
    probability = models.FloatField(
        _("chance that it opens"), validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    earliest = models.DateField(_("earliest"))
    likely = models.DateField(_("most likely"))
    latest = models.DateField(_("latest"))
    basis_en = models.TextField(_("on what the chance and the dates rest, in English"))
    basis_az = models.TextField(
        _("on what the chance and the dates rest, in Azerbaijani"), blank=True
    )
    opened = models.DateField(_("opened on"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="gates")
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("gate")
        constraints = [
            held_by_named("gate"),
            models.CheckConstraint(
                name="gate_dates_in_order",
                condition=models.Q(earliest__lte=models.F("likely"))
                & models.Q(likely__lte=models.F("latest")),
                violation_error_message="Give the dates in order: earliest, most likely, latest.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return in_language(self, "name")
