"""Tells Django about this app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from servanda.desk.agreements.services.sheet import Sheet


class SourcesConfig(AppConfig):
    """Originals, their text and passages, how they come in and how they are found."""

    name = "servanda.desk.sources"
    label = "sources"

    def sheets(self) -> "tuple[Sheet, ...]":
        """Return the tables that this app has in a dossier."""
        from servanda.desk.sources.sheets import SHEETS  # noqa: PLC0415 - models come first

        return SHEETS
