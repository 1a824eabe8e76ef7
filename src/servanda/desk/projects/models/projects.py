"""Projects: what they are, which commitments they carry, who takes part, and the money."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.agreements.words import Area
from servanda.desk.projects.words import MoneyState, ProjectStage, ProjectStanding
from servanda.desk.record.models import Classified, Recorded, Source


class Project(Classified):
    """Something that carries commitments out, on a list of both sides or only a candidate."""

    ledger_kind = "project"
    id_prefix = "prj"
    inside = ("source",)  # the ledger names it

    name_en = models.CharField(_("name in English"), max_length=300)
    name_az = models.CharField(_("name in Azerbaijani"), max_length=300, blank=True)
    what_en = models.TextField(_("what it is, in English"), blank=True)
    what_az = models.TextField(_("what it is, in Azerbaijani"), blank=True)
    area = models.CharField(_("area"), max_length=60, blank=True)
    standing = models.CharField(
        _("standing"),
        max_length=10,
        choices=ProjectStanding.choices,
        default=ProjectStanding.CANDIDATE,
    )
    stage = models.CharField(
        _("stage"), max_length=8, choices=ProjectStage.choices, default=ProjectStage.UNKNOWN
    )
    status_en = models.TextField(_("status as its source tells it, in English"), blank=True)
    status_az = models.TextField(_("status as its source tells it, in Azerbaijani"), blank=True)
    status_on = models.DateField(_("status as of"), null=True, blank=True)
    expected = models.CharField(_("expected completion"), max_length=120, blank=True)
    capacity_after = models.CharField(_("capacity after it"), max_length=200, blank=True)
    network_links: Any = models.JSONField(default=list, blank=True)  # ids in the corridor network
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    confidence = models.CharField(_("confidence"), max_length=10, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("project")
        constraints = [held_by_named("project")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return in_language(self, "name")

    @property
    def area_said(self) -> str:
        """Return the word for its area; an area without a word stands for itself."""
        return str(dict(Area.choices).get(self.area, self.area))

    @property
    def what(self) -> str:
        """Say what it is in the language of the page."""
        return in_language(self, "what")

    @property
    def status(self) -> str:
        """Return the status in the language of the page."""
        return in_language(self, "status")


class Carries(Recorded):
    """A commitment that a project carries out, wholly or in part."""

    ledger_kind = "carries"
    id_prefix = "car"
    inside = ("project", "commitment")

    project = models.ForeignKey(Project, models.PROTECT, related_name="carries")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="carried_by")
    note = models.TextField(_("how"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "commitment"], name="carries_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} carries {self.commitment_id}"


class Involved(Recorded):
    """A party or company that has a part in a project."""

    ledger_kind = "involved"
    id_prefix = "inv"
    inside = ("project", "source")

    project = models.ForeignKey(Project, models.PROTECT, related_name="involved")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="projects")
    name = models.CharField(_("name"), max_length=200, blank=True)  # where it is no party
    role = models.CharField(_("part"), max_length=120)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]

    def __str__(self) -> str:
        return f"{self.party_id or self.name} in {self.project_id}"


class Funding(Recorded):
    """Money for a project: how much, in which currency, from whom, how firm, by which source.

    `payer` is empty for the cost as a whole.
    """

    ledger_kind = "funding"
    id_prefix = "fun"
    inside = ("project", "source")

    project = models.ForeignKey(Project, models.PROTECT, related_name="funding")
    payer = models.CharField(_("from"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("how firm"), max_length=9, choices=MoneyState.choices)
    on = models.DateField(_("as of"), null=True, blank=True)
    used = models.BooleanField(_("used"), default=True)  # False: another source's figure is used
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="funding"
    )
    note = models.TextField(_("note"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("funding")
        constraints = [
            models.CheckConstraint(
                name="funding_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message="An amount of money cannot be negative.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.amount} {self.currency}"
