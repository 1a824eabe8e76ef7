"""What is filled in for a reply, an end, a suspension, and how long silence may last."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import DayInput, PlainForm
from servanda.desk.assessments.models.words import EndState
from servanda.desk.assessments.selectors.sheets import Citable

Choices = Iterable[tuple[str, Any]]


class ReplyForm(PlainForm):
    """What a party says."""

    party = forms.ChoiceField(label=_("In the name of"))
    language = forms.ChoiceField(
        label=_("Language of the reply"),
        choices=[("en", _("English")), ("az", _("Azerbaijani")), ("ru", _("Russian"))],
    )
    body = forms.CharField(label=_("Reply"), widget=forms.Textarea({"rows": 6}))

    def __init__(self, parties: Choices, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = parties


class EndingForm(PlainForm):
    """How a commitment came to its end."""

    state = forms.ChoiceField(label=_("End"), choices=EndState.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Date"), widget=DayInput())
    superseded_by = forms.ChoiceField(
        label=_("Superseded by"),
        required=False,
        help_text=_("Only where another commitment took its place."),
    )
    reason_en = forms.CharField(label=_("Reason in English"), widget=forms.Textarea({"rows": 3}))
    reason_az = forms.CharField(
        label=_("Reason in Azerbaijani"), widget=forms.Textarea({"rows": 3}), required=False
    )
    evidence = forms.MultipleChoiceField(
        label=_("Evidence cited"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, others: Choices, pieces: Iterable[Citable], data: Any = None) -> None:
        super().__init__(data)
        evidence = [
            (each.shown.evidence.id, each.shown.evidence.quote) for each in pieces if each.citable
        ]
        for name, choices in (
            ("superseded_by", [("", _("none")), *others]),
            ("evidence", evidence),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices
        if not evidence:
            del self.fields["evidence"]


class SuspensionForm(PlainForm):
    """From when to when a commitment does not run, and the instrument that says so."""

    instrument = forms.ChoiceField(label=_("Instrument that says so"))
    since = forms.DateField(label=_("Since"), widget=DayInput())
    until = forms.DateField(
        label=_("Until"),
        widget=DayInput(),
        required=False,
        help_text=_("The first day on which it runs again, where that is known."),
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}), required=False)

    def __init__(self, instruments: Choices, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = instruments


class ResumeForm(PlainForm):
    """When a suspension ends."""

    until = forms.DateField(label=_("First day on which it runs again"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}), required=False)


class SilenceForm(PlainForm):
    """How long silence may last for one kind of commitment."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=36500)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))
