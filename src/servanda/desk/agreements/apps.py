"""Tells Django about this app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Instruments, texts, provisions, commitments, deadlines."""

    name = "servanda.desk.agreements"
    label = "agreements"
