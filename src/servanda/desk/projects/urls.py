"""Addresses of projects, their lists and gates, and of roadmaps."""

from django.urls import path, re_path

from servanda.desk.projects import roadmap_urls
from servanda.desk.projects.views import gate_forms, lists, projects

ONE = "projects/<str:local>/"
LIST = "project-lists/<str:local>/"
PART = r"^projects/(?P<local>[^/]+)/(?P<part>commitments|money|involved)"

urlpatterns = [
    path("projects/", projects.projects, name="projects"),
    path("projects/add/", projects.add, name="add_project"),
    path(ONE, projects.project, name="project"),
    path(f"{ONE}edit/", projects.edit, name="edit_project"),
    re_path(f"{PART}/add/$", projects.add_part, name="add_to_project"),
    re_path(f"{PART}/(?P<key>[^/]+)/remove/$", projects.remove_part, name="take_off_project"),
    path("project-lists/add/", lists.add, name="add_project_list"),
    path(LIST, lists.project_list, name="project_list"),
    path(f"{LIST}edit/", lists.edit, name="edit_project_list"),
    path(f"{LIST}draft/", lists.draft, name="draft_project_list"),
    path(f"{LIST}entries/add/", lists.add_entry, name="add_list_entry"),
    path(f"{LIST}entries/<str:key>/", lists.edit_entry, name="edit_list_entry"),
    path(f"{LIST}entries/<str:key>/remove/", lists.remove_entry, name="remove_list_entry"),
    path("gates/add/", gate_forms.add, name="add_gate"),
    path("gates/<str:local>/edit/", gate_forms.edit, name="edit_gate"),
    *roadmap_urls.urlpatterns,
]
