"""What is filled in for projects, what belongs to them, project lists and gates."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.forms import DayInput, Listed, PlainForm
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.words import Area, CommitmentState
from servanda.desk.bodies.forms import Named, OpennessForm, Pick, ThingForm
from servanda.desk.bodies.models import Body
from servanda.desk.projects.models import Project
from servanda.desk.projects.selectors.projects import ProjectFilters
from servanda.desk.projects.words import MoneyState, ProjectStage, ProjectStanding
from servanda.desk.record.models import Recorded, Source
from servanda.desk.record.viewpoint import Viewpoint
from servanda.exchange.dossier.currencies import CURRENCIES

ANY = ("", _("any"))
BY_HAND = [ProjectStanding.CANDIDATE, ProjectStanding.DROPPED]
NONE = [("", "—")]


class Offers:
    """Finds what a field offers: things that the viewer sees now."""

    def __init__(self, viewpoint: Viewpoint, partnership_id: str) -> None:
        self.seen = shelf(viewpoint, partnership_id)

    def get(self, name: str, default: Iterable[Recorded] = ()) -> Iterable[Recorded]:
        """Return what a field of this name offers."""
        models: dict[str, type[Recorded]] = {
            "party": Party,
            "instrument": Instrument,
            "source": Source,
            "project": Project,
            "body": Body,
        }
        if name in ("commitment", "answers"):
            return self.seen.all(Commitment, state=CommitmentState.ADOPTED)
        return self.seen.all(models[name]) if name in models else default


class FiltersForm(forms.Form):
    """What a list of projects is asked for; what makes no sense filters nothing."""

    text = forms.CharField(label=_("Words"), max_length=200, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False, choices=[ANY, *Area.choices])
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[ANY, *ProjectStanding.choices]
    )
    stage = forms.ChoiceField(
        label=_("How far it has come"), required=False, choices=[ANY, *ProjectStage.choices]
    )
    body = forms.ChoiceField(label=_("On a list of"), required=False)
    sort = forms.ChoiceField(
        label=_("In order of"),
        required=False,
        choices=[
            ("", _("the record")),
            ("name", _("name")),
            ("standing", _("standing")),
            ("stage", _("how far it has come")),
        ],
    )

    def __init__(self, data: Any, bodies: Iterable[Body]) -> None:
        super().__init__(data, label_suffix="")
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [ANY, *((each.local_id, each.short) for each in bodies)]

    def filters(self) -> ProjectFilters:
        """Return what was asked for, without what makes no sense."""
        self.is_valid()
        return ProjectFilters(**{name: value for name, value in self.cleaned_data.items() if value})


class ProjectForm(ThingForm):
    """What a project is, and how far it has come by which source."""

    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    name_az = forms.CharField(label=_("Name in Azerbaijani"), max_length=300, required=False)
    what_en = forms.CharField(
        label=_("What it is, in English"), widget=forms.Textarea({"rows": 3}), required=False
    )
    what_az = forms.CharField(
        label=_("What it is, in Azerbaijani"), widget=forms.Textarea({"rows": 3}), required=False
    )
    area = forms.ChoiceField(label=_("Area"), choices=[*NONE, *Area.choices], required=False)
    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=[(each.value, each.label) for each in BY_HAND],
        help_text=_("“Proposed” and “adopted” are read from lists that both sides sign."),
    )
    stage = forms.ChoiceField(label=_("How far it has come"), choices=ProjectStage.choices)
    status_en = forms.CharField(
        label=_("Status as the source tells it, in English"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )
    status_az = forms.CharField(
        label=_("Status as the source tells it, in Azerbaijani"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )
    status_on = forms.DateField(label=_("Status as of"), widget=DayInput(), required=False)
    source = Pick(label=_("Source"), required=False)
    expected = forms.CharField(label=_("Expected completion"), max_length=120, required=False)
    capacity_after = forms.CharField(label=_("Capacity after it"), max_length=200, required=False)
    network_links = Listed(
        label=_("Links of the corridor that it changes"),
        required=False,
        help_text=_("Several are separated by semicolons."),
    )
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse half a place, and a status that names neither day nor source."""
        found: dict[str, Any] = super().clean() or {}
        if (found.get("latitude") is None) != (found.get("longitude") is None):
            raise ValidationError(gettext("A place has a latitude and a longitude: give both."))
        return found


class NewProjectForm(ProjectForm, OpennessForm):
    """A project to be added."""


class CarriesForm(ThingForm):
    """A commitment that a project carries out."""

    commitment = Named(
        label=_("Commitment"), help_text=_("The address of its page, or the last part of it.")
    )
    note = forms.CharField(label=_("How it carries it out"), widget=forms.Textarea({"rows": 2}))

    def clean_commitment(self) -> Recorded:
        """Ask for a commitment."""
        found: Recorded | None = self.cleaned_data["commitment"]
        if found is None:
            raise ValidationError(gettext("Name a commitment."))
        return found


