"""What is filled in for a roadmap: itself, its rows and what they wait for, files, baselines."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import DayInput, PlainForm
from servanda.desk.projects.models import RoadmapRow
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.desk.projects.services.roadmaps import Wait
from servanda.desk.projects.words import RowKind
from servanda.scheduling.calendars import ALWAYS
from servanda.scheduling.model import Bound

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LINE = re.compile(r"^\s*(\S+)(?:\s+(FS|SS|FF|SF))?(?:\s*([+-]\s*\d{1,5}))?\s*$", re.IGNORECASE)
NEED = re.compile(r"^\s*(\S+)\s+(\d+(?:\.\d+)?)\s*$")
BOUNDS: Mapping[str, Any] = {
    Bound.START_NO_EARLIER: _("start no earlier than"),
    Bound.START_NO_LATER: _("start no later than"),
    Bound.FINISH_NO_EARLIER: _("finish no earlier than"),
    Bound.FINISH_NO_LATER: _("finish no later than"),
    Bound.START_ON: _("start on"),
    Bound.FINISH_ON: _("finish on"),
}


class Day(forms.DateField):
    """A day within the centuries that a plan may be about."""

    def __init__(self, *, label: Any, help_text: Any = "", required: bool = False) -> None:
        super().__init__(label=label, help_text=help_text, required=required, widget=DayInput())

    def validate(self, value: Any) -> None:
        """Refuse a day far from everything."""
        super().validate(value)
        if value and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(
                gettext("This day is out of range. Give one between 1900 and 2199.")
            )


class RoadmapForm(PlainForm):
    """When a roadmap begins and as of when its progress is told."""

    start = Day(label=_("Begins"), required=True)
    status_on = Day(
        label=_("Progress as of"),
        help_text=_("What is not done by this day is planned after it. Empty before work began."),
    )
    seed = forms.IntegerField(
        label=_("Seed of the risk"),
        min_value=0,
        max_value=2**31 - 1,
        help_text=_("The same plan and seed give the same figures."),
    )
    expected = forms.CharField(required=False, widget=forms.HiddenInput)


class RowForm(PlainForm):
    """A row of a roadmap and what it waits for."""

    kind = forms.ChoiceField(label=_("Kind"), choices=RowKind.choices)
    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    name_az = forms.CharField(label=_("Name in Azerbaijani"), max_length=300, required=False)
    group = forms.CharField(label=_("Group"), max_length=120, required=False)
    calendar = forms.ChoiceField(label=_("Calendar"))
    low = forms.FloatField(label=_("Shortest, working days"), required=False, min_value=0)
    likely = forms.FloatField(label=_("Most likely, working days"), required=False, min_value=0)
    high = forms.FloatField(label=_("Longest, working days"), required=False, min_value=0)
    basis = forms.CharField(
        label=_("On what the estimate rests"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Name a source, or say that it is assumed and why."),
    )
    reference_class = forms.ChoiceField(
        label=_("Reference class"),
        required=False,
        help_text=_("Serves where no estimate is given."),
    )
    gate = forms.ChoiceField(
        label=_("Gate"), required=False, help_text=_("For a row of the kind “gate”.")
    )
    waits = forms.CharField(
        label=_("Waits for"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One row a line: its key, then FS, SS, FF or SF and a lag: row-2 FS +5"),
    )
    bound = forms.ChoiceField(label=_("Constraint"), required=False)
    bound_on = Day(label=_("Date of the constraint"))
    needs = forms.CharField(
        label=_("Needs"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One resource a line: its key and how many units."),
    )
    started = Day(label=_("Started"))
    finished = Day(label=_("Finished"), help_text=_("The last day worked."))
    complete = forms.FloatField(
        label=_("Done, in percent"), required=False, min_value=0, max_value=100
    )
    expected = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, parts: Parts, gates: Iterable[Any], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.gates = {each.local_id: each for each in gates}
        classes = sorted({each.reference_class for each in parts.cases})
        none = ("", gettext("none"))
        choices: Mapping[str, list[tuple[str, Any]]] = {
            "calendar": [
                (ALWAYS.id, gettext("every day")),
                *((each.key, str(each)) for each in parts.calendars),
            ],
            "reference_class": [none, *((each, each) for each in classes)],
            "gate": [none, *((key, gate.name) for key, gate in self.gates.items())],
            "bound": [none, *((str(each), word) for each, word in BOUNDS.items())],
        }
        if parts.without_calendar:
            choices["calendar"].insert(0, ("", gettext("as it is, one that you do not see")))
            self.fields["calendar"].required = False
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = offered

    def clean_waits(self) -> list[Wait]:
        """Read what the row waits for, line by line."""
        found = []
        for number, line in enumerate(_lines(self.cleaned_data["waits"]), start=1):
            match = LINE.match(line)
            if match is None:
                raise forms.ValidationError(
                    gettext("Line %(number)s cannot be read. Write it as: row-2 FS +5")
                    % {"number": number}
                )
            lag = (match[3] or "0").replace(" ", "")
            found.append(Wait(match[1], (match[2] or "FS").upper(), int(lag)))
        return found

    def clean_needs(self) -> dict[str, int]:
        """Read the resources, line by line."""
        found = {}
        for number, line in enumerate(_lines(self.cleaned_data["needs"]), start=1):
            match = NEED.match(line)
            if match is None or not match[2].isdigit():
                raise forms.ValidationError(
                    gettext("Line %(number)s cannot be read. Write a key and a whole number.")
                    % {"number": number}
                )
            found[match[1]] = int(match[2])
        return found

    def row_fields(self) -> dict[str, Any]:
        """Return the fields of the row."""
        given = self.cleaned_data
        plain = ("kind", "name_en", "name_az", "group", "calendar", "low", "likely", "high")
        more = ("basis", "reference_class", "bound", "bound_on", "needs", "started", "finished")
        kept = {"calendar"} if not given["calendar"] else set()
        return {
            **{name: given[name] for name in (*plain, *more) if name not in kept},
            "gate": self.gates.get(given["gate"]),
            "complete": (given["complete"] or 0.0) / 100,
        }


def shown(row: RoadmapRow, parts: Parts, expected: str) -> dict[str, Any]:
    """Return what the form of a stored row begins with."""
    plain = ("kind", "name_en", "name_az", "group", "calendar", "low", "likely", "high", "basis")
    more = ("reference_class", "bound", "bound_on", "started", "finished")
    links = [each for each in parts.links if each.after == row.key]
    unseen = {"calendar": ""} if row in parts.without_calendar else {}
    return {
        **{name: getattr(row, name) for name in (*plain, *more)},
        **unseen,
        "gate": row.gate.local_id if row.gate else "",
        "waits": "\n".join(_written(each) for each in links),
        "needs": "\n".join(f"{key} {units}" for key, units in sorted(row.needs.items())),
        "complete": round(100 * row.complete, 1),
        "expected": expected,
    }


def _written(link: Any) -> str:
    lag = f" {link.lag:+d}" if link.lag else ""
    return f"{link.before} {link.kind}{lag}"


def _lines(written: str) -> list[str]:
    return [line for line in written.splitlines() if line.strip()]


class BaselineForm(PlainForm):
    """What a baseline is called."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)


class FileForm(PlainForm):
    """A plan as a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A plan as CSV or as Microsoft Project XML (MSPDI), up to 20 MB."),
    )


class ReasonForm(PlainForm):
    """Why something is removed."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
