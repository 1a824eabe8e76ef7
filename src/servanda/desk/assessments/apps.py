"""Tells Django about this app."""

from collections.abc import Iterator
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

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with what this app keeps: the quotes that are unverified."""
        from servanda.desk.assessments.checking import quote_faults  # noqa: PLC0415

        return quote_faults()
