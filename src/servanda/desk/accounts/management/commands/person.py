"""Makes an account, or gives somebody roles in a partnership."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from servanda.desk.accounts.models import Partnership, Party, Person, Role
from servanda.desk.accounts.services import create_person, grant, invite, random_password
from servanda.desk.record.services import SYSTEM


class Command(BaseCommand):
    """Makes an account with roles, and prints a password or mails an invitation."""

    help = "Make an account for a person, with roles in a partnership, or change the roles."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who, where, and in which roles."""
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="needed for a new account")
        parser.add_argument("--partnership", default="", help="such as azerbaijan-us")
        parser.add_argument("--party", default="", help="whose delegation, such as azerbaijan")
        parser.add_argument("--role", action="append", choices=Role.values, default=[])
        parser.add_argument("--invite", metavar="ADDRESS", help="mail a link to the desk there")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:  # noqa: ARG002 - Django's
        """Make the account where there is none, and grant the roles."""
        try:
            person = self._person(email, options["name"], options["invite"])
            if options["partnership"]:
                self._grant(person, options)
        except ValidationError as error:
            raise CommandError(f"Nothing was changed. {' '.join(error.messages)}") from error

    def _person(self, email: str, name: str, address: str | None) -> Person:
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is not None:
            return person
        if not name:
            raise CommandError(f"{email} has no account yet. Give the name too: --name …")
        password = None if address else random_password()
        person = create_person(email, name, by=SYSTEM, password=password)
        if address:
            invite(person, address=address)
            self.stdout.write(f"An invitation is on its way to {person.email}.")
        else:
            self.stdout.write(f"The password of {person.email} is  {password}")
        return person

    def _grant(self, person: Person, options: dict[str, Any]) -> None:
        partnership = Partnership.objects.filter(pk=options["partnership"]).first()
        if partnership is None:
            raise CommandError(f"There is no partnership “{options['partnership']}” here.")
        party = None
        if options["party"]:
            party = Party.objects.filter(pk=f"{partnership.id}.{options['party']}").first()
            if party is None:
                raise CommandError(f"{partnership.id} has no party “{options['party']}”.")
        if not options["role"]:
            raise CommandError("Say which roles: --role officer --role approver …")
        grant(person, partnership, options["role"], party=party, by=SYSTEM)
        self.stdout.write(f"{person.email} is now {', '.join(sorted(set(options['role'])))}.")
