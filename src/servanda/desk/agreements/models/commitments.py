"""A commitment: one separately checkable act or stance, its exact words, and its time rule."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named, span_in_order
from servanda.desk.agreements.models.instruments import Instrument, Provision
from servanda.desk.agreements.words import Area, Bound, CommitmentState, Force
from servanda.desk.record.models import Classified


class Commitment(Classified):
    """One separately checkable act or stance in a provision.

    The last four columns are worked out from the others by the services, so that lists can be
    sorted, filtered and searched by the database; they are no part of the recorded state.
    """

    ledger_kind = "commitment"
    inside = ("instrument",)
    kept_out_of_ledger = frozenset({"due_date", "counts_from", "actor_keys", "search_text"})

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="commitments")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="commitments")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("words of the text"))
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_az = models.TextField(_("summary in Azerbaijani"), blank=True)
    force = models.CharField(_("force"), max_length=12, choices=Force.choices)
    actors: Any = models.JSONField(_("actors"), default=list, blank=True)
    act = models.TextField(_("act"), blank=True)
    conditions: Any = models.JSONField(_("conditions"), default=list, blank=True)
    recital = models.BooleanField(_("recital"), default=False)
    verifiable = models.BooleanField(_("an outsider could find out"), default=False)
    area = models.CharField(_("area"), max_length=40, choices=Area.choices, default=Area.OTHER)
    why = models.TextField(_("why it is read so"), blank=True)
    deadline_expression = models.TextField(_("words of the deadline"), blank=True)
    deadline_bound = models.CharField(_("bound"), max_length=20, choices=Bound.choices, blank=True)
    deadline_duration = models.CharField(_("period"), max_length=40, blank=True)
    deadline_date = models.DateField(_("date that the text names"), null=True, blank=True)
    deadline_anchor = models.CharField(_("counts from"), max_length=80, blank=True)
    recurrence_expression = models.TextField(_("words of the recurrence"), blank=True)
    recurrence_every = models.CharField(_("recurs every"), max_length=40, blank=True)
    recurrence_times = models.PositiveIntegerField(_("times in each"), null=True, blank=True)
    recurrence_rrule = models.CharField(_("recurrence rule"), max_length=200, blank=True)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=CommitmentState.choices,
        default=CommitmentState.ADOPTED,
    )
    ordinal = models.PositiveIntegerField(default=0)

    due_date = models.DateField(null=True, blank=True, editable=False)
    counts_from = models.DateField(null=True, blank=True, editable=False)
    actor_keys = models.TextField(blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("commitment")
        constraints = [held_by_named("commitment"), span_in_order("commitment")]
        indexes = [
            models.Index(fields=["partnership", "state", "ordinal"], name="commitments_in_order"),
            models.Index(fields=["partnership", "state", "due_date"], name="commitments_by_date"),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def summary(self) -> str:
        """Return the commitment in one sentence, in the language of the page, or its own words."""
        return in_language(self, "summary") or self.act or self.quote

    @property
    def has_deadline(self) -> bool:
        """Tell whether the text sets it a time."""
        return bool(self.deadline_expression or self.deadline_bound or self.deadline_date)

    @property
    def recurs(self) -> bool:
        """Tell whether the text wants it again and again."""
        return bool(self.recurrence_every)
