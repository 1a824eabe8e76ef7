"""What people change about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class LanguageForm(forms.Form):
    """The language in which the desk speaks to a person."""

    language = forms.ChoiceField(
        label=_("Language of the pages and of mail"),
        choices=[("en", "English"), ("az", "Azərbaycanca")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        assert {code for code, _name in settings.LANGUAGES} == {"en", "az"}  # noqa: S101
