"""What a person fills in to link words of an original by hand, to amend a link, to withdraw it."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import DayInput, PlainForm
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.words import Precision
from servanda.desk.assessments.matching import Subject
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.models.words import Direction, Strength
from servanda.desk.assessments.selectors.subjects import About
from servanda.desk.assessments.services.dating import last_day_of
from servanda.desk.assessments.services.quoting import find
from servanda.desk.sources.models import Original

LISTED = 1000  # things; above this number the address of one is asked for
OPEN: tuple[str, Any] = ("", _("choose"))
SAID = (
    "direction",
    "strength",
    "claimant",
    "source_on",
    "fact_on",
    "fact_precision",
    "note_en",
    "note_az",
)


class SaidForm(PlainForm):
    """What is said of a quote."""

    direction = forms.ChoiceField(
        label=_("What the words tell"), choices=[OPEN, *Direction.choices]
    )
    strength = forms.ChoiceField(label=_("Who says it"), choices=[OPEN, *Strength.choices])
    claimant = forms.CharField(
        label=_("In whose name"),
        required=False,
        max_length=300,
        help_text=_("The body or person that the source gives the words to."),
    )
    source_on = forms.DateField(label=_("Date of the source"), required=False, widget=DayInput())
    fact_on = forms.DateField(
        label=_("Date of the fact"),
        required=False,
        widget=DayInput(),
        help_text=_("Only where the source says it."),
    )
    fact_precision = forms.ChoiceField(
        label=_("The fact happened on"), choices=Precision.choices, initial=Precision.DAY
    )
    note_en = forms.CharField(
        label=_("Note in English"), required=False, widget=forms.Textarea({"rows": 2})
    )
    note_az = forms.CharField(
        label=_("Note in Azerbaijani"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def said(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {name: self.cleaned_data[name] for name in SAID}


class LinkForm(SaidForm):
    """Words of an original and the commitment, project or gate that they speak of."""

    quote = forms.CharField(
        label=_("The exact words"),
        strip=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("As they stand in the text, whole words. Spaces and new lines do not matter."),
    )
    start = forms.CharField(required=False, widget=forms.HiddenInput())
    end = forms.CharField(required=False, widget=forms.HiddenInput())
    subject = forms.CharField(label=_("What they speak of"))

    field_order = ["quote", "subject", *SAID]

    def __init__(
        self,
        original: Original,
        things: Iterable[About],
        data: Mapping[str, Any] | None = None,
        *,
        asked: str = "",
    ) -> None:
        super().__init__(data, auto_id="link_%s", initial={"subject": asked})
        self.original = original
        self.things = {each.key: each for each in things}
        self._offer()
        self.fields["source_on"].help_text = _published(original)

    def _offer(self) -> None:
        if len(self.things) <= LISTED:
            self.fields["subject"].widget = forms.Select(choices=_choices(self.things.values()))
        else:
            self.fields["subject"].help_text = gettext(
                "The last part of its address, such as “charter-iv-2”; before that of a project or "
                "gate its kind, such as “project:tripp-railway”."
            )

    def clean_subject(self) -> Subject:
        """Return the kind and id of the thing; one that is not here cannot be chosen."""
        found = self.things.get(self.cleaned_data["subject"].strip().rpartition("/")[2])
        if found is None:
            raise forms.ValidationError(gettext("There is nothing such here. Choose one."))
        return found.subject

    def clean(self) -> dict[str, Any]:
        """Find where the words stand: where they were marked, or the one place that has them."""
        cleaned: dict[str, Any] = super().clean() or {}
        words = cleaned.get("quote")
        if words:
            marked = _number(cleaned.get("start", "")), _number(cleaned.get("end", ""))
            cleaned["span"] = self._place(words, *marked)
        return cleaned

    def _place(self, words: str, start: int | None, end: int | None) -> tuple[int, int] | None:
        text = self.original.text
        if start is not None and end is not None and _same(text[start:end], words):
            return start, end
        places = find(text, words)
        if len(places) == 1:
            return places[0]
        if places:
            self.add_error("quote", _several(len(places)))
        else:
            self.add_error(
                "quote",
                gettext("These words do not stand in the text. Copy them from it exactly."),
            )
        return None


class AmendForm(SaidForm):
    """Another word on a quote that is linked already, and why."""

    reason = forms.CharField(label=_("Why it is amended"), required=False, max_length=1000)
    expected = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self, piece: Evidence, expected: str, data: Mapping[str, Any] | None = None
    ) -> None:
        initial = {name: getattr(piece, name) for name in SAID} | {"expected": expected}
        super().__init__(data, initial=initial, auto_id="amend_%s")


class WithdrawForm(PlainForm):
    """Why a link is withdrawn."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=1000)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="withdraw_%s")


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def _same(one: str, other: str) -> bool:
    return bool(one.split()) and one.split() == other.split()


def _several(number: int) -> str:
    return ngettext(
        "These words stand at %(number)d place. Give more of them, so that they stand at one only.",
        "These words stand at %(number)d places. Give more of them, so that they stand at one "
        "only.",
        number,
    ) % {"number": number}


def _published(original: Original) -> str:
    day = last_day_of(original.published)
    if day is None:
        return gettext("The original does not say when it was published. Give the date.")
    return gettext(
        "Left empty: when the original says it was published, at the latest %(date)s."
    ) % {"date": date_format(day, "DATE_FORMAT")}


def _choices(things: Iterable[About]) -> list[tuple[str, Any]]:
    grouped = groupby(things, key=_group)
    return [
        OPEN,
        *((group, [(each.key, _label(each)) for each in some]) for group, some in grouped),
    ]


def _group(about: About) -> str:
    """Return the heading under which a thing is offered: its instrument, or its kind."""
    commitment = about.commitment
    return str(commitment.instrument.short) if commitment else about.word.capitalize()


def _label(about: About) -> str:
    commitment = about.commitment
    if commitment is None:
        return Truncator(about.said).chars(110)
    said = in_language(commitment, "summary") or commitment.act or commitment.quote
    place = commitment.provision.num
    words = Truncator(" ".join(said.split())).chars(110)
    return f"{place} · {words}" if place else words
