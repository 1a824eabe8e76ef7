"""Mail that reminds people who asked for it: once a day, and only when there is something."""

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.bodies.models import Digest, SentDigest
from servanda.desk.bodies.selectors.reminders import reminders
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import Actor
from servanda.desk.record.viewpoint import Viewpoint


@transaction.atomic
def choose(person: Person, *, wanted: bool, days_ahead: int) -> Digest:
    """Keep a person's own choice whether to be reminded."""
    record.wait_for_the_ledger()
    actor = Actor(person.id, person.name)
    digest = Digest.objects.select_for_update().filter(person=person).first()
    if digest is None:
        new = Digest(id=new_id(Digest.id_prefix), wanted=wanted, days_ahead=days_ahead)
        new.person = person
        return record.create(new, by=actor, action="digest.chosen")
    return record.change(
        digest, by=actor, action="digest.chosen", wanted=wanted, days_ahead=days_ahead
    )


def remind_all(*, site: str = "", on: date | None = None) -> int:
    """Send every digest that is wanted and has not gone out on that day; return how many went."""
    day = on or timezone.localdate()
    wanted = Digest.objects.filter(wanted=True, person__is_active=True).order_by("id")
    return sum(_remind(digest, day, site) for digest in wanted.select_related("person"))


@transaction.atomic
def _remind(digest: Digest, day: date, site: str) -> bool:
    """Send one digest; when sending fails, the day is not counted as done."""
    Digest.objects.select_for_update().get(id=digest.id)  # of two runs at once, one waits here
    if SentDigest.objects.filter(person=digest.person, on=day).exists():
        return False
    person = digest.person
    with translation.override(person.language or "en"):
        found = reminders(Viewpoint(viewer_for(person), day), digest.days_ahead)
        if not found:
            return False
        SentDigest.objects.create(person=person, on=day)
        context = {"person": person, "found": found, "day": day, "site": site}
        body = render_to_string("bodies/digest.txt", context)
        subject = _("Servanda: what is due, as of %(day)s") % {"day": day.isoformat()}
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
    return True
