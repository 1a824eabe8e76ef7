"""What an officer says of an instrument when its review is done, its parties among it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.folding import words_of
from servanda.desk.agreements.forms import DayInput, PlainForm
from servanda.desk.agreements.models import Reading
from servanda.desk.agreements.services import InstrumentDetails, Part
from servanda.desk.agreements.words import InstrumentKind, Standing
from servanda.desk.record.models import Classification

WHO_MAY_SEE = [
    (each.value, each.label) for each in (Classification.PUBLIC, Classification.PARTNERS)
]


class FinishForm(PlainForm):
    """The instrument that the accepted commitments become part of."""

    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=300)
    title_az = forms.CharField(label=_("Title in Azerbaijani"), required=False, max_length=300)
    short_en = forms.CharField(label=_("Short title in English"), required=False, max_length=120)
    short_az = forms.CharField(
        label=_("Short title in Azerbaijani"), required=False, max_length=120
    )
    local_id = forms.CharField(
        label=_("Name in addresses"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens, like “energy-memorandum-2026”."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("choose")), *InstrumentKind.choices])
    binding = forms.NullBooleanField(
        label=_("Binds in law"),
        widget=forms.Select(
            choices=[
                ("unknown", _("not recorded")),
                ("true", _("yes")),
                ("false", _("no, it says so itself")),
            ]
        ),
    )
    signed = forms.DateField(label=_("Signed on"), required=False, widget=DayInput())
    place = forms.CharField(label=_("Signed in"), required=False, max_length=200)
    language = forms.CharField(label=_("Language of the text (code)"), max_length=12)
    standing = forms.ChoiceField(label=_("What the text is"), choices=Standing.choices)
    classification = forms.ChoiceField(
        label=_("Who may see it"),
        choices=WHO_MAY_SEE,
    )
    source_title = forms.CharField(label=_("Source: title"), required=False)
    source_url = forms.URLField(label=_("Source: address"), required=False, assume_scheme="https")

    def __init__(
        self, reading: Reading, parties: Sequence[Party], data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=_first_values(reading))
        self.names = [str(each["name"]) for each in reading.found["parties"]]
        known = [(party.local_id, str(party)) for party in parties]
        for place, name in enumerate(self.names):
            self.fields[f"party_{place}"] = forms.ChoiceField(
                label=_("Party in the text: %(name)s") % {"name": name},
                choices=[("", _("a new party of this name")), *known, ("-", _("not a party"))],
                required=False,
                initial=_same(name, parties),
            )
        self._ask_who_may_see_it(reading.classification)

    def _ask_who_may_see_it(self, so_far: str) -> None:
        """Begin as the reading stands, but leave the choice open where that would be refused."""
        new = [name for name in self._parties() if not self.fields[name].initial]
        if not new or so_far == Classification.PUBLIC:
            return
        field = self.fields["classification"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = [("", _("choose")), *WHO_MAY_SEE]
        field.help_text = _(
            "Everybody sees who the parties of a partnership are, so that an instrument with a new "
            "party has to be public."
        )
        self.initial["classification"] = ""

    def _parties(self) -> list[str]:
        return [f"party_{place}" for place in range(len(self.names))]

    def clean(self) -> dict[str, Any]:
        """Refuse a new party of what not everybody may see."""
        found: dict[str, Any] = super().clean() or {}
        new = [self.names[place] for place, name in enumerate(self._parties()) if not found[name]]
        if new and found.get("classification") not in {None, Classification.PUBLIC}:
            message = gettext(
                "Everybody sees the parties of a partnership, and %(name)s is a new one, which "
                "would tell of this instrument. Make it public, or choose a party that is known."
            )
            self.add_error("classification", message % {"name": new[0]})
        return found

    def details(self) -> InstrumentDetails:
        """Return the instrument as the service takes it."""
        found = dict(self.cleaned_data)
        chosen = [found.pop(name) for name in self._parties()]
        parts = tuple(
            Part(party=party) if party else Part(name=name)
            for party, name in zip(chosen, self.names, strict=True)
            if party != "-"
        )
        return InstrumentDetails(parts=parts, **found)


def _first_values(reading: Reading) -> dict[str, Any]:
    found = reading.found
    title = found.get("title") or ""
    in_az = found.get("language") == "az"
    return {
        "title_az" if in_az else "title_en": title[:300],
        "local_id": "-".join(words_of(title)[:6])[:60],
        "binding": found.get("binding"),
        "signed": reading.signed or found.get("signed"),
        "place": found.get("place") or "",
        "language": found.get("language") or "en",
        "standing": Standing.AUTHENTIC,
        "classification": reading.classification,
        "source_title": reading.file_name,
        "kind": _kind(title),
    }


def _kind(title: str) -> str:
    folded = words_of(title)
    return next((kind for kind in InstrumentKind.values if kind in folded), "")


def _same(name: str, parties: Sequence[Party]) -> str:
    words = set(words_of(name))
    for party in parties:
        own = {party.name_en, party.name_az, party.short_en, party.short_az} - {""}
        if any(set(words_of(each)) <= words for each in own):
            return party.local_id
    return ""
