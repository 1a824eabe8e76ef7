"""Sets a new password for somebody who lost theirs."""

from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.services import random_password, set_password
from servanda.desk.record.services import SYSTEM


class Command(BaseCommand):
    """Prints a new random password, or asks for one."""

    help = "Set a new password for a person: a random one that is printed, or one of your own."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the person's e-mail address."""
        parser.add_argument("email")
        parser.add_argument("--ask", action="store_true", help="ask for the password")

    def handle(self, *args: Any, email: str, ask: bool, **options: Any) -> None:  # noqa: ARG002
        """Set the password."""
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(
                f"Nobody here has the e-mail address {email}. "
                "Check its spelling, or make an account: servanda desk person --help"
            )
        password = getpass("New password: ") if ask else random_password()
        try:
            set_password(person, password, by=SYSTEM)
        except ValidationError as error:
            raise CommandError(
                f"The password was not changed. {' '.join(error.messages)}"
            ) from error
        if not ask:
            self.stdout.write(f"The new password of {person.email} is  {password}")
        self.stdout.write("Their other sessions have ended.")
