"""What is filled in to publish a release."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import PlainForm


class PublishForm(PlainForm):
    """The title, the notes, and that what the release lacks was seen."""

    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("“After one year”, or none.")
    )
    note_en = forms.CharField(
        label=_("Note in English"), widget=forms.Textarea({"rows": 3}), required=False
    )
    note_az = forms.CharField(
        label=_("Note in Azerbaijani"), widget=forms.Textarea({"rows": 3}), required=False
    )
    on = forms.DateField(widget=forms.HiddenInput)
    expected = forms.CharField(widget=forms.HiddenInput, max_length=64)
    acknowledged = forms.BooleanField(
        label=_("I have read what this release cannot vouch for, and publish it so.")
    )

    def __init__(self, data: Any = None, *, lacking: bool, **rest: Any) -> None:
        super().__init__(data, **rest)
        if not lacking:
            del self.fields["acknowledged"]
