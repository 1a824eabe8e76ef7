"""An original: the bytes of a document by their hash, and the text that quotes are cut from.

The bytes lie in a file named by their SHA-256 (`servanda.desk.sources.files`). The text, once
extracted, is the document of record for spans: it never changes. Passages, the search index and
likenesses are derived from it and can be made anew at any time.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models.constraints import held_by_named, span_in_order
from servanda.desk.record.models import Classified, Source
from servanda.desk.sources.words import Standing


class Original(Classified):
    """A stored document: its bytes by their hash, its text, and what it says of itself.

    `found` says for each particular where it was found: {"title": "meta og:title", …}. `furniture`
    lists the spans of the text that are page furniture, with the reason: [[0, 8, "menu"], …]. A
    digest is in words of our own, and `source` names the publication that it tells of.
    """

    ledger_kind = "original"
    id_prefix = "ori"
    # The hash of the text is in each entry, and the text itself never changes.
    kept_out_of_ledger = frozenset({"text", "furniture"})

    standing = models.CharField(
        _("standing"), max_length=8, choices=Standing.choices, default=Standing.ORIGINAL
    )
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(_("file"), max_length=255)
    format = models.CharField(_("format"), max_length=12)
    text = models.TextField(_("words"))
    text_sha256 = models.CharField(max_length=64, db_index=True)
    furniture: Any = models.JSONField(default=list, blank=True)
    title = models.TextField(_("title"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    published = models.CharField(_("published"), max_length=10, blank=True)  # 2026, 2026-02, …-10
    language = models.CharField(_("language"), max_length=12, blank=True)
    url = models.TextField(_("address"), blank=True)
    found: Any = models.JSONField(default=dict, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="originals"
    )
    added = models.DateTimeField(_("taken in"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("original")
        constraints = [held_by_named("original")]
        indexes = [models.Index(fields=["partnership", "published"], name="originals_by_date")]

    def __str__(self) -> str:
        return self.title or self.name


class Passage(models.Model):
    """An addressable run of an original's text; derived from it, and so without ledger entries."""

    original = models.ForeignKey(Original, models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["original_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["original", "ordinal"], name="passage_once"),
            span_in_order("passage"),
        ]

    def __str__(self) -> str:
        return f"{self.original_id} [{self.start}:{self.end}]"


class SearchEntry(models.Model):
    """A passage's folded words in the one search index: FTS5 on SQLite, a tsvector on PostgreSQL.

    The table is made by a migration in the manner of each database; `rank` is for sorting.
    """

    passage = models.OneToOneField(
        Passage, models.DO_NOTHING, primary_key=True, db_column="rowid", db_constraint=False
    )
    folded = models.TextField()

    class Meta:
        managed = False
        db_table = "sources_search"

    def __str__(self) -> str:
        return f"{self.passage_id}"


class Band(models.Model):
    """One band of a text's signature: near duplicates share at least one with each other."""

    text_sha256 = models.CharField(max_length=64)
    key = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text_sha256", "key"], name="band_once")]

    def __str__(self) -> str:
        return f"{self.text_sha256[:12]} {self.key}"


class Likeness(models.Model):
    """Two texts that are the same but for small changes, by their hashes; `one` is the smaller.

    It ties texts, not originals: who sees an original of each text may know that they are alike,
    whoever else holds another.
    """

    one = models.CharField(max_length=64)
    other = models.CharField(max_length=64, db_index=True)
    share = models.FloatField()  # of their runs of five words, those that both have

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(
                name="likeness_in_order", condition=models.Q(one__lt=models.F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one[:12]} ~ {self.other[:12]}"
