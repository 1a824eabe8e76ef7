"""Addresses of search, originals and ingests, within a partnership."""

from django.urls import path

from servanda.desk.sources import views

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("originals/<str:local>/file/", views.original_file, name="original_file"),
    path("ingests/", views.ingests_page, name="ingests"),
    path("ingests/<str:job>/", views.ingest_page, name="ingest"),
    path("ingests/<str:job>/cancel/", views.cancel_ingest, name="cancel_ingest"),
    path("ingests/<str:job>/resume/", views.resume_ingest, name="resume_ingest"),
]