class InvolvedForm(ThingForm):
    """Who has a part in a project."""

    party = Pick(label=_("Party"), required=False)
    name = forms.CharField(
        label=_("Or the name of one that is no party"), max_length=200, required=False
    )
    role = forms.CharField(label=_("Its part"), max_length=120)
    source = Pick(label=_("Source"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a party or a name, not for both."""
        found: dict[str, Any] = super().clean() or {}
        if bool(found.get("party")) == bool(found.get("name")):
            raise ValidationError(gettext("Give either a party or a name."))
        return found


class FundingForm(ThingForm):
    """A figure of money, as one source gives it."""

    payer = forms.CharField(
        label=_("From"),
        max_length=200,
        required=False,
        help_text=_("Empty for the cost as a whole."),
    )
    amount = forms.DecimalField(
        label=_("Amount"), min_value=0, max_digits=18, decimal_places=2, help_text=_("In full.")
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, help_text=_("Three letters, such as USD or AZN.")
    )
    state = forms.ChoiceField(label=_("How firm"), choices=MoneyState.choices)
    on = forms.DateField(label=_("As of"), widget=DayInput(), required=False)
    used = forms.BooleanField(label=_("This is the figure to use"), required=False, initial=True)
    source = Pick(label=_("Source"))
    note = forms.CharField(
        label=_("What it covers"), widget=forms.Textarea({"rows": 2}), required=False
    )

    def clean_currency(self) -> str:
        """Refuse what is no currency."""
        found = str(self.cleaned_data["currency"]).upper()
        if found not in CURRENCIES:
            raise ValidationError(
                gettext("“%(code)s” is no currency. Write the three letters of ISO 4217.")
                % {"code": found}
            )
        return found


class ListForm(ThingForm):
    """What a project list is called, and the commitment that it answers."""

    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    title_az = forms.CharField(label=_("Title in Azerbaijani"), max_length=300, required=False)
    answers = Named(
        label=_("Commitment that it answers"),
        help_text=_("The address of its page, or the last part of it."),
    )


class NewListForm(ListForm, OpennessForm):
    """A project list to be added."""

    body = Pick(label=_("Working group"))


class EntryForm(ThingForm):
    """A project put on a list."""

    project = Pick(label=_("Project"))
    note = forms.CharField(
        label=_("What the list says of it"), widget=forms.Textarea({"rows": 2}), required=False
    )


class EntryNoteForm(PlainForm):
    """What a list says of a project."""

    note = forms.CharField(
        label=_("What the list says of it"), widget=forms.Textarea({"rows": 3}), required=False
    )


class GateForm(ThingForm):
    """A gate: what must happen, when it may, and how likely, with the basis of that judgement."""

    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    name_az = forms.CharField(label=_("Name in Azerbaijani"), max_length=300, required=False)
    what_en = forms.CharField(
        label=_("What must happen, in English"), widget=forms.Textarea({"rows": 2}), required=False
    )
    what_az = forms.CharField(
        label=_("What must happen, in Azerbaijani"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )
    party = Pick(label=_("Who must do it"), required=False)
    instrument = Pick(label=_("Instrument"), required=False)
    probability = forms.FloatField(
        label=_("Chance that it opens, 0 to 1"), min_value=0, max_value=1
    )
    earliest = forms.DateField(label=_("Earliest"), widget=DayInput())
    likely = forms.DateField(label=_("Most likely"), widget=DayInput())
    latest = forms.DateField(label=_("Latest"), widget=DayInput())
    basis_en = forms.CharField(
        label=_("On what chance and dates rest, in English"), widget=forms.Textarea({"rows": 3})
    )
    basis_az = forms.CharField(
        label=_("On what chance and dates rest, in Azerbaijani"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )
    opened = forms.DateField(label=_("Opened on"), widget=DayInput(), required=False)
    source = Pick(label=_("Source"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse dates that are out of order."""
        found: dict[str, Any] = super().clean() or {}
        days = [found.get(name) for name in ("earliest", "likely", "latest")]
        if all(days) and days != sorted(day for day in days if day):
            raise ValidationError(
                gettext("Give the dates in order: earliest, most likely, latest.")
            )
        return found


class NewGateForm(GateForm, OpennessForm):
    """A gate to be added."""


class RemovalForm(PlainForm):
    """What is to be removed, as the page showed it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DraftForm(PlainForm):
    """A paper to be drafted from a list, in whose name, and what changed."""

    party = forms.ChoiceField(label=_("In the name of"), required=False)
    note = forms.CharField(
        label=_("What changes and why"), widget=forms.Textarea({"rows": 2}), required=False
    )

    def __init__(self, parties: Iterable[Party], data: Any = None) -> None:
        super().__init__(data)
        offered = [(each.id, str(each)) for each in parties]
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = offered
        if len(offered) < 2:
            field.widget = forms.HiddenInput()
            field.initial = offered[0][0] if offered else ""
