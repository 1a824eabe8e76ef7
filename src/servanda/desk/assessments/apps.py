"""Tells Django about this app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from servanda.desk.agreements.services.sheet import Sheet


class AssessmentsConfig(AppConfig):
    """Findings about commitments."""

    name = "servanda.desk.assessments"
    label = "assessments"

    def sheets(self) -> "tuple[Sheet, ...]":
        """Return the tables that this app has in a dossier."""
        from servanda.desk.assessments.sheets import SHEETS  # noqa: PLC0415 - models come first

        return SHEETS
