"""Tells Django about this app."""

from django.apps import AppConfig


class CorridorsConfig(AppConfig):
    """Networks, scenarios and runs."""

    name = "servanda.desk.corridors"
    label = "corridors"
