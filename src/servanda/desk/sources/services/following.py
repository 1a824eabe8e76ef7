"""What other apps do once an ingest has ended; they are named in settings, not imported here."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from servanda.desk.sources.models import IngestJob

Followed = Callable[[int, int], None]
_log = logging.getLogger(__name__)


def follow_up(job: IngestJob, progress: Followed | None = None) -> None:
    """Call what follows an ingest; what fails there is logged and undoes nothing of the ingest."""
    for name in settings.AFTER_INGEST:
        try:
            import_string(name)(job, progress)
        except Exception:  # noqa: BLE001 - whatever it is, the ingest itself is done
            _log.exception("%s failed after ingest %s; what was taken in is safe", name, job.id)
