"""Releases: the assessment as it was frozen, numbered and published."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified

GUARDS = {
    "sqlite": frozenset(
        {"release_refuses_update", "release_refuses_delete", "release_refuses_replace"}
    ),
    "postgresql": frozenset({"release_refuses_change", "release_refuses_truncate"}),
}


class Light(models.Manager["Release"]):
    """Reads releases without their content, which is large; it is read once it is asked for."""

    def get_queryset(self) -> models.QuerySet["Release"]:
        """Leave the content where it is."""
        return super().get_queryset().defer("content")


class Release(Classified):
    """A frozen publication: what everybody may see, as known at a moment and as of a day.

    `content` is canonical JSON (RFC 8785) and never changes; `sha256` is its hash. The database
    itself refuses to update or delete a row (migration `guard_the_releases`).
    """

    ledger_kind = "release"
    id_prefix = "rel"
    kept_out_of_ledger = frozenset({"content"})  # its hash is in each entry
    happened = "on"
    guards = GUARDS

    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    on = models.DateField(_("as things stood on"))
    known = models.DateTimeField(_("as known at"))
    note_en = models.TextField(_("note in English"), blank=True)
    note_az = models.TextField(_("note in Azerbaijani"), blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    ledger_head = models.CharField(max_length=64)  # hash of the last entry that it rests on

    objects = Light()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("release")
        constraints = [
            held_by_named("release"),
            models.UniqueConstraint(fields=["partnership", "number"], name="release_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.number}"

    def damage(self) -> str:
        """Say so where the content is no longer that whose hash the ledger has."""
        if hashlib.sha256(self.content.encode()).hexdigest() == self.sha256:
            return ""
        return "its content was altered after it was published."
