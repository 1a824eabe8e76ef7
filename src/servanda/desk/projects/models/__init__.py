"""Projects, lists, gates, roadmaps, and what was frozen or forecast of them."""

from servanda.desk.projects.models.frozen import Baseline, Forecast
from servanda.desk.projects.models.gates import Gate
from servanda.desk.projects.models.lists import ListEntry, ProjectList
from servanda.desk.projects.models.projects import Carries, Funding, Involved, Project
from servanda.desk.projects.models.roadmaps import (
    ReferenceCase,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)

__all__ = [
    "Baseline",
    "Carries",
    "Forecast",
    "Funding",
    "Gate",
    "Involved",
    "ListEntry",
    "Project",
    "ProjectList",
    "ReferenceCase",
    "RiskDriver",
    "Roadmap",
    "RoadmapCalendar",
    "RoadmapLink",
    "RoadmapResource",
    "RoadmapRow",
]
