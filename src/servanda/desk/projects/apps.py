"""Tells Django about this app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects and roadmaps."""

    name = "servanda.desk.projects"
    label = "projects"
