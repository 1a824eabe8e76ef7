"""What a reviewer sends with a yes: the sentences quoted, direction, strength, and what else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.words import Precision
from servanda.desk.assessments.models.words import Direction, Strength
from servanda.desk.assessments.selectors.inbox_source import Proposed, Work
from servanda.desk.assessments.services.reviews import Quoted

CHOOSE_DIRECTION = _(
    "Say what the quote tells of: progress, setback, announcement or denial. Nothing is chosen "
    "for you, and nothing was linked."
)
CHOOSE_STRENGTH = _("Say who speaks, from an official act to a party’s claim. Nothing was linked.")
CHOOSE_WORDS = _("Tick at least one sentence to quote. Nothing was linked.")


class AcceptForm(forms.Form):
    """A yes to one candidate."""

    direction = forms.ChoiceField(
        choices=Direction.choices, error_messages={"required": CHOOSE_DIRECTION}
    )
    strength = forms.ChoiceField(
        choices=Strength.choices, error_messages={"required": CHOOSE_STRENGTH}
    )
    sentence = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": CHOOSE_WORDS, "invalid_choice": CHOOSE_WORDS}
    )
    claimant = forms.CharField(label=_("Who says it"), max_length=300, required=False)
    source_on = forms.DateField(label=_("Date of the source"), required=False)
    fact_on = forms.DateField(label=_("Date of the fact"), required=False)
    fact_precision = forms.ChoiceField(
        label=_("How exactly it is known"), choices=Precision.choices, required=False
    )
    note_en = forms.CharField(label=_("Note"), required=False, max_length=2000)

    def __init__(self, proposed: Proposed, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.proposed = proposed
        numbers = [(str(each.number), "") for each in proposed.sentences]
        self.fields["sentence"].choices = numbers  # type: ignore[attr-defined]

    def quoted(self) -> Quoted:
        """Return the words from the first ticked sentence to the last, and what is said of them."""
        given = self.cleaned_data
        ticked = [each for each in self.proposed.sentences if each.number in given["sentence"]]
        more = {name: given[name] for name in ("claimant", "source_on", "fact_on", "note_en")}
        more["fact_precision"] = given["fact_precision"] or Precision.DAY
        return Quoted(
            min(each.start for each in ticked),
            max(each.end for each in ticked),
            given["direction"],
            given["strength"],
            more,
        )

    def first_error(self) -> str:
        """Return the first thing that is wrong."""
        return next(str(error) for errors in self.errors.values() for error in errors)


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate as the page shows it, with what is chosen in its form."""

    proposed: Proposed
    number: int
    """Its place in the list, from 1."""
    open: bool
    direction: str
    strength: str
    suggested: str
    ticked: frozenset[int]
    given: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    extra: bool = False
    """Whether a helper proposed it and not the matcher."""


def cards(
    work: Work,
    passage: int,
    *,
    given: Mapping[str, Any] | None = None,
    refused: str = "",
    extra: Collection[str] = (),
) -> list[Card]:
    """Return the cards of a passage; the one that was sent keeps what was chosen in it."""
    sent = str(given.get("subject", "")) if given is not None else ""
    if given is not None and given.get("extra"):
        extra = {*extra, f"{work.original.partnership_id}.{sent}"}
    found = work.proposed(passage, extra)
    known = {each.about.key for each in found}
    return [
        _sent(work, each, number, given, refused)
        if given is not None and each.about.key == sent
        else _fresh(work, each, number, open_first=sent not in known)
        for number, each in enumerate(found, start=1)
    ]


def _fresh(work: Work, proposed: Proposed, number: int, *, open_first: bool) -> Card:
    return Card(
        proposed,
        number,
        open=open_first and number == 1,
        direction=proposed.direction,
        strength=work.suggestion.strength,
        suggested=work.suggestion.why,
        ticked=frozenset({proposed.quote.number}),
        extra=proposed.extra,
    )


def _sent(
    work: Work, proposed: Proposed, number: int, given: Mapping[str, Any], refused: str
) -> Card:
    ticked = given.getlist("sentence") if hasattr(given, "getlist") else given.get("sentence", [])
    return Card(
        proposed,
        number,
        open=True,
        direction=str(given.get("direction", "")),
        strength=str(given.get("strength", "")),
        suggested=work.suggestion.why,
        ticked=frozenset(int(each) for each in ticked if str(each).isdigit()),
        given={name: str(value) for name, value in given.items()},
        refused=refused,
        extra=proposed.extra,
    )
