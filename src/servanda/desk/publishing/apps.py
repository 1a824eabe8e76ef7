"""Tells Django about this app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Feeds and other ways out."""

    name = "servanda.desk.publishing"
    label = "publishing"
