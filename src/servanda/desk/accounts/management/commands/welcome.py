"""Says how to sign in; on the first run there is an officer to make first."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from servanda.desk.accounts.models import Partnership, Person, Role
from servanda.desk.accounts.services import create_person, grant, random_password
from servanda.desk.record.services import SYSTEM

OFFICER = "officer@localhost"


class Command(BaseCommand):
    """Prints how to sign in, and makes the first account when there is none."""

    help = "Say how to sign in; when nobody has an account yet, make the first one."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django passes them
        """Print the way in."""
        password, who = first_officer(), OFFICER
        if password:
            self.stdout.write(f"Sign in (top right) as  {OFFICER}  with the password  {password}")
            self.stdout.write("The password is shown this once: only its hash is kept.")
        elif Person.objects.filter(email=OFFICER, is_active=True).exists():
            self.stdout.write(f"Sign in (top right) as {OFFICER}, or as anybody with an account.")
        else:
            self.stdout.write("Sign in (top right) with your own account.")
            who = "E-MAIL"
        self.stdout.write(f"A new password:  .venv/bin/servanda desk password {who}")


@transaction.atomic
def first_officer() -> str | None:
    """Make the first account and return its password, once; give it what nobody cares for yet."""
    password = None
    officer = Person.objects.filter(email=OFFICER).first()
    if officer is None:
        if Person.objects.exists():
            return None
        password = random_password()
        officer = create_person(OFFICER, "Officer", by=SYSTEM, password=password)
    for partnership in Partnership.objects.filter(memberships=None):
        grant(officer, partnership, [Role.OFFICER, Role.SECRETARIAT], by=SYSTEM)
    return password
