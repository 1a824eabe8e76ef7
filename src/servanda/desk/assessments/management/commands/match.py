"""`servanda desk match [PARTNERSHIP]`: make the candidates of the inbox anew."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from servanda.desk.accounts.models import Partnership
from servanda.desk.assessments.services.candidates import catch_up, rebuild
from servanda.desk.sources.locks import Busy


class Command(BaseCommand):
    """Matches the passages of all sources with the commitments, one partnership after the other."""

    help = "Make the candidates of the inbox anew from the stored texts and the commitments."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which partnership, and whether only what waits."""
        parser.add_argument("partnership", nargs="?", help="the partnership; else all of them")
        parser.add_argument(
            "--waiting",
            action="store_true",
            help="only sources that were not matched, or before the commitments changed",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Match, and say how many sources were."""
        for partnership_id in _partnerships(options["partnership"]):
            work = catch_up if options["waiting"] else rebuild
            try:
                done = work(partnership_id, progress=self._progress)
            except Busy as error:
                raise CommandError(str(error)) from None
            self.stdout.write(f"{partnership_id}: {done} sources matched.")

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done} of {total} sources", ending="" if done < total else "\n")


def _partnerships(named: str | None) -> list[str]:
    every = list(Partnership.objects.order_by("id").values_list("id", flat=True))
    if named is None:
        return every
    if named not in every:
        raise CommandError(f"The desk has no partnership {named}; load its dossier first.")
    return [named]
