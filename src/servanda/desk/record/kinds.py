"""The word that the ledger has for each kind of thing, and the model behind it."""

from django.apps import apps

from servanda.desk.record.models import Recorded


def kinds() -> dict[str, type[Recorded]]:
    """Return every recorded model by the word that the ledger has for it."""
    return {model.ledger_kind: model for model in apps.get_models() if issubclass(model, Recorded)}
