"""Partnerships, their parties, and the people who work for them.

A person signs in with an e-mail address. What they may see and do comes only from their
memberships: there is no flag that opens everything, and so nobody has a standing superpower.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda.desk.record.models import ID_LENGTH, Recorded

PARTNERSHIP_ID = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("An id has small letters, digits and single hyphens. Write it so, like “azerbaijan-us”."),
)

# First parts of addresses that are no partnership's; a test keeps them in step with the addresses.
TAKEN = frozenset(
    {
        "about",
        "accounts",
        "api",
        "feeds",
        "files",
        "i18n",
        "me",
        "people",
        "search",
        "static",
        "theme",
    }
)


class Role(models.TextChoices):
    """What a person does in a partnership."""

    READER = "reader", _("reader")
    ANALYST = "analyst", _("analyst")
    OFFICER = "officer", _("officer")
    APPROVER = "approver", _("approver")
    SECRETARIAT = "secretariat", _("secretariat")
    AUDITOR = "auditor", _("auditor")
    OPERATOR = "operator", _("operator")


class Partnership(Recorded):
    """Two or more parties and the instruments between them."""

    ledger_kind = "partnership"
    open_to_all = True

    title_en = models.CharField(_("title in English"), max_length=300)
    title_az = models.CharField(_("title in Azerbaijani"), max_length=300, blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_az = models.TextField(_("summary in Azerbaijani"), blank=True)
    disclaimer_en = models.TextField(_("disclaimer in English"), blank=True)
    disclaimer_az = models.TextField(_("disclaimer in Azerbaijani"), blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]

    def __str__(self) -> str:
        return self.title_en

    @property
    def slug(self) -> str:
        """Return the id as it stands in addresses."""
        return self.id

    def clean(self) -> None:
        """Refuse an id that could not stand in an address, or that another address has."""
        super().clean()
        PARTNERSHIP_ID(self.id)
        if self.id in TAKEN:
            raise ValidationError(
                {
                    "id": _("“%(id)s” is a page of the desk itself. Choose another id.")
                    % {"id": self.id}
                }
            )

    def ledger_partnership(self) -> str:
        """Return its own id."""
        return self.id


class Party(Recorded):
    """A signatory, or a participant where the instrument says so."""

    ledger_kind = "party"
    open_to_all = True

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="parties")
    name_en = models.CharField(_("name in English"), max_length=300)
    name_az = models.CharField(_("name in Azerbaijani"), max_length=300, blank=True)
    short_en = models.CharField(_("short name in English"), max_length=80, blank=True)
    short_az = models.CharField(_("short name in Azerbaijani"), max_length=80, blank=True)
    iso2 = models.CharField(_("country code"), max_length=2, blank=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    partner = models.BooleanField(_("party of the partnership itself"), default=False)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]
        verbose_name = pgettext_lazy("signatory", "party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return self.short_en or self.name_en


class PartyName(Recorded):
    """One name of a party, place or project, and who uses it; contested names all stand."""

    ledger_kind = "name"
    id_prefix = "nam"
    open_to_all = True

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="names")
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="other_names"
    )
    thing = models.CharField(max_length=ID_LENGTH, blank=True)
    name = models.CharField(max_length=300)
    language = models.CharField(max_length=12, blank=True)
    used_by = models.TextField(blank=True)
    note = models.TextField(blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ordinal", "id"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Finds people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this e-mail address."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, Recorded):
    """Somebody who can sign in."""

    ledger_kind = "person"
    id_prefix = "per"
    # What identifies a person, and what opens a door, never enters a record that cannot be erased.
    kept_out_of_ledger = frozenset({"password", "last_login", "email", "feed_token_hash"})

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=12, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    feed_token_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep addresses in small letters, so that one address is one person."""
        super().clean()
        self.email = self.email.strip().lower()


class Membership(Recorded):
    """A person's roles in a partnership, for one party or for the partnership as a whole."""

    ledger_kind = "membership"
    id_prefix = "mem"
    roles_that_see = frozenset({"secretariat", "auditor", "operator"})

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="memberships")
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    roles: Any = models.JSONField(_("roles"), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "partnership", "party"], name="membership_for_a_party_once"
            ),
            models.UniqueConstraint(
                fields=["person", "partnership"],
                condition=models.Q(party=None),
                name="membership_for_no_party_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.partnership_id}: {', '.join(self.roles)}"

    def clean(self) -> None:
        """Refuse roles that do not exist, and a party of another partnership."""
        super().clean()
        unknown = sorted(set(self.roles) - set(Role.values))
        if unknown:
            raise ValidationError(
                {"roles": _("There is no role “%(role)s”.") % {"role": ", ".join(unknown)}}
            )
        if self.party is not None and self.party.partnership_id != self.partnership_id:
            raise ValidationError(
                {"party": _("This party belongs to another partnership. Choose one of this one.")}
            )
