"""Writes of the sources: ingests, what they take in, the search index, watchlists."""

from servanda.desk.sources.services.handing_over import (
    GivenFile,
    open_addresses,
    open_handed_over,
    open_paths,
)
from servanda.desk.sources.services.indexing import rebuild
from servanda.desk.sources.services.jobs import cancel, resume, try_again
from servanda.desk.sources.services.running import Busy, Stopped, run, run_apart
from servanda.desk.sources.services.taking_in import settle

__all__ = [
    "Busy",
    "GivenFile",
    "Stopped",
    "cancel",
    "open_addresses",
    "open_handed_over",
    "open_paths",
    "rebuild",
    "resume",
    "run",
    "run_apart",
    "settle",
    "try_again",
]
