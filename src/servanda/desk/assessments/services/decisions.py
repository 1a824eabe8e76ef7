"""What people decide beside the levels: ends, suspensions, and how long silence may last."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.assessments.models import Ending, SilencePeriod, Suspension
from servanda.desk.assessments.models.words import EndState, Nature
from servanda.desk.assessments.openness import as_open, openness_of
from servanda.desk.assessments.services.citing import citable, commitment_for
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id

STEP = 1000


@transaction.atomic
def end(
    commitment_id: str,
    state: str,
    on: date,
    *,
    reason_en: str,
    reason_az: str = "",
    evidence: Iterable[str] = (),
    superseded_by: str = "",
    by: Person,
) -> Ending:
    """Record how a commitment came to its end, with the reason and what it rests on."""
    record.wait_for_the_ledger()
    commitment = commitment_for(commitment_id)
    actor = permit(by, "ending.decide", commitment.partnership_id, commitment)
    _come(on)
    if not reason_en.strip():
        raise Refused(_("An end needs a reason, and nothing was recorded. Give it in English."))
    new = Ending(
        id=f"{commitment.partnership_id}.{new_id(Ending.id_prefix)}",
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        state=state,
        on=on,
        reason_en=reason_en.strip(),
        reason_az=reason_az.strip(),
        evidence=citable(commitment, evidence, by),
        superseded_by=_successor(commitment, state, superseded_by, by),
        ordinal=commitment.endings.count() * STEP,
        **openness_of(commitment),
    )
    return record.create(new, by=actor, action="ending.decided", reason=new.reason_en)


def _come(on: date) -> None:
    if on > timezone.localdate():
        raise Refused(
            _("This day is still to come, and nothing was recorded. Choose an earlier day.")
        )


def _successor(
    commitment: Commitment, state: str, superseded_by: str, by: Person
) -> Commitment | None:
    """Return the commitment that stands in the place of another, where that is the end."""
    if bool(superseded_by) != (state == EndState.SUPERSEDED):
        raise Refused(
            _(
                "Which commitment took its place is named where the end is “superseded”, and "
                "only there. Nothing was recorded."
            )
        )
    if not superseded_by:
        return None
    other = commitment_for(superseded_by)
    permit(by, "ending.decide", other.partnership_id, other)
    if other.partnership_id != commitment.partnership_id or other.id == commitment.id:
        raise Refused(_("Another commitment of the same partnership must take its place."))
    if not as_open(other, commitment):
        raise Refused(
            _(
                "Not everybody who sees this commitment may see the one that took its place, so it "
                "cannot be named. Nothing was recorded."
            )
        )
    return other


@transaction.atomic
def suspend(
    commitment_id: str,
    instrument_id: str,
    since: date,
    until: date | None = None,
    *,
    reason: str = "",
    by: Person,
) -> Suspension:
    """Record that a commitment does not run, and the instrument that says so."""
    record.wait_for_the_ledger()
    commitment = commitment_for(commitment_id)
    actor = permit(by, "suspension.record", commitment.partnership_id, commitment)
    instrument = Instrument.objects.filter(
        id=instrument_id, partnership_id=commitment.partnership_id
    ).first()
    if instrument is None:
        raise missing()
    permit(by, "suspension.record", commitment.partnership_id, instrument)
    new = Suspension(
        id=f"{commitment.partnership_id}.{new_id(Suspension.id_prefix)}",
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        instrument=instrument,
        since=since,
        until=until,
        ordinal=commitment.suspensions.count() * STEP,
        **openness_of(commitment),
    )
    return record.create(new, by=actor, action="suspension.recorded", reason=reason)


@transaction.atomic
def resume(suspension_id: str, until: date, *, reason: str = "", by: Person) -> Suspension:
    """Record the first day on which a suspended commitment runs again."""
    record.wait_for_the_ledger()
    found = Suspension.objects.filter(id=suspension_id).first()
    if found is None:
        raise missing()
    actor = permit(by, "suspension.end", found.partnership_id, found)
    if found.until is not None:
        raise Refused(_("This suspension has its end already, and nothing was changed."))
    return record.change(found, by=actor, action="suspension.ended", reason=reason, until=until)


@transaction.atomic
def set_silence(
    partnership_id: str, nature: str, days: int, *, reason: str, by: Person
) -> SilencePeriod:
    """Set after how many days of silence confidence halves, for a kind of commitment, and why."""
    record.wait_for_the_ledger()
    actor = permit(by, "silence_period.set", partnership_id)
    if not reason.strip():
        raise Refused(_("A period needs a reason, and nothing was changed. Say why it is so long."))
    found = SilencePeriod.objects.filter(partnership_id=partnership_id, nature=nature).first()
    if found is not None:
        permit(by, "silence_period.set", partnership_id, found)
        return record.change(found, by=actor, action="silence_period.set", days=days, reason=reason)
    new = SilencePeriod(
        id=f"{partnership_id}.silence-{nature.replace(' ', '-')}",
        partnership_id=partnership_id,
        nature=nature,
        days=days,
        reason=reason.strip(),
        ordinal=Nature.values.index(nature) if nature in Nature.values else 0,
    )
    return record.create(new, by=actor, action="silence_period.set")
