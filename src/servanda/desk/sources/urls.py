"""Addresses of search, originals, ingests and watchlists, within a partnership."""

from django.urls import path, re_path

from servanda.desk.sources import ingest_pages, views, watchlist_pages

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("originals/<str:local>/file/", views.original_file, name="original_file"),
    path("ingests/", ingest_pages.ingests_page, name="ingests"),
    path("ingests/<str:job>/", ingest_pages.ingest_page, name="ingest"),
    path("ingests/<str:job>/report.csv", ingest_pages.ingest_table, name="ingest_table"),
    path("ingests/<str:job>/cancel/", ingest_pages.cancel_ingest, name="cancel_ingest"),
    path("ingests/<str:job>/resume/", ingest_pages.resume_ingest, name="resume_ingest"),
    path("ingests/<str:job>/retry/", ingest_pages.retry_ingest, name="retry_ingest"),
    path("watchlists/", watchlist_pages.watchlists_page, name="watchlists"),
    re_path(
        r"^watchlists/(?P<watchlist_id>[^/]+)/(?P<verb>look|pause|go-on|remove)/$",
        watchlist_pages.change_watchlist,
        name="change_watchlist",
    ),
]
