"""What is kept beside the candidates: which sources were matched, and what plug-ins answered."""

from django.db import models

from servanda.desk.accounts.models import Partnership
from servanda.desk.sources.models import Original


class Matched(models.Model):
    """A source whose passages were matched; derived, written together with its candidates.

    `fingerprint` is that of the commitments, names and weights that it was matched against: with
    another one the candidates are from before a change. `best` is the highest score of all.
    """

    original = models.OneToOneField(
        Original, models.CASCADE, primary_key=True, related_name="matched"
    )
    fingerprint = models.CharField(max_length=64)
    best = models.FloatField(default=0.0)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-best"], name="matched_best_first")]

    def __str__(self) -> str:
        return f"{self.original_id} {self.best:.2f}"


class PluginTally(models.Model):
    """How often a plug-in was asked, and how many of its quotes were kept and refused."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    asked = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="plugin_tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.kept} kept, {self.refused} refused"
