"""Meetings: agenda, who was there, decisions, and the actions that follow from them.

What names a commitment or source is seen only by those who see that too: its name tells of it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.bodies.models.bodies import Body
from servanda.desk.bodies.words import ActionState, MeetingState
from servanda.desk.record.models import Classified, Recorded, Source


class Meeting(Classified):
    """One meeting of a body; `answers` is the commitment to meet that it counts for."""

    ledger_kind = "meeting"
    id_prefix = "mee"
    inside = ("body", "answers", "source")

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(_("number"))
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title_az = models.CharField(_("title in Azerbaijani"), max_length=300, blank=True)
    on = models.DateField(_("date"))
    starts = models.TimeField(_("begins"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="Asia/Baku")
    place = models.CharField(_("place"), max_length=300, blank=True)
    online = models.BooleanField(_("online"), default=False)
    state = models.CharField(
        _("state"), max_length=9, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    answers = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    note_en = models.TextField(_("note in English"), blank=True)
    note_az = models.TextField(_("note in Azerbaijani"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["on", "ordinal", "id"]
        verbose_name = _("meeting")
        constraints = [
            held_by_named("meeting"),
            models.UniqueConstraint(fields=["body", "number"], name="meeting_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.number}"


class AgendaItem(Recorded):
    """One point of an agenda, and what the minutes say of it."""

    ledger_kind = "agenda_item"
    id_prefix = "agi"
    inside = ("meeting", "commitment")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    title = models.CharField(_("title"), max_length=300)
    presenter = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="presents"
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    minutes = models.TextField(_("minutes"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting_id", "ordinal", "id"]
        verbose_name = _("agenda item")

    def __str__(self) -> str:
        return self.title


class Attendance(Recorded):
    """Who was there, for which party."""

    ledger_kind = "attendance"
    id_prefix = "att"
    inside = ("meeting",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=300, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting_id", "ordinal", "id"]
        verbose_name = _("attendance")

    def __str__(self) -> str:
        return self.name


class Decision(Classified):
    """What a meeting decided; binding once both sides adopted the paper that says it."""

    ledger_kind = "decision"
    id_prefix = "dec"
    inside = ("meeting", "item", "commitment")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    number = models.PositiveIntegerField(_("number"))
    text_en = models.TextField(_("decision in English"))
    text_az = models.TextField(_("decision in Azerbaijani"), blank=True)
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting_id", "number", "id"]
        verbose_name = _("decision")
        constraints = [
            held_by_named("decision"),
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"


class Action(Classified):
    """Something to be done after a meeting, by somebody, by a day."""

    ledger_kind = "action"
    id_prefix = "act"
    inside = ("meeting", "decision")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    text = models.TextField(_("action"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="actions")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="actions")
    owner_name = models.CharField(_("who"), max_length=200, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=ActionState.choices, default=ActionState.OPEN
    )
    settled = models.DateField(_("done or dropped on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["due", "ordinal", "id"]
        verbose_name = _("action")
        constraints = [held_by_named("action")]

    def __str__(self) -> str:
        return self.text
