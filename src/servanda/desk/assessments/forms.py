"""What a list of commitments can be asked for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements import selectors as agreements
from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.selectors import CommitmentFilters
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.words import Area, Force, Timeliness
from servanda.desk.assessments.levels import COURSES, OUTCOME_GROUPS, TIMINGS, outcome_word
from servanda.desk.assessments.models.words import EndState
from servanda.desk.assessments.selectors.assessing import Snapshot
from servanda.desk.assessments.selectors.distribution import LevelFilters, counted
from servanda.desk.record.models import Classification
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scoring import Outcome

Choices = list[tuple[str, str]]
DUE = (Timeliness.OVERDUE, Timeliness.DUE, Timeliness.NOT_DUE, Timeliness.OPEN, Timeliness.NONE)


class CommitmentsForm(forms.Form):
    """Search and filters; what makes no sense filters nothing."""

    text = forms.CharField(label=_("Words"), max_length=200, required=False)
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    section = forms.ChoiceField(label=_("Section"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    force = forms.ChoiceField(label=_("Force"), required=False)
    party = forms.ChoiceField(label=_("Who"), required=False)
    due = forms.ChoiceField(label=_("Date"), required=False)
    outcome = forms.ChoiceField(label=_("Level"), required=False)
    timing = forms.ChoiceField(label=_("Done in time"), required=False)
    course = forms.ChoiceField(label=_("Stalled, suspended or ended"), required=False)
    verifiable = forms.ChoiceField(label=_("Verifiable by outsiders"), required=False)
    classification = forms.ChoiceField(label=_("Who may see it"), required=False)
    recitals = forms.BooleanField(label=_("With recitals"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, choices: Mapping[str, Choices]) -> None:
        super().__init__(data, label_suffix="")
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - named in `choices_for`
            field.choices = [("", _("all")), *found]
        self.is_valid()

    @staticmethod
    def choices_for(
        viewpoint: Viewpoint, partnership_id: str, levels: Snapshot, *, within: str = ""
    ) -> dict[str, Choices]:
        """Return what can be chosen: only what the viewer may see.

        `within` is the instrument chosen: where there is much, only its sections can be.
        """
        tally = agreements.tally(viewpoint, partnership_id, within=within)
        numbers = tally.by_instrument
        return {
            "instrument": [
                (each.local_id, f"{each.short} ({numbers[each.id]})")
                for each in shelf(viewpoint, partnership_id).all(Instrument)
                if each.id in numbers
            ],
            "section": [
                (
                    f"{section.instrument.local_id}:{section.eid}",
                    f"{section.instrument.short}, {section.place} ({number})",
                )
                for section, number in tally.by_section
            ],
            "area": _counted(Area.choices, tally.by_area),
            "force": _counted(Force.choices, tally.by_force),
            "party": [
                (party.local_id, str(party))
                for party in agreements.parties(viewpoint, partnership_id)
            ],
            "due": _counted([(each.value, str(each.label)) for each in DUE], tally.by_due),
            **_by_level(counted(levels)),
            "verifiable": [("yes", str(_("yes"))), ("no", str(_("no")))],
            "classification": [(code, str(label)) for code, label in Classification.choices],
        }

    def filters(self) -> CommitmentFilters:
        """Return what to keep; a field that was filled in wrongly keeps everything."""
        asked = {name: self.cleaned_data.get(name, "") for name in self.fields}
        instrument, _colon, section = asked["section"].partition(":")
        return CommitmentFilters(
            instrument=instrument or asked["instrument"],
            section=section,
            force=asked["force"],
            party=asked["party"],
            due=asked["due"],
            classification=asked["classification"],
            area=asked["area"],
            verifiable={"yes": True, "no": False}.get(asked["verifiable"]),
            recitals=bool(asked["recitals"]),
            text=asked["text"],
            by_date=asked["sort"] == "date",
        )

    def levels(self) -> LevelFilters:
        """Return what to keep after the assessments."""
        asked = self.cleaned_data
        return LevelFilters(
            outcome=asked.get("outcome", ""),
            timing=asked.get("timing", ""),
            course=asked.get("course", ""),
        )

    @property
    def narrows(self) -> bool:
        """Tell whether anything was asked for."""
        return any(value for name, value in self.cleaned_data.items() if name != "sort")


def _by_level(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Choices]:
    """Return the choices after the assessments; what a figure counts is one of them."""
    outcomes = [(each.value, outcome_word(each)) for each in Outcome]
    outcomes += [(code, str(label)) for code, label in OUTCOME_GROUPS.items()]
    courses = [(code, str(label)) for code, label in COURSES.items()]
    return {
        "outcome": _counted(outcomes, counts["outcome"]),
        "timing": _counted(
            [(each.value, str(label)) for each, label in TIMINGS.items()], counts["timing"]
        ),
        "course": _counted(
            [*courses, *((code, str(label)) for code, label in EndState.choices)], counts["course"]
        ),
    }


def _counted(choices: Any, counts: Mapping[Any, int]) -> Choices:
    return [(code, f"{label} ({counts[code]})") for code, label in choices if counts.get(code)]
