"""Instruments, who has a part in them, what happened to them, and their texts piece by piece."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named, span_in_order
from servanda.desk.agreements.words import (
    EventKind,
    InstrumentKind,
    PartyRole,
    Precision,
    RelationKind,
    Standing,
)
from servanda.desk.record.models import Classified, Recorded


class Instrument(Classified):
    """A text adopted between parties, or by one of them."""

    ledger_kind = "instrument"

    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title_az = models.CharField(_("title in Azerbaijani"), max_length=300, blank=True)
    short_en = models.CharField(_("short title in English"), max_length=120, blank=True)
    short_az = models.CharField(_("short title in Azerbaijani"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=40, choices=InstrumentKind.choices)
    binding = models.BooleanField(_("says that it binds in law"), null=True, blank=True)
    language = models.CharField(_("authentic language"), max_length=12, blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_az = models.TextField(_("summary in Azerbaijani"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("instrument")
        constraints = [
            held_by_named("instrument"),
            models.CheckConstraint(
                name="instrument_has_a_title",
                condition=~models.Q(title_en="") | ~models.Q(title_az=""),
                violation_error_message=_("An instrument needs a title in one language."),
            ),
        ]

    def __str__(self) -> str:
        return self.short

    @property
    def title(self) -> str:
        """Return the title in the language of the page."""
        return in_language(self, "title")

    @property
    def short(self) -> str:
        """Return the short title in the language of the page, or the title where there is none."""
        return in_language(self, "short") or self.title

    @property
    def summary(self) -> str:
        """Return the summary in the language of the page."""
        return in_language(self, "summary")


class InstrumentParty(Recorded):
    """The part that a party has in an instrument, and what the instrument calls it."""

    ledger_kind = "instrument_party"
    id_prefix = "ipa"
    inside = ("instrument",)

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="parts")
    party = models.ForeignKey(Party, models.PROTECT, related_name="parts")
    role = models.CharField(_("part"), max_length=40, choices=PartyRole.choices)
    defined_as = models.CharField(_("called"), max_length=300, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("part in an instrument")
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "party", "role"], name="instrument_party_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.role} {self.instrument_id}"


class Event(Classified):
    """Something that happened to an instrument or around it, and how exactly its date is known."""

    ledger_kind = "event"
    id_prefix = "evt"
    inside = ("instrument",)
    happened = "date"

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="events")
    kind = models.CharField(_("kind"), max_length=40, choices=EventKind.choices)
    date = models.DateField(_("date"), db_index=True)
    precision = models.CharField(
        _("precision"), max_length=8, choices=Precision.choices, default=Precision.DAY
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    label_en = models.TextField(_("what happened, in English"), blank=True)
    label_az = models.TextField(_("what happened, in Azerbaijani"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["date", "ordinal", "id"]
        verbose_name = _("event")
        constraints = [held_by_named("event")]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"

    @property
    def label(self) -> str:
        """Say what happened in the language of the page, at least by its kind."""
        return in_language(self, "label") or str(EventKind(self.kind).label)


class Relation(Recorded):
    """How one instrument stands to another."""

    ledger_kind = "relation"
    id_prefix = "rel"
    inside = ("instrument", "target")

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="relations")
    kind = models.CharField(_("kind"), max_length=40, choices=RelationKind.choices)
    target = models.ForeignKey(Instrument, models.PROTECT, related_name="relations_to_it")
    note = models.TextField(_("note"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("relation")
        constraints = [
            models.UniqueConstraint(fields=["instrument", "kind", "target"], name="relation_once"),
            models.CheckConstraint(
                name="relation_to_another",
                condition=~models.Q(instrument=models.F("target")),
                violation_error_message=_("An instrument cannot relate to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.kind} {self.target_id}"


class Text(Recorded):
    """One language version of an instrument; every span of it counts the characters of `body`."""

    ledger_kind = "text"
    id_prefix = "txt"
    inside = ("instrument",)

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing.choices)
    body = models.TextField(_("words"))
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300, blank=True)  # its file in a dossier
    reader_note = models.TextField(_("note to the reader"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("text")

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.language} {self.standing}"


class Provision(Recorded):
    """An addressable piece of a text: its Akoma Ntoso `eId`, number, heading and span."""

    ledger_kind = "provision"
    id_prefix = "prv"
    inside = ("text",)

    text = models.ForeignKey(Text, models.PROTECT, related_name="provisions")
    eid = models.CharField("eId", max_length=120)
    kind = models.CharField(_("kind"), max_length=40)
    num = models.CharField(_("number"), max_length=120, blank=True)
    heading_en = models.TextField(_("heading in English"), blank=True)
    heading_az = models.TextField(_("heading in Azerbaijani"), blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("provision")
        constraints = [
            models.UniqueConstraint(fields=["text", "eid"], name="provision_eid_once"),
            span_in_order("provision", empty=True),
        ]

    def __str__(self) -> str:
        return f"{self.num} {self.heading}".strip() or self.eid

    @property
    def heading(self) -> str:
        """Return the heading in the language of the page."""
        return in_language(self, "heading")

    @property
    def depth(self) -> int:
        """Return how deep it lies in the text: 0 at the top."""
        return self.eid.count("__")

    @property
    def section(self) -> str:
        """Return the `eId` of the top-level provision that it lies in."""
        return self.eid.partition("__")[0]
