"""`servanda desk run_ingest JOB`: take in what waits of an ingest, in a process of its own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from servanda.desk.sources.models import IngestJob
from servanda.desk.sources.services.running import Busy, Stopped, run


class Command(BaseCommand):
    """Runs one ingest."""

    help = "Take in what waits of an ingest."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which ingest."""
        parser.add_argument("job")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run it to its end."""
        job = IngestJob.objects.filter(pk=options["job"]).first()
        if job is None:
            raise CommandError(
                f"There is no ingest {options['job']}. Give the id that its page has."
            )
        try:
            run(job)
        except (Busy, Stopped) as error:
            raise CommandError(str(error)) from None
