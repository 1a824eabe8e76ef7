"""`servanda desk watch`: look at every watched feed once and take in what is new."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from servanda.desk.sources.models import FeedLook, IngestJob, Watchlist
from servanda.desk.sources.services.running import Busy, Stopped, run
from servanda.desk.sources.services.watching import look
from servanda.desk.sources.words import JobState

_BEGUN = (JobState.WAITING, JobState.RUNNING)


class Command(BaseCommand):
    """Looks at the watched feeds; call it from time to time, from cron or a timer."""

    help = "Look at every watched feed once and take in what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which feeds, if not all."""
        parser.add_argument("watchlist", nargs="*", help="the id of a watchlist; else all")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look at each feed; one that cannot be had is named, the rest goes on."""
        self._go_on()
        for watchlist in self._wanted(options["watchlist"]):
            try:
                seen = look(watchlist)
                self._say(watchlist, seen)
                if seen.ingest is not None:
                    run(seen.ingest)
            except (Busy, Stopped) as error:
                self.stderr.write(f"{watchlist.title}: {error}")

    def _wanted(self, ids: list[str]) -> list[Watchlist]:
        if not ids:
            return list(Watchlist.objects.filter(active=True))
        found = list(Watchlist.objects.filter(pk__in=ids))
        if len(found) < len(set(ids)):
            raise CommandError("There is no such watchlist. Its id is on the page of watchlists.")
        return found

    def _go_on(self) -> None:
        """Go on with what an earlier call opened and did not bring to its end."""
        looks = FeedLook.objects.filter(ingest__state__in=_BEGUN).values("ingest")
        for job in IngestJob.objects.filter(pk__in=looks):
            try:
                run(job)
            except (Busy, Stopped) as error:
                self.stderr.write(f"{job.label}: {error}")

    def _say(self, watchlist: Watchlist, seen: FeedLook) -> None:
        if seen.error:
            self.stderr.write(f"{watchlist.title}: {seen.error}")
        else:
            self.stdout.write(f"{watchlist.title}: {seen.new} new")
