"""What an officer fills in: an agreement to add, a proposal to correct or to split."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models import Proposal, Reading
from servanda.desk.agreements.words import ANCHORS, Area, Bound, Force
from servanda.desk.record.models import Classification

DURATION = r"P(?:\d+[YMWD]){1,3}"
WHO = [Classification.PARTNERS, Classification.PUBLIC]


class DayInput(forms.DateInput):
    """A day, which browsers offer from a calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Listed(forms.CharField):
    """Several words or phrases, separated by semicolons."""

    def prepare_value(self, value: Any) -> Any:
        """Show a list as one line."""
        return "; ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Return the phrases as a list."""
        found: str = super().clean(value)
        return [part.strip() for part in found.split(";") if part.strip()]


class PlainForm(forms.Form):
    """A form whose labels stand without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)


class AddForm(PlainForm):
    """An agreement to be read: a file, or its words pasted in."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Plain text, Markdown, HTML, Word (DOCX) or PDF with text, up to 20 MB."),
    )
    words = forms.CharField(
        label=_("Or the words of the agreement"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
    )
    signed = forms.DateField(
        label=_("Signed on"),
        required=False,
        widget=DayInput(),
        help_text=_("Only where the text does not say it. Dates are counted from it."),
    )
    classification = forms.ChoiceField(
        label=_("Who may see it while it is reviewed"),
        choices=[(each.value, each.label) for each in WHO],
        initial=Classification.PARTNERS,
    )

    def clean(self) -> dict[str, Any]:
        """Take the file or the words, and refuse neither and both."""
        found: dict[str, Any] = super().clean() or {}
        given = [bool(found.get("file")), bool((found.get("words") or "").strip())]
        if "file" in self.errors:
            return found
        if not any(given):
            message = gettext(
                "There is nothing to read: no file was chosen and no words were pasted. "
                "Do one of both."
            )
            raise forms.ValidationError(message)
        if all(given):
            message = gettext(
                "A file was chosen and words were pasted, and it is not clear which to read. "
                "Leave one of them out."
            )
            raise forms.ValidationError(message)
        return found


class CorrectForm(PlainForm):
    """A proposal with other words, force, actors, act or date than the reader found."""

    quote = forms.CharField(
        label=_("The exact words"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "They must stand in the text as they are here. Mark them in the text, or edit."
        ),
    )
    force = forms.ChoiceField(label=_("Force"), choices=Force.choices)
    actors = Listed(
        label=_("Who"), required=False, help_text=_("Several are separated by semicolons.")
    )
    act = forms.CharField(label=_("Act"), required=False)
    summary_en = forms.CharField(label=_("In one sentence, in English"), required=False)
    summary_az = forms.CharField(label=_("In one sentence, in Azerbaijani"), required=False)
    conditions = Listed(
        label=_("Conditions"), required=False, help_text=_("Several are separated by semicolons.")
    )
    area = forms.ChoiceField(label=_("Area"), choices=Area.choices)
    verifiable = forms.BooleanField(label=_("An outsider could find out"), required=False)
    recital = forms.BooleanField(label=_("Recital"), required=False)
    deadline_expression = forms.CharField(label=_("Words of the deadline"), required=False)
    deadline_bound = forms.ChoiceField(
        label=_("How they bind"), required=False, choices=[("", "—"), *Bound.choices]
    )
    deadline_duration = forms.RegexField(
        DURATION,
        label=_("Period"),
        required=False,
        help_text=_("P3M is three months, P180D is 180 days, P1Y is a year."),
    )
    deadline_anchor = forms.ChoiceField(label=_("Counts from"), required=False)
    deadline_date = forms.DateField(
        label=_("Date that the text names"), required=False, widget=DayInput()
    )

    def __init__(self, proposal: Proposal, data: Mapping[str, Any] | None = None) -> None:
        words = " ".join(proposal.reading.body[proposal.start : proposal.end].split())
        super().__init__(data, initial={**proposal.fields, "quote": words})
        self.proposal = proposal
        own = proposal.fields.get("deadline_anchor") or ""
        anchors = [("", "—"), *((name, str(word)) for name, word in ANCHORS.items())]
        if own and own not in ANCHORS:
            anchors.append((own, own.replace("_", " ")))
        field = self.fields["deadline_anchor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = anchors

    def clean_quote(self) -> str:
        """Find the words in the text, nearest to where the proposal stands."""
        words: str = self.cleaned_data["quote"]
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = list(re.finditer(pattern, self.proposal.reading.body))
        if not found:
            message = gettext(
                "These words do not stand in the text. Copy them from it as they are, "
                "or mark them there."
            )
            raise forms.ValidationError(message)
        nearest = min(found, key=lambda match: abs(match.start() - self.proposal.start))
        self.span = nearest.span()
        return words

    def changes(self) -> dict[str, Any]:
        """Return what the service is to change, the span included."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "quote"}
        start, end = self.span
        moved = (start, end) != (self.proposal.start, self.proposal.end)
        eid = _innermost(self.proposal.reading, start, end) if moved else ""
        return {**fields, "start": start, "end": end, "eid": eid or self.proposal.eid}


def _innermost(reading: Reading, start: int, end: int) -> str:
    around = [each for each in reading.found["provisions"] if each["start"] <= start < each["end"]]
    inner = min(around, key=lambda each: each["end"] - each["start"], default=None)
    return str(inner["eid"]) if inner and end else ""


class SplitForm(PlainForm):
    """The words of a proposal, each new line beginning a commitment of its own."""

    words = forms.CharField(
        label=_("The words, a line for each commitment"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Put the cursor where the next commitment begins and press Enter."),
    )

    def __init__(self, proposal: Proposal, data: Mapping[str, Any] | None = None) -> None:
        self.whole = proposal.reading.body[proposal.start : proposal.end]
        super().__init__(data, initial={"words": " ".join(self.whole.split())})
        self.start = proposal.start

    def clean_words(self) -> str:
        """Refuse other words than those of the text."""
        words: str = self.cleaned_data["words"]
        if "".join(words.split()) != "".join(self.whole.split()):
            message = gettext(
                "Only line breaks may be added here, and the words differ from the text. "
                "Open the form again."
            )
            raise forms.ValidationError(message)
        return words

    def cuts(self) -> list[int]:
        """Return the offsets in the text at which lines begin, the first apart."""
        lines = [line for line in self.cleaned_data["words"].splitlines() if line.split()]
        lengths = [len("".join(line.split())) for line in lines]
        ends = [sum(lengths[: n + 1]) for n in range(len(lengths) - 1)]
        places = [at for at, char in enumerate(self.whole) if not char.isspace()]
        return [self.start + places[end] for end in ends]
