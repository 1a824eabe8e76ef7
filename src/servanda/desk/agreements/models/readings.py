"""A reading: what the reader proposes of an uploaded text, until an officer has decided it all."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models.commitments import Commitment
from servanda.desk.agreements.models.constraints import held_by_named, span_in_order
from servanda.desk.agreements.models.instruments import Instrument
from servanda.desk.agreements.words import Decision, ReadingState
from servanda.desk.record.models import Classified, Recorded


class Reading(Classified):
    """An uploaded text with what the reader found in it.

    `found` holds the title, language, signature, parties, provisions, terms and events that the
    reader found; the commitments that it proposes are the proposals.
    """

    ledger_kind = "reading"
    id_prefix = "rea"

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="readings"
    )
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    body = models.TextField(_("words"))
    signed = models.DateField(_("signed on"), null=True, blank=True)
    found: Any = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=8, choices=ReadingState.choices, default=ReadingState.OPEN
    )
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="readings")

    class Meta:
        ordering = ["id"]
        verbose_name = _("reading")
        constraints = [
            held_by_named("reading"),
            models.CheckConstraint(
                name="finished_reading_has_an_instrument",
                condition=~models.Q(state="finished") | models.Q(instrument__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Proposal(Recorded):
    """A commitment that the reader proposes, or one that an officer cut from such a one.

    `fields` are those of `Commitment`, from `quote` to `recurrence_rrule`. `found` are the same as
    the reader gave them, so that a correction can be undone and seen.
    """

    ledger_kind = "proposal"
    id_prefix = "pro"
    inside = ("reading",)

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="proposals")
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="pieces"
    )
    ordinal = models.PositiveIntegerField(default=0)
    eid = models.CharField("eId", max_length=120)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fields: Any = models.JSONField(default=dict)
    found: Any = models.JSONField(default=dict)
    decision = models.CharField(
        _("decision"), max_length=9, choices=Decision.choices, default=Decision.PENDING
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="proposals"
    )

    class Meta:
        ordering = ["ordinal", "start", "id"]
        verbose_name = _("proposal")
        constraints = [span_in_order("proposal")]

    def __str__(self) -> str:
        return f"{self.eid} {self.start}:{self.end}"

    def ledger_partnership(self) -> str:
        """Return the partnership of the reading."""
        return self.reading.partnership_id
