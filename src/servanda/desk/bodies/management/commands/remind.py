"""Sends the digests that people asked for; a second run on the same day sends nothing again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from servanda.desk.bodies.services.reminding import remind_all


class Command(BaseCommand):
    """Send the reminders of today."""

    help = "Send the daily digests that people asked for, each once a day."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address that links in the mails begin with."""
        parser.add_argument(
            "--site", default="", help="Address before all links, such as https://desk.example.org"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Send what is wanted, and say how much it was."""
        number = remind_all(site=str(options["site"]).rstrip("/"))
        self.stdout.write(f"{number} digest{'' if number == 1 else 's'} sent.")
