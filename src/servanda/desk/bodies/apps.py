"""Tells Django about this app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from servanda.desk.agreements.services.sheet import Sheet


class BodiesConfig(AppConfig):
    """Bodies, meetings and papers."""

    name = "servanda.desk.bodies"
    label = "bodies"

    def sheets(self) -> "tuple[Sheet, ...]":
        """Return the tables that this app has in a dossier."""
        from servanda.desk.bodies.sheets import SHEETS  # noqa: PLC0415 - models come first

        return SHEETS
