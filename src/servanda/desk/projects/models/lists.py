"""Project lists: what a body draws up, and both sides adopt as a paper with two keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.bodies.models import Body, Paper
from servanda.desk.projects.models.projects import Project
from servanda.desk.record.models import Classified, Recorded


class ProjectList(Classified):
    """A body's list of projects, as it is being drawn up; what was adopted is in its paper."""

    ledger_kind = "project_list"
    id_prefix = "pli"
    inside = ("body", "answers")

    body = models.ForeignKey(Body, models.PROTECT, related_name="project_lists")
    title_en = models.CharField(_("title in English"), max_length=300)
    title_az = models.CharField(_("title in Azerbaijani"), max_length=300, blank=True)
    answers = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="project_lists"
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, null=True, blank=True, related_name="project_list"
    )
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("project list")
        constraints = [held_by_named("project_list")]

    def __str__(self) -> str:
        return self.title_en


class ListEntry(Recorded):
    """A project on a list, with what the list says of it."""

    ledger_kind = "list_entry"
    id_prefix = "len"
    inside = ("project_list", "project")

    project_list = models.ForeignKey(ProjectList, models.PROTECT, related_name="entries")
    project = models.ForeignKey(Project, models.PROTECT, related_name="entries")
    note = models.TextField(_("what the list says of it"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project_list", "project"], name="list_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_list_id}: {self.project_id}"
