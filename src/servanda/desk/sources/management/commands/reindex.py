"""`servanda desk reindex`: make the search index anew from the database."""

from typing import Any

from django.core.management.base import BaseCommand

from servanda.desk.sources.services.indexing import rebuild


class Command(BaseCommand):
    """Makes passages, search index and likenesses anew."""

    help = "Make the search index anew from the stored texts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make it anew and say how much there is."""
        self.stdout.write(f"{rebuild()} passages are in the index.")
