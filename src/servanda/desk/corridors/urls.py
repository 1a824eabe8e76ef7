"""Addresses of the corridor: its map, its results, two scenarios side by side, saved ones."""

from django.urls import path

from servanda.desk.corridors.views import answers, corridor, data, exports, future, scenarios

urlpatterns = [
    path("corridor/", corridor.corridor, name="corridor"),
    path("corridor/compare/", corridor.compare, name="corridor_compare"),
    path("corridor/bottlenecks/", answers.bottlenecks, name="corridor_bottlenecks"),
    path("corridor/projects/", answers.projects, name="corridor_projects"),
    path("corridor/outages/", answers.outages, name="corridor_outages"),
    path("corridor/assumptions/", corridor.assumptions, name="corridor_assumptions"),
    path("corridor/years/", future.years, name="corridor_years"),
    path("corridor/stop/", scenarios.stop, name="corridor_stop"),
    path("corridor/flows.json", data.flows, name="corridor_flows"),
    path("corridor/land.json", data.land, name="corridor_land"),
    path("corridor/scenarios/", scenarios.saved, name="scenarios"),
    path("corridor/scenarios/<str:local>/", scenarios.scenario, name="scenario"),
    path(
        "corridor/scenarios/<str:local>/figures.csv",
        exports.table,
        {"form": "csv"},
        name="scenario_csv",
    ),
    path(
        "corridor/scenarios/<str:local>/figures.json",
        exports.table,
        {"form": "json"},
        name="scenario_json",
    ),
    path("corridor/scenarios/<str:local>/map.svg", exports.drawing, name="scenario_svg"),
]
