"""`servanda desk watch`: look at every watched feed once and take in what is new."""

from typing import Any

from django.core.management.base import BaseCommand

from servanda.desk.sources.fetching import NotFetched
from servanda.desk.sources.models import Watchlist
from servanda.desk.sources.services.running import run
from servanda.desk.sources.services.watching import look


class Command(BaseCommand):
    """Looks at the watched feeds; call it from time to time, from cron or a timer."""

    help = "Look at every watched feed once and take in what is new."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look at each feed; one that cannot be had is named, the rest goes on."""
        for watchlist in Watchlist.objects.filter(active=True):
            try:
                job = look(watchlist)
            except NotFetched as error:
                self.stderr.write(f"{watchlist.title}: {error}")
                continue
            if job is not None:
                run(job)
            found = job.items.count() if job else 0
            self.stdout.write(f"{watchlist.title}: {found} new")
