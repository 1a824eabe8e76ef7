"""Roadmaps: the rows of a plan with its links, calendars, resources, drivers and reference classes.

What the fields mean is said in `servanda.scheduling.model`; ids there are the `key`s here.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.bodies.models import Body, Paper
from servanda.desk.projects.models.gates import Gate
from servanda.desk.projects.models.projects import Project
from servanda.desk.projects.words import LinkKind, RowKind
from servanda.desk.record.models import Classified, Recorded, Source


class Roadmap(Classified):
    """A plan of one project, or of several under a body; adopted as a paper with two keys."""

    ledger_kind = "roadmap"
    id_prefix = "rmp"
    inside = ("project", "body")

    title_en = models.CharField(_("title in English"), max_length=300)
    title_az = models.CharField(_("title in Azerbaijani"), max_length=300, blank=True)
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="roadmaps"
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="roadmaps")
    paper = models.OneToOneField(
        Paper, models.PROTECT, null=True, blank=True, related_name="roadmap"
    )
    start = models.DateField(_("begins"))
    status_on = models.DateField(_("status as of"), null=True, blank=True)
    seed = models.PositiveIntegerField(default=1)
    note_en = models.TextField(_("note in English"), blank=True)
    note_az = models.TextField(_("note in Azerbaijani"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("roadmap")
        constraints = [held_by_named("roadmap")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the title in the language of the page."""
        return in_language(self, "title")


class OfRoadmap(Recorded):
    """A part of a roadmap, seen where the roadmap is seen."""

    inside: ClassVar[tuple[str, ...]] = ("roadmap",)

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="%(class)ss")
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class RoadmapCalendar(OfRoadmap):
    """Which days are worked: weekdays, a country's holidays, and further days off or worked."""

    ledger_kind = "roadmap_calendar"
    id_prefix = "rca"

    key = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=200, blank=True)
    weekdays: Any = models.JSONField(default=list)  # 0 is Monday
    country = models.CharField(_("holidays of"), max_length=2, blank=True)
    off: Any = models.JSONField(default=list, blank=True)
    worked: Any = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["roadmap_id", "ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "key"], name="calendar_key_once")]

    def __str__(self) -> str:
        return self.name or self.key


class RoadmapResource(OfRoadmap):
    """Something that activities share, and how many units of it there are."""

    ledger_kind = "roadmap_resource"
    id_prefix = "rre"

    key = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    capacity = models.PositiveIntegerField(_("capacity"))

    class Meta:
        ordering = ["roadmap_id", "ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "key"], name="resource_key_once")]

    def __str__(self) -> str:
        return self.name


class RiskDriver(OfRoadmap):
    """A cause that moves many durations at once; its figures are assumed and say on what basis."""

    ledger_kind = "risk_driver"
    id_prefix = "rdr"

    key = models.CharField(max_length=60)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_az = models.CharField(_("name in Azerbaijani"), max_length=200, blank=True)
    probability = models.FloatField(_("chance"))
    low = models.FloatField(_("low factor"))
    likely = models.FloatField(_("likely factor"))
    high = models.FloatField(_("high factor"))
    basis = models.TextField(_("basis"))

    class Meta:
        ordering = ["roadmap_id", "ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "key"], name="driver_key_once")]

    def __str__(self) -> str:
        return self.name_en


class RoadmapRow(OfRoadmap):
    """An activity, milestone or gate of a roadmap."""

    ledger_kind = "roadmap_row"
    id_prefix = "rrw"
    inside = ("roadmap", "gate", "commitment", "source")

    key = models.CharField(max_length=60)
    kind = models.CharField(_("kind"), max_length=9, choices=RowKind.choices)
    name_en = models.CharField(_("name in English"), max_length=300)
    name_az = models.CharField(_("name in Azerbaijani"), max_length=300, blank=True)
    group = models.CharField(_("group"), max_length=120, blank=True)
    calendar = models.CharField(_("calendar"), max_length=60, default="every day")
    low = models.FloatField(_("shortest"), null=True, blank=True)
    likely = models.FloatField(_("most likely"), null=True, blank=True)
    high = models.FloatField(_("longest"), null=True, blank=True)
    basis = models.TextField(_("on what the estimate rests"), blank=True)
    reference_class = models.CharField(_("reference class"), max_length=60, blank=True)
    gate = models.ForeignKey(Gate, models.PROTECT, null=True, blank=True, related_name="rows")
    bound = models.CharField(_("constraint"), max_length=24, blank=True)
    bound_on = models.DateField(_("constraint date"), null=True, blank=True)
    needs: Any = models.JSONField(default=dict, blank=True)
    drivers: Any = models.JSONField(default=dict, blank=True)
    started = models.DateField(_("started"), null=True, blank=True)
    finished = models.DateField(_("finished"), null=True, blank=True)
    complete = models.FloatField(_("share done"), default=0.0)
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="milestones"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["roadmap_id", "ordinal", "id"]
        verbose_name = _("row")
        constraints = [models.UniqueConstraint(fields=["roadmap", "key"], name="row_key_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return in_language(self, "name")


class RoadmapLink(OfRoadmap):
    """What waits for what; the lag is in working days of the successor's calendar."""

    ledger_kind = "roadmap_link"
    id_prefix = "rli"
    inside = ("roadmap", "before_row", "after_row")

    before = models.CharField(max_length=60)  # keys of rows
    after = models.CharField(max_length=60)
    before_row = models.ForeignKey(
        RoadmapRow, models.PROTECT, null=True, blank=True, related_name="links_from"
    )  # the same rows: who does not see one of them does not see the link
    after_row = models.ForeignKey(
        RoadmapRow, models.PROTECT, null=True, blank=True, related_name="links_to"
    )
    kind = models.CharField(_("kind"), max_length=2, choices=LinkKind.choices, default=LinkKind.FS)
    lag = models.IntegerField(_("lag"), default=0)

    class Meta:
        ordering = ["roadmap_id", "ordinal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "before", "after", "kind"], name="link_once")
        ]

    def __str__(self) -> str:
        return f"{self.before} {self.kind} {self.after}"


class ReferenceCase(Classified):
    """How long a like project took; where there is no estimate, its class serves."""

    ledger_kind = "reference_case"
    id_prefix = "ref"
    inside = ("source",)

    reference_class = models.CharField(_("class"), max_length=60)
    name_en = models.CharField(_("case in English"), max_length=300)
    name_az = models.CharField(_("case in Azerbaijani"), max_length=300, blank=True)
    began = models.DateField(_("began"))
    ended = models.DateField(_("ended"))
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="reference_cases"
    )
    note = models.TextField(_("note"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["reference_class", "ordinal", "id"]
        verbose_name = _("reference case")
        constraints = [
            held_by_named("reference_case"),
            models.CheckConstraint(
                name="reference_case_in_order",
                condition=models.Q(ended__gte=models.F("began")),
                violation_error_message="A case must end after it began.",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en
