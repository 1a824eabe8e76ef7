"""What a person fills in: a search, and documents to take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import DayInput, PlainForm
from servanda.desk.record.models import Classification
from servanda.desk.web.wording import LANGUAGES

WHO = [Classification.PARTNERS, Classification.PUBLIC]


class SearchForm(PlainForm):
    """Words to look for, and what narrows the search."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        help_text=_("All of them must stand in a passage. “Words in quotation marks” in a row."),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("any")), *LANGUAGES.items()]
    )
    since = forms.DateField(label=_("Published from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Published until"), required=False, widget=DayInput())


class SeveralFilesInput(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files, each checked as one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files as a list."""
        given = data if isinstance(data, list | tuple) else [data]
        cleaned: list[Any] = [super(SeveralFiles, self).clean(each, initial) for each in given]
        return [each for each in cleaned if each]


class IngestForm(PlainForm):
    """Files, pasted words or addresses to take in."""

    documents = SeveralFiles(
        label=_("Files"),
        required=False,
        allow_empty_file=True,  # an empty one is named in the report, and the rest goes on
        help_text=_(
            "HTML, PDF, Word (DOCX), plain text, Markdown, mail (EML), or a ZIP of these, up to "
            "50 MB each. Choose several, or drag them onto the field."
        ),
    )
    words = forms.CharField(
        label=_("Or words, pasted in"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The words are kept exactly as they stand here."),
    )
    title = forms.CharField(label=_("Title of the pasted words"), required=False, max_length=300)
    addresses = forms.CharField(
        label=_("Or addresses of pages, one a line"),
        required=False,
        help_text=_("Each page is fetched once, from public addresses only."),
        widget=forms.Textarea({"rows": 3}),
    )
    classification = forms.ChoiceField(
        label=_("Who may see the documents"),
        choices=[(each.value, each.label) for each in WHO],
        initial=Classification.PARTNERS,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form, and one that says more than one thing."""
        found: dict[str, Any] = super().clean() or {}
        given = [bool(found.get(name)) for name in ("documents", "words", "addresses")]
        if self.errors or sum(given) == 1:
            return found
        raise forms.ValidationError(
            gettext("Choose files, paste words or name addresses: one of the three at a time.")
        )


class WatchForm(PlainForm):
    """A feed to watch."""

    url = forms.CharField(
        label=_("Address of the feed"),
        max_length=2000,
        widget=forms.URLInput,
        help_text=_("Of its RSS or Atom, not of the site: often it ends in /rss or /feed."),
    )
    title = forms.CharField(
        label=_("Name in the list"),
        required=False,
        max_length=300,
        help_text=_("If left empty, the name of the site."),
    )
    classification = forms.ChoiceField(
        label=_("Who may see the feed and what comes from it"),
        choices=[(each.value, each.label) for each in WHO],
        initial=Classification.PARTNERS,
    )
