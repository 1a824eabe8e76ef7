"""Tells Django about this app."""

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from servanda.desk.record.services import Actor
    from servanda.exchange.dossier import Dossier


class CorridorsConfig(AppConfig):
    """Networks, scenarios and runs."""

    name = "servanda.desk.corridors"
    label = "corridors"

    def after_load(self, dossier: "Dossier", by: "Actor") -> int:
        """Take the network of a dossier in, and say how many versions that made."""
        from servanda.desk.corridors.services.networks import (  # noqa: PLC0415 - models come first
            take_in_dossier,
        )

        return take_in_dossier(dossier, by=by)

    def into_dump(self, partnership_id: str) -> dict[str, Any]:
        """Give a dossier the latest network that was taken in."""
        from servanda.desk.corridors.services.networks import (  # noqa: PLC0415 - models come first
            files_for_dossier,
        )

        return {"network": files_for_dossier(partnership_id)}
