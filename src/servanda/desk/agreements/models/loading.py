"""What a dossier last brought, row by row, so that loading it again writes only differences."""

from typing import Any

from django.db import models

from servanda.desk.accounts.models import Partnership
from servanda.desk.record.models import ID_LENGTH


class LoadedRow(models.Model):
    """A row of a dossier as it was last loaded.

    It tells a row that the dossier dropped from one that was added on the desk, and a row that the
    dossier changed from one that was changed on the desk. It is bookkeeping about files, not a fact
    about a partnership, and so stands in no ledger; the changes that a load makes do.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    table = models.CharField(max_length=40)
    row_id = models.CharField(max_length=ID_LENGTH)
    ordinal = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    rest: Any = models.JSONField(default=dict, blank=True)  # columns that the desk has no field for

    class Meta:
        ordering = ["table", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "table", "row_id"], name="loaded_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"
