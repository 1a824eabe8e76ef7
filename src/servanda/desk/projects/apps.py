"""Tells Django about this app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from servanda.desk.agreements.services.sheet import Sheet


class ProjectsConfig(AppConfig):
    """Projects and roadmaps."""

    name = "servanda.desk.projects"
    label = "projects"

    def sheets(self) -> "tuple[Sheet, ...]":
        """Return the tables that this app has in a dossier."""
        from servanda.desk.projects.sheets import SHEETS  # noqa: PLC0415 - models come first

        return SHEETS
