"""Releases: the assessment as it was frozen, numbered and published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named
from servanda.desk.record.models import Classified


class Release(Classified):
    """A frozen publication: what everybody may see, as known at a moment and as of a day.

    `content` is canonical JSON (RFC 8785) and never changes; `sha256` is its hash.
    """

    ledger_kind = "release"
    id_prefix = "rel"
    kept_out_of_ledger = frozenset({"content"})  # its hash is in each entry
    happened = "on"

    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    on = models.DateField(_("as things stood on"))
    known = models.DateTimeField(_("as known at"))
    note_en = models.TextField(_("note in English"), blank=True)
    note_az = models.TextField(_("note in Azerbaijani"), blank=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    ledger_head = models.CharField(max_length=64)  # hash of the last entry that it rests on

    class Meta:
        ordering = ["-number"]
        verbose_name = _("release")
        constraints = [
            held_by_named("release"),
            models.UniqueConstraint(fields=["partnership", "number"], name="release_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.number}"
