"""Publishes releases: what everybody may see, frozen, numbered without gaps, never changed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import Conflict, Refused
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.selectors.releases import noted, preview
from servanda.desk.record import services as record
from servanda.exchange import release as exchange
from servanda.scoring import Words


@transaction.atomic
def publish(
    partnership_id: str,
    *,
    by: Person,
    on: date,
    title: str = "",
    note_en: str = "",
    note_az: str = "",
    expected: str = "",
) -> Release:
    """Freeze what everybody may see as of a day and publish it under the next number.

    `expected` is the fingerprint of the preview that the person saw: with it, nothing else is
    published than what was seen.
    """
    record.wait_for_the_ledger()  # so that the number, the content and the ledger's head agree
    actor = permit(by, "release.publish", partnership_id)
    if on > timezone.localdate():
        raise Refused(
            _("A release tells how things stood, and that day is still to come. Choose a past day.")
        )
    partnership = Partnership.objects.filter(id=partnership_id).first()
    if partnership is None:
        raise missing()
    known = timezone.now()
    found = preview(partnership, on, at=known)
    if expected and expected != found.fingerprint:
        raise Conflict(
            _(
                "What the release would say has changed since you opened it, and nothing was "
                "published. Look at it again, and then publish it."
            )
        )
    if not found.release.commitments:
        raise Refused(
            _("There is no commitment that everybody may see, so there is nothing to publish.")
        )
    whole = noted(found.release, title.strip(), Words(note_en.strip(), note_az.strip()))
    data = exchange.write(whole)
    new = Release(
        id=f"{partnership_id}.{whole.number}",
        partnership=partnership,
        number=whole.number,
        title=whole.title,
        on=on,
        known=known,
        note_en=whole.notes.en,
        note_az=whole.notes.az,
        content=data.decode(),
        sha256=exchange.sha256(data),
        ledger_head=whole.ledger.head,
    )
    return record.create(new, by=actor, action="release.published")
