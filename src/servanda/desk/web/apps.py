"""Tells Django about this app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Settings, shared templates, static files."""

    name = "servanda.desk.web"
    label = "web"
