"""Bodies, the provisions that they rest on, and who sits in them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements.models import Provision
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.agreements.words import Precision
from servanda.desk.bodies.words import BodyKind, BodyStanding, SeatRole
from servanda.desk.record.models import Classified, Recorded


class Body(Classified):
    """A working group, commission or dialogue platform, set up or only allowed by a text."""

    ledger_kind = "body"
    id_prefix = "bod"

    name_en = models.CharField(_("name in English"), max_length=300)
    name_az = models.CharField(_("name in Azerbaijani"), max_length=300, blank=True)
    short_en = models.CharField(_("short name in English"), max_length=120, blank=True)
    short_az = models.CharField(_("short name in Azerbaijani"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=BodyKind.choices)
    standing = models.CharField(
        _("standing"), max_length=12, choices=BodyStanding.choices, default=BodyStanding.ALLOWED
    )
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    mandate_en = models.TextField(_("mandate in English"), blank=True)
    mandate_az = models.TextField(_("mandate in Azerbaijani"), blank=True)
    areas: Any = models.JSONField(_("areas"), default=list, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = _("body")
        constraints = [held_by_named("body")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return in_language(self, "name")

    @property
    def short(self) -> str:
        """Return the short name, or the name where there is none."""
        return in_language(self, "short") or self.name

    @property
    def mandate(self) -> str:
        """Return the mandate in the language of the page."""
        return in_language(self, "mandate")


class Mandate(Recorded):
    """A provision that a body rests on."""

    ledger_kind = "mandate"
    id_prefix = "man"
    inside = ("body", "provision__text__instrument")

    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="bodies")
    note = models.TextField(_("note"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["body", "provision"], name="mandate_once")]

    def __str__(self) -> str:
        return f"{self.body_id} by {self.provision_id}"


class Seat(Classified):
    """Somebody's seat in a body, for a party, for a term."""

    ledger_kind = "seat"
    id_prefix = "sea"
    inside = ("body",)
    happened = "since"

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    party = models.ForeignKey(Party, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=300, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=SeatRole.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)  # the last day
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "since", "id"]
        verbose_name = _("seat")
        constraints = [
            held_by_named("seat"),
            models.CheckConstraint(
                name="seat_term_in_order",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                violation_error_message="A term must end after it began.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"
