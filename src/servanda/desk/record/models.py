"""What every stored thing shares: a stable id, a canonical state, a classification; and the ledger.

A thing is `Recorded` when every change of it leaves a ledger entry. It is `Classified` when it
also says itself who may see it. A thing that lies inside another (a provision inside its
instrument) names the way there in `inside`, and is seen only where all that it lies inside is seen.
"""

import base64
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Json = Any  # what `json` can hold; a recursive alias would not help a reader
ID_LENGTH = 200


def new_id(prefix: str) -> str:
    """Make an id of a hundred random bits, such as "per_k3v…"."""
    return f"{prefix}_{base64.b32encode(secrets.token_bytes(13)).decode()[:20].lower()}"


def plain(value: object) -> Json:
    """Bring a field's value into the form in which the ledger keeps it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


class Recorded(models.Model):
    """A thing whose every change leaves a ledger entry."""

    id = models.CharField(_("id"), max_length=ID_LENGTH, primary_key=True)

    ledger_kind: ClassVar[str] = ""
    id_prefix: ClassVar[str] = ""  # things whose id is made for them
    inside: ClassVar[tuple[str, ...]] = ()  # paths to what it lies inside, "text__instrument"
    about_another: ClassVar[bool] = False  # said of the thing that subject_kind and _id name
    never_about: ClassVar[frozenset[str]] = frozenset()  # else two could be about each other
    happened: ClassVar[str] = ""  # the field with the day on which it came about
    open_to_all: ClassVar[bool] = False  # seen by everybody although it carries no classification
    roles_that_see: ClassVar[frozenset[str]] = frozenset()  # when it carries no classification
    kept_out_of_ledger: ClassVar[frozenset[str]] = frozenset()
    guards: ClassVar[Mapping[str, frozenset[str]]] = {}  # database → triggers that hold its rows

    class Meta:
        abstract = True

    @property
    def local_id(self) -> str:
        """Return the id within the partnership, "charter" of "azerbaijan-us.charter"."""
        return self.id.partition(".")[2] or self.id

    def ledger_state(self) -> dict[str, Json]:
        """Return every stored field in the form in which the ledger keeps it."""
        return {
            field.attname: plain(getattr(self, field.attname))
            for field in self._meta.concrete_fields
            if field.attname not in self.kept_out_of_ledger
        }

    def damage(self) -> str:
        """Say what is wrong with what the ledger keeps only the hash of; "" where nothing is."""
        return ""

    def ledger_partnership(self) -> str:
        """Return the id of the partnership in whose ledger this thing stands, or ""."""
        own: str | None = getattr(self, "partnership_id", None)
        return own or (self.id.partition(".")[0] if "." in self.id else "")


class Classification(models.TextChoices):
    """Who may see a thing, from everybody to named people."""

    PUBLIC = "public", _("public")
    PARTNERS = "partners", _("partners")
    PARTY = "party", _("one party")
    SEALED = "sealed", _("sealed")


class Classified(Recorded):
    """A recorded thing of a partnership that says itself who may see it."""

    partnership = models.ForeignKey(
        "accounts.Partnership", models.PROTECT, related_name="+", verbose_name=_("partnership")
    )
    classification = models.CharField(
        _("classification"),
        max_length=8,
        choices=Classification.choices,
        default=Classification.PUBLIC,
    )
    held_by = models.ForeignKey(
        "accounts.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("held by"),
    )
    seal = models.CharField(max_length=40, blank=True, editable=False)  # see SealedReader

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a party classification that names no party, or one of another partnership."""
        super().clean()
        if self.classification != Classification.PARTY:
            return
        if self.held_by is None:
            raise ValidationError(
                {"held_by": _("A thing that one party holds must name the party. Choose it.")}
            )
        if self.held_by.partnership_id != self.partnership_id:
            raise ValidationError(
                {"held_by": _("This party belongs to another partnership. Choose one of this one.")}
            )


class SealedReader(Recorded):
    """One person who may see one sealed thing.

    The thing is found by its seal: ids are unique only among things of one kind.
    """

    ledger_kind = "sealed_reader"
    id_prefix = "slr"

    seal = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "seal"], name="sealed_reader_once"),
            models.CheckConstraint(condition=~models.Q(seal=""), name="sealed_reader_has_seal"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} may see {self.subject_kind} {self.subject_id}"


class LedgerEntry(models.Model):
    """One change, as it was made: who, when, what, before and after, chained by hash.

    The database itself refuses to update or delete a row (migration `guard_the_ledger`).
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=ID_LENGTH)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    partnership_id = models.CharField(max_length=ID_LENGTH, blank=True)
    reason = models.TextField(blank=True)
    before = models.TextField(null=True)  # noqa: DJ001 - null is "there was nothing before"
    after = models.TextField(null=True)  # noqa: DJ001 - null is "there is nothing any more"
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(
                fields=["subject_kind", "subject_id", "sequence"], name="ledger_of_a_thing"
            ),
            models.Index(
                fields=["partnership_id", "subject_kind", "sequence"],
                name="ledger_of_a_partnership",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject_id}"

    def content(self) -> dict[str, Json]:
        """Return what the entry's hash covers, besides the hash before it."""
        return {
            "sequence": self.sequence,
            "at": plain(self.at),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "action": self.action,
            "subject_kind": self.subject_kind,
            "subject_id": self.subject_id,
            "partnership_id": self.partnership_id,
            "reason": self.reason,
            "before": self.before,
            "after": self.after,
        }


class Source(Classified):
    """A publication that a fact or figure comes from."""

    ledger_kind = "source"

    title = models.TextField(_("title"))
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    url = models.TextField(_("address"), blank=True)
    published = models.CharField(_("published"), max_length=10, blank=True)  # 2026, 2026-02, …-10
    accessed = models.DateField(_("accessed"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    reliability = models.CharField(_("reliability"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]

    def __str__(self) -> str:
        return self.title


class Citation(Recorded):
    """A source named for one field of a thing, or for the thing as a whole."""

    ledger_kind = "citation"
    id_prefix = "cit"
    inside = ("source",)
    about_another = True
    never_about = frozenset({"citation"})

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    field = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="citations_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.source_id} for {self.subject_kind} {self.subject_id}"

    def ledger_partnership(self) -> str:
        """Return the partnership of the source."""
        return self.source_id.partition(".")[0]


class Claim(Recorded):
    """What one source says of a field where sources differ; every claim stands."""

    ledger_kind = "claim"
    id_prefix = "clm"
    inside = ("source",)
    about_another = True
    never_about = frozenset({"citation", "claim"})

    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    field = models.CharField(max_length=60)
    value = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    used = models.BooleanField(default=False)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="claims_about_a_thing")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} {self.field}: {self.value}"

    def ledger_partnership(self) -> str:
        """Return the partnership of the source."""
        return self.source_id.partition(".")[0]
