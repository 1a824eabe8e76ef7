"""What is filled in for bodies, seats, meetings, what stands in them, and papers."""

import zoneinfo
from collections.abc import Iterable
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.forms import DayInput, Listed, PlainForm
from servanda.desk.agreements.models import Provision
from servanda.desk.agreements.words import Precision
from servanda.desk.bodies.words import (
    ActionState,
    BodyKind,
    BodyStanding,
    MeetingState,
    SeatRole,
)
from servanda.desk.record.models import Classification, Recorded

OPENNESS = [Classification.PUBLIC, Classification.PARTNERS]


class Offers(Protocol):
    """Where the things come from that fields offer."""

    def get(self, name: str, default: Iterable[Recorded] = ()) -> Iterable[Recorded]:
        """Return what a field of this name offers."""
        ...


class Pick(forms.ChoiceField):
    """One of the things that the form offers, or none."""

    def __init__(self, **kwargs: Any) -> None:
        self.things: dict[str, Recorded] = {}
        super().__init__(**kwargs)

    def offer(self, things: Iterable[Recorded]) -> None:
        """Set what can be picked."""
        self.things = {each.pk: each for each in things}
        own = [(key, str(each)) for key, each in self.things.items()]
        self.choices = own if self.required else [("", "—"), *own]

    def prepare_value(self, value: Any) -> Any:
        """Show a thing by its id."""
        return value.pk if isinstance(value, Recorded) else value

    def clean(self, value: Any) -> Any:
        """Return the thing that was picked."""
        return self.things.get(super().clean(value))


class Named(forms.CharField):
    """A thing named by the last part of the address of its page, or by the whole address."""

    def __init__(self, **kwargs: Any) -> None:
        self.things: dict[str, Recorded] = {}
        super().__init__(required=False, max_length=300, **kwargs)

    def offer(self, things: Iterable[Recorded]) -> None:
        """Set what can be named."""
        self.things = {each.local_id: each for each in things}

    def prepare_value(self, value: Any) -> Any:
        """Show a thing by its local id."""
        return value.local_id if isinstance(value, Recorded) else value

    def clean(self, value: Any) -> Any:
        """Return the thing that is named."""
        written = str(super().clean(value)).partition("?")[0].strip().rstrip("/")
        if not written:
            return None
        found = self.things.get(written.rpartition("/")[2])
        if found is None:
            raise ValidationError(
                gettext(
                    "There is no such thing here, or it is not for you to see. Copy the address "
                    "of its page."
                )
            )
        return found


class PickSeveral(forms.MultipleChoiceField):
    """Several of the things that the form offers."""

    def __init__(self, **kwargs: Any) -> None:
        self.things: dict[str, Recorded] = {}
        super().__init__(**kwargs)

    def offer(self, things: Iterable[Recorded]) -> None:
        """Set what can be picked."""
        self.things = {each.pk: each for each in things}
        self.choices = [
            (
                key,
                f"{each.text.instrument.short}: {each}"
                if isinstance(each, Provision)
                else str(each),
            )
            for key, each in self.things.items()
        ]

    def clean(self, value: Any) -> Any:
        """Return the things that were picked, in the order in which they were offered."""
        picked = set(super().clean(value))
        return [each for key, each in self.things.items() if key in picked]


class ThingForm(PlainForm):
    """A form whose fields offer things that the viewer sees."""

    def __init__(self, offers: Offers, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, Pick | Named | PickSeveral):
                field.offer(offers.get(name, ()))


class BodyForm(ThingForm):
    """What a body is."""

    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    name_az = forms.CharField(label=_("Name in Azerbaijani"), max_length=300, required=False)
    short_en = forms.CharField(label=_("Short name in English"), max_length=120, required=False)
    short_az = forms.CharField(label=_("Short name in Azerbaijani"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices)
    standing = forms.ChoiceField(
        label=_("How far it exists"), choices=BodyStanding.choices, widget=forms.RadioSelect
    )
    since = forms.DateField(label=_("Since"), widget=DayInput(), required=False)
    since_precision = forms.ChoiceField(
        label=_("How exactly that is known"), choices=Precision.choices
    )
    parent = Pick(label=_("Part of"), required=False)
    mandate_en = forms.CharField(
        label=_("Mandate in English"), widget=forms.Textarea({"rows": 4}), required=False
    )
    mandate_az = forms.CharField(
        label=_("Mandate in Azerbaijani"), widget=forms.Textarea({"rows": 4}), required=False
    )
    areas = Listed(
        label=_("Areas"), required=False, help_text=_("Several are separated by semicolons.")
    )
    provisions = PickSeveral(
        label=_("Provisions that it rests on"),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )


class OpennessForm(forms.Form):
    """Who may see what is added."""

    classification = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(each.value, each.label) for each in OPENNESS],
        initial=Classification.PARTNERS,
    )


class NewBodyForm(BodyForm, OpennessForm):
    """A body to be added; who may see it is asked last."""

    field_order = tuple(BodyForm.base_fields)


class SeatForm(ThingForm):
    """Somebody's seat."""

    name = forms.CharField(label=_("Name"), max_length=200)
    office = forms.CharField(label=_("Office"), max_length=300, required=False)
    party = Pick(label=_("For which party"))
    role = forms.ChoiceField(label=_("Part"), choices=SeatRole.choices)
    since = forms.DateField(label=_("Since"), widget=DayInput())
    until = forms.DateField(
        label=_("Until"), widget=DayInput(), required=False, help_text=_("The last day.")
    )


