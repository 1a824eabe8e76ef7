"""Writes: each checks, changes and records in one transaction, or raises and changes nothing."""

from servanda.desk.agreements.services.dump import dossier_of, dump_dossier
from servanda.desk.agreements.services.load import Loaded, load_dossier

__all__ = ["Loaded", "dossier_of", "dump_dossier", "load_dossier"]
