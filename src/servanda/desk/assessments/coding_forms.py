"""What coders, and those who settle between them, fill in: one row for each criterion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import DayInput, PlainForm
from servanda.desk.assessments.models import Criterion, Judgement
from servanda.desk.assessments.models.words import Answer, CriterionKind
from servanda.desk.assessments.selectors.sheets import Citable
from servanda.desk.assessments.services.coding import Answered
from servanda.desk.assessments.services.criteria import Line

NEW_LINES = 2  # empty rows below a draft's criteria
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence beside its checkbox."""

    piece: Citable
    name: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion with its fields."""

    criterion: Criterion
    answer: BoundField
    reason: BoundField
    cited: tuple[Cited, ...]


class SheetForm(PlainForm):
    """An answer, a reason and the evidence cited, for each criterion."""

    def __init__(
        self,
        criteria: Iterable[Criterion],
        evidence: Iterable[Citable],
        data: Any = None,
        *,
        judged: Mapping[str, Judgement] | None = None,
        complete: bool = False,
    ) -> None:
        super().__init__(data)
        self.criteria, self.evidence = list(criteria), list(evidence)
        self.complete = complete
        choices = [(each.shown.evidence.id, "") for each in self.evidence if each.citable]
        for criterion in self.criteria:
            self._ask(criterion, (judged or {}).get(criterion.id), choices)

    def _ask(self, criterion: Criterion, given: Judgement | None, choices: Choices) -> None:
        key = criterion.key
        self.fields[f"answer-{key}"] = forms.ChoiceField(
            label=_("Answer"),
            choices=Answer.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=given.answer if given else None,
        )
        self.fields[f"reason-{key}"] = forms.CharField(
            label=_("Reason"),
            widget=forms.Textarea({"rows": 2}),
            required=False,
            initial=given.reason if given else "",
        )
        self.fields[f"evidence-{key}"] = forms.MultipleChoiceField(
            label=_("Evidence cited"),
            choices=choices,
            required=False,
            initial=given.evidence if given else [],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a reason without an answer; where all is to be there, ask for what is missing."""
        found: dict[str, Any] = super().clean() or {}
        for criterion in self.criteria:
            key = criterion.key
            answer, reason = found.get(f"answer-{key}"), found.get(f"reason-{key}")
            cited = found.get(f"evidence-{key}")
            if (self.complete or reason or cited) and not answer:
                self.add_error(f"answer-{key}", gettext("Choose an answer to this criterion."))
            if self.complete and answer and not reason:
                self.add_error(f"reason-{key}", gettext("Give the reason for this answer."))
        return found

    def answers(self) -> dict[str, Answered]:
        """Return what was answered, by the key of the criterion."""
        given = self.cleaned_data
        return {
            each.key: Answered(
                given[f"answer-{each.key}"],
                given[f"reason-{each.key}"],
                tuple(given[f"evidence-{each.key}"]),
            )
            for each in self.criteria
            if given[f"answer-{each.key}"]
        }

    def rows(self) -> list[Row]:
        """Return the criteria with their fields and the evidence to cite."""
        return [self._row(each) for each in self.criteria]

    def _row(self, criterion: Criterion) -> Row:
        name = f"evidence-{criterion.key}"
        chosen = set(self[name].value() or [])
        cited = tuple(Cited(each, name, each.shown.evidence.id in chosen) for each in self.evidence)
        return Row(
            criterion, self[f"answer-{criterion.key}"], self[f"reason-{criterion.key}"], cited
        )


class GiveForm(PlainForm):
    """Commitments for two coders: one by one, or all of a section or instrument."""

    commitments = forms.MultipleChoiceField(label=_("Commitments"), required=False)
    section = forms.ChoiceField(label=_("Or all of an instrument or section"), required=False)
    first = forms.ChoiceField(label=_("One coder"))
    second = forms.ChoiceField(label=_("Other coder"))
    as_of = forms.DateField(
        label=_("As things stood on"),
        widget=DayInput(),
        help_text=_("Both judge by the evidence up to this day."),
    )

    def __init__(
        self, coders: Choices, sections: Choices, one_by_one: Choices, data: Any, today: date
    ) -> None:
        super().__init__(data, initial={"as_of": today})
        for name, choices in (
            ("commitments", one_by_one),
            ("section", [("", gettext("none")), *sections]),
            ("first", [("", "—"), *coders]),
            ("second", [("", "—"), *coders]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - named above
            field.choices = choices
        self.fields["commitments"].widget.attrs["size"] = 10


class DraftForm(PlainForm):
    """A draft of criteria: statements to edit, rows for new ones, and why it changes."""

    note = forms.CharField(
        label=_("Why it was changed"), widget=forms.Textarea({"rows": 2}), required=False
    )

    def __init__(self, criteria: Iterable[Criterion], data: Any = None, *, note: str = "") -> None:
        super().__init__(data, initial={"note": note})
        self.names: list[tuple[str, str]] = []
        for number, criterion in enumerate(criteria):
            self._ask(str(number), criterion.key, criterion)
        for number in range(NEW_LINES):
            self._ask(f"new{number}", "", None)

    def _ask(self, name: str, key: str, criterion: Criterion | None) -> None:
        self.names.append((name, key))
        self.fields[f"kind-{name}"] = forms.ChoiceField(
            label=_("Asks about"),
            choices=CriterionKind.choices,
            initial=criterion.kind if criterion else CriterionKind.RESULT,
        )
        for language, label in (
            ("en", _("Statement in English")),
            ("az", _("Statement in Azerbaijani")),
        ):
            self.fields[f"{language}-{name}"] = forms.CharField(
                label=label,
                widget=forms.Textarea({"rows": 2}),
                required=False,
                initial=getattr(criterion, f"statement_{language}") if criterion else "",
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a statement in Azerbaijani alone: the English one is what coders share."""
        found: dict[str, Any] = super().clean() or {}
        for name, _key in self.names:
            if found.get(f"az-{name}") and not found.get(f"en-{name}"):
                self.add_error(f"en-{name}", gettext("Write the statement in English too."))
        return found

    def lines(self) -> list[Line]:
        """Return the criteria as they are to be; one whose statements were emptied is left out."""
        given = self.cleaned_data
        return [
            Line(given[f"kind-{name}"], given[f"en-{name}"], given[f"az-{name}"], key)
            for name, key in self.names
            if given[f"en-{name}"]
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Return the fields of each criterion."""
        return [
            {
                "new": not key,
                "fields": [self[f"{part}-{name}"] for part in ("en", "az", "kind")],
            }
            for name, key in self.names
        ]
