"""Two keys: drafted by one side, binding once each side has approved the same hash.

A version's content never changes after it was proposed; a change is a new version, which needs both
keys again while the last adopted one stands. A draft is the drafting party's own: the other side
learns neither its words nor that there is one, so that each may have a draft at the same time.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.bodies.models.bodies import Body
from servanda.desk.bodies.models.meetings import Meeting
from servanda.desk.bodies.words import PaperKind, VersionState
from servanda.desk.record.models import ID_LENGTH, Classification, Classified, Recorded


class Paper(Classified):
    """A project list, roadmap, set of minutes or decision that both sides are to adopt.

    `subject_kind` and `subject_id` name what its content is taken from, if anything.
    """

    ledger_kind = "paper"
    id_prefix = "pap"
    inside = ("body", "meeting")

    body = models.ForeignKey(Body, models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind.choices)
    title = models.CharField(_("title"), max_length=300)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="papers"
    )
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=ID_LENGTH, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("paper")
        constraints = [held_by_named("paper")]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="papers_of_a_thing")]

    def __str__(self) -> str:
        return self.title

    @property
    def shared(self) -> bool:
        """Tell whether both sides have it before them, or only the one that drafts it."""
        return self.classification != Classification.PARTY


class PaperVersion(Classified):
    """One version of a paper: canonical JSON and its hash, who drafted it, how far it has come."""

    ledger_kind = "paper_version"
    id_prefix = "ppv"
    inside = ("paper",)

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"), null=True, blank=True)  # None: a draft
    content: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of the canonical form (RFC 8785) of the content
    drafted_by = models.ForeignKey(Party, models.PROTECT, related_name="drafts")
    state = models.CharField(
        _("state"), max_length=9, choices=VersionState.choices, default=VersionState.DRAFT
    )
    proposed = models.DateTimeField(_("proposed"), null=True, blank=True)
    adopted = models.DateTimeField(_("adopted"), null=True, blank=True)
    note = models.TextField(_("what changed and why"), blank=True)

    class Meta:
        ordering = ["paper_id", "number"]
        verbose_name = _("version")
        constraints = [
            held_by_named("paper_version"),
            models.UniqueConstraint(fields=["paper", "number"], name="paper_number_once"),
            models.UniqueConstraint(
                fields=["paper"],
                condition=models.Q(state=VersionState.ADOPTED),
                name="paper_adopted_once",
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=models.Q(state=VersionState.PROPOSED),
                name="paper_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["paper", "drafted_by"],
                condition=models.Q(state=VersionState.DRAFT),
                name="paper_draft_once_a_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.number}"


class Approval(Recorded):
    """One party's key: who turned it, when, and the hash of what was approved."""

    ledger_kind = "approval"
    id_prefix = "app"
    inside = ("version",)

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="approvals")
    party = models.ForeignKey(Party, models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="approvals")
    person_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("approved"))

    class Meta:
        ordering = ["version_id", "at", "id"]
        verbose_name = _("approval")
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="approval_once_a_party")
        ]

    def __str__(self) -> str:
        return f"{self.party_id} approved {self.version_id}"
