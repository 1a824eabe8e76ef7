"""Cancels an ingest and takes it up again."""

import shutil

from django.db import transaction
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import permit
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM, Actor
from servanda.desk.sources.models import IngestJob
from servanda.desk.sources.places import incoming
from servanda.desk.sources.selectors.ingests import within_reach
from servanda.desk.sources.words import ItemState, JobState

ENDED = (JobState.CANCELLED, JobState.FINISHED)


@transaction.atomic
def cancel(job: IngestJob, *, by: Person) -> IngestJob:
    """Stop an ingest; what was taken in stays, what still waits can be taken up again."""
    actor = permit(by, "ingest.cancel", str(job.partnership_id), job)
    stored = IngestJob.objects.select_for_update().get(pk=job.pk)
    if stored.state in ENDED:
        raise Refused(_("It has ended already, and nothing is left to cancel."))
    state = JobState.CANCELLING if stored.state == JobState.RUNNING else JobState.CANCELLED
    return record.change(job, by=actor, action="ingest.cancelled", state=state)


@transaction.atomic
def resume(job: IngestJob, *, by: Person | None = None) -> IngestJob:
    """Make an ingest ready to go on with what still waits."""
    actor = SYSTEM if by is None else permit(by, "ingest.open", str(job.partnership_id), job)
    stored = IngestJob.objects.select_for_update().get(pk=job.pk)
    if not stored.items.filter(state=ItemState.WAITING).exists():
        raise Refused(_("Nothing of it is left to take in."))
    if stored.state == JobState.WAITING:
        return stored
    return record.change(job, by=actor, action="ingest.resumed", state=JobState.WAITING)


@transaction.atomic
def try_again(job: IngestJob, *, by: Person | None = None) -> IngestJob:
    """Let what was refused wait again where its bytes can still be had, and make it ready."""
    actor = SYSTEM if by is None else permit(by, "ingest.open", str(job.partnership_id), job)
    stored = IngestJob.objects.select_for_update().get(pk=job.pk)
    again = within_reach(stored).update(state=ItemState.WAITING, reason="")
    if not again:
        raise Refused(_("Nothing that was refused can be had again from here."))
    if stored.state == JobState.WAITING:
        return stored
    return record.change(job, by=actor, action="ingest.resumed", state=JobState.WAITING)


def begin(job: IngestJob) -> None:
    """Note that an ingest runs, unless it was cancelled meanwhile."""
    IngestJob.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.RUNNING)
    job.refresh_from_db()


@transaction.atomic
def end(job: IngestJob, *, by: Actor) -> None:
    """Note that an ingest was cancelled or is finished; what was handed over is let go of."""
    stored = IngestJob.objects.select_for_update().get(pk=job.pk)
    left = stored.items.filter(state=ItemState.WAITING).exists()
    if left and stored.state != JobState.CANCELLING:
        return  # it was interrupted: it stays as it is and can be taken up again
    state = JobState.CANCELLED if left else JobState.FINISHED
    if stored.state != state:
        record.change(job, by=by, action=f"ingest.{state}", state=state)
    if not left:
        transaction.on_commit(lambda: shutil.rmtree(incoming(job.id), ignore_errors=True))
