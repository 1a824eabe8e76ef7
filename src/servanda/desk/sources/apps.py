"""Tells Django about this app."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Originals, their text and passages, how they come in and how they are found."""

    name = "servanda.desk.sources"
    label = "sources"
