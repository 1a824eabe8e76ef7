"""Where files of the desk lie: originals, what was handed over for an ingest, and its lock."""

from pathlib import Path

from django.conf import settings


def originals() -> Path:
    """Return the folder of the originals."""
    return Path(settings.DATA_DIR) / "originals"


def incoming(job_id: str) -> Path:
    """Return the folder of what was handed over for an ingest and is not taken in yet."""
    return Path(settings.DATA_DIR) / "incoming" / job_id


def lock(job_id: str) -> Path:
    """Return the file that whoever runs an ingest holds locked."""
    return Path(settings.DATA_DIR) / "incoming" / f"{job_id}.lock"
