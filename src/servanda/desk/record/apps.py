"""Tells Django about this app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """What every stored thing shares: ids, ledger entries, as-of reads, the access policy."""

    name = "servanda.desk.record"
    label = "record"
