"""Tells Django about this app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Findings about commitments."""

    name = "servanda.desk.assessments"
    label = "assessments"
