"""What people decide beside the levels: ends, suspensions, replies, how long silence may last."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.assessments.models.words import EndState, Nature
from servanda.desk.record.models import Classified


class Ending(Classified):
    """How a commitment came to its end, as people decided it; the latest stands."""

    ledger_kind = "ending"
    id_prefix = "end"
    inside = ("commitment",)
    happened = "on"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="endings")
    state = models.CharField(_("end"), max_length=16, choices=EndState.choices)
    on = models.DateField(_("date"))
    reason_en = models.TextField(_("reason in English"))
    reason_az = models.TextField(_("reason in Azerbaijani"), blank=True)
    evidence: Any = models.JSONField(default=list, blank=True)  # ids of pieces of evidence
    superseded_by = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["on", "ordinal", "id"]
        verbose_name = _("end")
        constraints = [held_by_named("ending")]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.state} {self.on}"

    @property
    def reason(self) -> str:
        """Return the reason in the language of the page."""
        return in_language(self, "reason")


class Suspension(Classified):
    """A stretch in which a commitment does not run, and the instrument that says so."""

    ledger_kind = "suspension"
    id_prefix = "sus"
    inside = ("commitment", "instrument")
    happened = "since"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="suspensions")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="suspends")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)  # the first day it runs again
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["since", "ordinal", "id"]
        verbose_name = _("suspension")
        constraints = [
            held_by_named("suspension"),
            models.CheckConstraint(
                name="suspension_in_order",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                violation_error_message="A suspension must end after it began.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} since {self.since}"


class Reply(Classified):
    """What a party says to an assessment; it stands beside the level and changes nothing."""

    ledger_kind = "reply"
    id_prefix = "rpl"
    inside = ("commitment",)
    happened = "on"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="replies")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="replies", verbose_name=_("party")
    )
    on = models.DateField(_("date"))
    language = models.CharField(_("language"), max_length=12, default="en")
    body = models.TextField(_("reply"))
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["on", "ordinal", "id"]
        verbose_name = _("reply")
        constraints = [held_by_named("reply")]

    def __str__(self) -> str:
        return f"{self.party_id} on {self.commitment_id}"


class SilencePeriod(Classified):
    """After how many days of silence confidence halves, for one kind of commitment; assumed."""

    ledger_kind = "silence_period"
    id_prefix = "sil"

    nature = models.CharField(_("kind of commitment"), max_length=13, choices=Nature.choices)
    days = models.PositiveIntegerField(_("days"))
    reason = models.TextField(_("reason"))
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "nature"]
        verbose_name = _("period of silence")
        constraints = [
            held_by_named("silence_period"),
            models.UniqueConstraint(fields=["partnership", "nature"], name="silence_once_a_nature"),
            models.CheckConstraint(
                name="silence_lasts",
                condition=models.Q(days__gt=0),
                violation_error_message="A period of silence lasts at least one day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature}: {self.days}"
