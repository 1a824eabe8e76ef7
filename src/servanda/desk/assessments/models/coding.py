"""Criteria in versions, the codings of two people blind to each other's, and what was settled.

A coding is sealed to its coder until both are submitted; then both are as open as the commitment.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.assessments.models.words import (
    Answer,
    CodingRole,
    CodingState,
    CriterionKind,
    VersionState,
)
from servanda.desk.record.models import Classified, Recorded


class CriteriaVersion(Classified):
    """One version of a commitment's criteria; once adopted its statements do not change."""

    ledger_kind = "criteria"
    id_prefix = "crv"
    inside = ("commitment",)

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="criteria_versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=8, choices=VersionState.choices, default=VersionState.DRAFT
    )
    note = models.TextField(_("why it was changed"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "commitment_id", "number"]
        verbose_name = _("criteria")
        constraints = [
            held_by_named("criteria"),
            models.UniqueConstraint(fields=["commitment", "number"], name="criteria_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.number}"


class Criterion(Recorded):
    """One statement that an outsider can answer: met, not met, or unclear."""

    ledger_kind = "criterion"
    id_prefix = "cri"
    inside = ("version",)

    version = models.ForeignKey(CriteriaVersion, models.PROTECT, related_name="criteria")
    key = models.CharField(max_length=60)  # "done"; the same in each version that keeps it
    kind = models.CharField(_("asks about"), max_length=11, choices=CriterionKind.choices)
    statement_en = models.TextField(_("statement in English"))
    statement_az = models.TextField(_("statement in Azerbaijani"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["version_id", "ordinal", "id"]
        verbose_name = _("criterion")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="criterion_key_once")
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def statement(self) -> str:
        """Return the statement in the language of the page."""
        return in_language(self, "statement")


class Assignment(Classified):
    """A commitment given to two coders, to be judged as of a day by one version of its criteria."""

    ledger_kind = "assignment"
    id_prefix = "asg"
    inside = ("commitment",)

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="assignments")
    version = models.ForeignKey(CriteriaVersion, models.PROTECT, related_name="assignments")
    as_of = models.DateField(_("as things stood on"))
    first = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("coder"))
    second = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("other coder")
    )
    opened = models.DateTimeField(_("opened"))

    class Meta:
        ordering = ["-opened", "id"]
        verbose_name = _("assignment")
        constraints = [
            held_by_named("assignment"),
            models.CheckConstraint(
                name="assignment_of_two",
                condition=~models.Q(first=models.F("second")),
                violation_error_message="Two coders judge a commitment: name two people.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.as_of}"


class Coding(Classified):
    """One judgement of a commitment's criteria as of one day: one coder's, or the adjudicated one.

    `coder` is None where the coder is not a person of this desk; `coder_name` names them then.
    """

    ledger_kind = "coding"
    id_prefix = "cod"
    inside = ("commitment",)
    happened = "as_of"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="codings")
    version = models.ForeignKey(CriteriaVersion, models.PROTECT, related_name="codings")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="codings"
    )
    role = models.CharField(
        _("whose"), max_length=11, choices=CodingRole.choices, default=CodingRole.CODER
    )
    coder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="codings")
    coder_name = models.CharField(_("coder"), max_length=200, blank=True)
    as_of = models.DateField(_("as things stood on"))
    state = models.CharField(
        _("state"), max_length=9, choices=CodingState.choices, default=CodingState.DRAFT
    )
    reason = models.TextField(_("reason"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["as_of", "ordinal", "id"]
        verbose_name = _("coding")
        constraints = [
            held_by_named("coding"),
            models.UniqueConstraint(
                fields=["assignment", "coder", "role"], name="coding_once_a_coder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.as_of} {self.role}"


class Judgement(Recorded):
    """A coding's answer to one criterion, the reason, and the evidence that it cites."""

    ledger_kind = "judgement"
    id_prefix = "jdg"
    inside = ("coding",)

    coding = models.ForeignKey(Coding, models.PROTECT, related_name="judgements")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="judgements")
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices)
    reason = models.TextField(_("reason"), blank=True)
    evidence: Any = models.JSONField(default=list, blank=True)  # ids of pieces of evidence
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["coding_id", "ordinal", "id"]
        verbose_name = _("judgement")
        constraints = [
            models.UniqueConstraint(fields=["coding", "criterion"], name="judgement_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.answer}"
