"""Mail that people asked for: who wants the daily digest, and on which days it went out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Person
from servanda.desk.record.models import Recorded


class Digest(Recorded):
    """A person's wish to be reminded by mail; its owner alone sees it."""

    ledger_kind = "digest"
    id_prefix = "dig"

    person = models.OneToOneField(Person, models.PROTECT, related_name="digest")
    wanted = models.BooleanField(_("wanted"), default=True)
    days_ahead = models.PositiveSmallIntegerField(_("days ahead"), default=14)

    class Meta:
        ordering = ["id"]
        verbose_name = _("digest")
        constraints = [
            models.CheckConstraint(
                name="digest_looks_ahead",
                condition=models.Q(days_ahead__gte=1) & models.Q(days_ahead__lte=90),
                violation_error_message="A digest looks 1 to 90 days ahead.",
            )
        ]

    def __str__(self) -> str:
        return f"digest of {self.person_id}"


class SentDigest(models.Model):
    """That a digest went out on a day: so that no second one does."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.on}"
