"""Walks the ledger, holds the record against it and checks every quote; names what is wrong."""

import re
import sys
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from servanda.desk.record.services import head
from servanda.desk.record.verification import faults
from servanda.ledger import Checkpoint

SHOWN = 20
WRITTEN = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


def checkpoint(written: str) -> Checkpoint:
    """Read a checkpoint as this command prints it, SIZE:HASH."""
    found = WRITTEN.fullmatch(written.strip().lower())
    if found is None:
        raise ValueError(written)
    return Checkpoint(int(found[1]), found[2])


class Command(BaseCommand):
    """Prints what is wrong and exits with 1, or the checkpoint to keep."""

    help = "Verify the ledger, the record and every quote: name what was altered, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the checkpoint that somebody kept."""
        parser.add_argument(
            "--checkpoint",
            type=checkpoint,
            metavar="SIZE:HASH",
            help="what this command printed some day, kept elsewhere",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's
        """Look at everything, and say what was found."""
        found = list(islice(faults(options["checkpoint"]), SHOWN + 1))
        if found:
            self.stdout.write("\n".join(found[:SHOWN]))
            if len(found) > SHOWN:
                self.stdout.write(f"There is more: only the first {SHOWN} faults are named here.")
            sys.exit(1)
        last = head()
        self.stdout.write(
            f"The ledger is whole, and the record is as it says: {last.size} entries."
        )
        self.stdout.write(f"Keep this checkpoint elsewhere:  {last.size}:{last.hash}")
