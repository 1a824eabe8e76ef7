"""Addresses of roadmaps, their risk and baselines, of forecasts, and of what gates move."""

from django.urls import path

from servanda.desk.projects.views import (
    baselines,
    forecasts,
    gates,
    risk,
    roadmap_edit,
    roadmap_files,
    roadmap_paper,
    roadmaps,
)

ONE = "roadmaps/<str:local>/"

urlpatterns = [
    path("gates/<str:local>/", gates.gate, name="gate"),
    path("forecasts/", forecasts.forecasts, name="forecasts"),
    path("forecasts/settle/", forecasts.settle, name="settle_forecasts"),
    path("roadmaps/", roadmaps.roadmaps, name="roadmaps"),
    path(ONE, roadmaps.roadmap, name="roadmap"),
    path(f"{ONE}risk/", risk.risk, name="roadmap_risk"),
    path(f"{ONE}forecast/", forecasts.make, name="make_forecast"),
    path(f"{ONE}baselines/", baselines.baselines, name="baselines"),
    path(f"{ONE}paper/", roadmap_paper.paper, name="roadmap_paper"),
    path(f"{ONE}edit/", roadmap_edit.edit, name="roadmap_edit"),
    path(f"{ONE}level/", roadmap_files.level, name="level_roadmap"),
    path(f"{ONE}import/", roadmap_files.take_in, name="import_roadmap"),
    path(f"{ONE}rows/add/", roadmap_edit.add, name="add_row"),
    path(f"{ONE}rows/<str:key>/", roadmap_edit.row, name="roadmap_row"),
    path(f"{ONE}rows/<str:key>/remove/", roadmap_edit.remove, name="remove_row"),
    path(f"{ONE}<str:name>", roadmap_files.file, name="roadmap_file"),
]