class MeetingForm(ThingForm):
    """When and where a body meets."""

    field_order = (
        *("on", "starts", "ends", "timezone", "place", "online", "state", "answers"),
        *("title_en", "title_az", "number", "note_en", "note_az"),
    )
    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=32000,
        required=False,
        help_text=_("Left empty, it is the next one."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    title_az = forms.CharField(label=_("Title in Azerbaijani"), max_length=300, required=False)
    on = forms.DateField(label=_("Date"), widget=DayInput())
    starts = forms.TimeField(
        label=_("Begins"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=_("Ends"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    timezone = forms.CharField(
        label=_("Time zone"), initial="Asia/Baku", help_text=_("As in “Asia/Baku”.")
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    online = forms.BooleanField(label=_("Held online"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=MeetingState.choices)
    answers = Pick(
        label=_("Counts for"),
        required=False,
        help_text=_("The commitment to meet again and again that this meeting answers."),
    )
    note_en = forms.CharField(
        label=_("Note in English"), widget=forms.Textarea({"rows": 3}), required=False
    )
    note_az = forms.CharField(
        label=_("Note in Azerbaijani"), widget=forms.Textarea({"rows": 3}), required=False
    )

    def clean_timezone(self) -> str:
        """Refuse a zone that calendars do not know."""
        zone = str(self.cleaned_data["timezone"]).strip()
        if zone not in zoneinfo.available_timezones():
            raise ValidationError(
                gettext("There is no time zone “%(zone)s”. Write one like “Asia/Baku”.")
                % {"zone": zone[:60]}
            )
        return zone

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts"), found.get("ends")
        if ends and (not starts or ends <= starts):
            raise ValidationError(
                gettext("A meeting ends after it began, on the same day. Correct the times.")
            )
        return found


class NewMeetingForm(MeetingForm, OpennessForm):
    """A meeting to be added; who may see it is asked last."""


class AgendaForm(ThingForm):
    """A point of the agenda, and what the minutes say of it."""

    title = forms.CharField(label=_("Title"), max_length=300)
    presenter = Pick(label=_("Presented by"), required=False)
    commitment = Named(
        label=_("Commitment"),
        help_text=_("The address of its page, or the last part of it."),
    )
    minutes = forms.CharField(
        label=_("Minutes"), widget=forms.Textarea({"rows": 5}), required=False
    )


class AttendanceForm(ThingForm):
    """Who was there."""

    name = forms.CharField(label=_("Name"), max_length=200)
    office = forms.CharField(label=_("Office"), max_length=300, required=False)
    party = Pick(label=_("For which party"), required=False)


class DecisionForm(ThingForm):
    """What was decided."""

    text_en = forms.CharField(label=_("Decision in English"), widget=forms.Textarea({"rows": 3}))
    text_az = forms.CharField(
        label=_("Decision in Azerbaijani"), widget=forms.Textarea({"rows": 3}), required=False
    )
    item = Pick(label=_("Point of the agenda"), required=False)
    commitment = Named(
        label=_("Commitment"),
        help_text=_("The address of its page, or the last part of it."),
    )


class ActionForm(ThingForm):
    """What is to be done, by whom, by when."""

    text = forms.CharField(label=_("What is to be done"), widget=forms.Textarea({"rows": 2}))
    party = Pick(label=_("Which party"))
    owner = Pick(
        label=_("Who, on this desk"),
        required=False,
        help_text=_("This person can be reminded by mail."),
    )
    owner_name = forms.CharField(label=_("Who, in words"), max_length=200, required=False)
    due = forms.DateField(label=_("Due"), widget=DayInput(), required=False)
    decision = Pick(label=_("Follows from"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=ActionState.choices)
    settled = forms.DateField(label=_("Done or dropped on"), widget=DayInput(), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 2}), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an open action that was settled."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("state") == ActionState.OPEN and found.get("settled"):
            raise ValidationError(
                gettext("An open action has no day on which it was done. Leave that day empty.")
            )
        return found


class PaperForm(PlainForm):
    """A decision drafted as a paper."""

    title = forms.CharField(label=_("Title"), max_length=300)
    text_en = forms.CharField(label=_("Text in English"), widget=forms.Textarea({"rows": 10}))
    text_az = forms.CharField(
        label=_("Text in Azerbaijani"), widget=forms.Textarea({"rows": 10}), required=False
    )

    def content(self) -> dict[str, Any]:
        """Return what the paper says."""
        given = self.cleaned_data
        return {name: given[name] for name in ("text_en", "text_az") if given.get(name)}


class RevisionForm(PaperForm):
    """Another wording of a paper; `base` is the hash of the one it began with."""

    title = None  # type: ignore[assignment]
    note = forms.CharField(
        label=_("What changes and why"), widget=forms.Textarea({"rows": 2}), required=False
    )
    base = forms.CharField(widget=forms.HiddenInput, required=False)


class ApprovalForm(PlainForm):
    """A key, bound to what was read."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    party = forms.CharField(widget=forms.HiddenInput, max_length=200)


class WithdrawalForm(PlainForm):
    """Why a version is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=2000)


class DigestForm(PlainForm):
    """Whether a person wants to be reminded by mail, and how far ahead."""

    wanted = forms.BooleanField(label=_("Remind me by mail"), required=False)
    days_ahead = forms.IntegerField(label=_("Days ahead"), min_value=1, max_value=90)
