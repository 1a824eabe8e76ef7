"""Tells Django about this app."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Bodies, meetings and papers."""

    name = "servanda.desk.bodies"
    label = "bodies"
