"""Evidence: exact words of an original, linked to what they speak of, and a reviewer's answers.

Whether a quote still stands is never stored: it is looked up (`selectors.verification`) each time
it is shown, so that it turns "unverified" everywhere at once.
"""

from calendar import monthrange
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models.constraints import held_by_named, span_in_order
from servanda.desk.agreements.words import Precision
from servanda.desk.assessments.models.words import Direction, Strength
from servanda.desk.record.models import ID_LENGTH, Classified
from servanda.desk.sources.models import Original, Passage

NEVER_ABOUT = frozenset({"citation", "claim", "evidence", "review"})


class Evidence(Classified):
    """A quote linked to a commitment, project or gate, with direction, strength and two dates.

    `source_on` is the day of the source (the last day of its month or year where only that is
    known); `fact_on` the day of the fact, None where the source does not say. `text_sha256` is the
    hash of the text that the quote was cut from.
    """

    ledger_kind = "evidence"
    id_prefix = "evi"
    inside = ("original",)
    about_another = True
    never_about = NEVER_ABOUT
    happened = "source_on"

    original = models.ForeignKey(Original, models.PROTECT, related_name="evidence")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("quote"))
    text_sha256 = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices)
    strength = models.CharField(_("strength"), max_length=18, choices=Strength.choices)
    claimant = models.CharField(_("who says it"), max_length=300, blank=True)
    source_on = models.DateField(_("date of the source"))
    fact_on = models.DateField(_("date of the fact"), null=True, blank=True)
    fact_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    note_en = models.TextField(_("note in English"), blank=True)
    note_az = models.TextField(_("note in Azerbaijani"), blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)  # the reason is in the ledger
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["source_on", "ordinal", "id"]
        verbose_name = _("evidence")
        constraints = [held_by_named("evidence"), span_in_order("evidence")]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="evidence_of_a_thing"),
            models.Index(fields=["original", "start"], name="evidence_in_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.quote[:60]}"

    @property
    def fact_by(self) -> date | None:
        """Return the day by which the fact had taken place, as far as its own date tells.

        Of a month or year it is the last day, yet none after the source that reports it. None
        where the source does not say, or only about when.
        """
        if self.fact_on is None or self.fact_precision == Precision.ABOUT:
            return None
        day = self.fact_on
        if self.fact_precision == Precision.YEAR:
            day = day.replace(month=12)
        if self.fact_precision != Precision.DAY:
            day = day.replace(day=monthrange(day.year, day.month)[1])
        return max(self.fact_on, min(day, self.source_on))


class Candidate(models.Model):
    """What the matcher proposes for a passage; derived, made anew at any time, without entries."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="candidates")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    score = models.FloatField()
    place = models.PositiveSmallIntegerField()  # 1 is the best of its passage

    class Meta:
        ordering = ["passage_id", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "subject_kind", "subject_id"], name="candidate_once"
            )
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-score"], name="candidates_of"),
            models.Index(fields=["place", "-score"], name="candidates_best"),
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} → {self.subject_id}"


class Review(Classified):
    """A reviewer's yes or no to a candidate, with what the matcher had measured."""

    ledger_kind = "review"
    id_prefix = "rev"
    inside = ("original",)
    about_another = True
    never_about = NEVER_ABOUT

    original = models.ForeignKey(Original, models.PROTECT, related_name="reviews")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=ID_LENGTH)
    yes = models.BooleanField(_("accepted"))
    parts: Any = models.JSONField(default=dict, blank=True)  # kind of reason → what it measured
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="reviews")
    at = models.DateTimeField(_("decided"))

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("review")
        constraints = [held_by_named("review"), span_in_order("review")]
        indexes = [models.Index(fields=["original", "start"], name="reviews_in_a_source")]

    def __str__(self) -> str:
        return f"{'yes' if self.yes else 'no'}: {self.original_id} → {self.subject_id}"


class Passed(models.Model):
    """A source that a reviewer has gone through to its end, so that the inbox rests it."""

    original = models.ForeignKey(Original, models.CASCADE, related_name="passed")
    person = models.ForeignKey(Person, models.CASCADE, related_name="passed")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "person"], name="passed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} passed {self.original_id}"


class RankerVersion(Classified):
    """Weights of the matcher as they were learned, on demand, from the reviews until then."""

    ledger_kind = "ranker"
    id_prefix = "rnk"

    number = models.PositiveIntegerField(_("number"))
    weights: Any = models.JSONField()  # kind of reason → weight
    bias = models.FloatField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    trained = models.DateTimeField(_("trained"))
    in_use = models.BooleanField(_("in use"), default=False)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("weights of the matcher")
        constraints = [
            held_by_named("ranker"),
            models.UniqueConstraint(fields=["partnership", "number"], name="ranker_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.number}"
