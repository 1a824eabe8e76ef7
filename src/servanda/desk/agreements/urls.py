"""Addresses of instruments, dates, sources and readings, within a partnership."""

from django.urls import path, re_path

from servanda.desk.agreements.views import adding, dates, instruments, reviewing

urlpatterns = [
    path("instruments/", instruments.instruments, name="instruments"),
    path("calendar/", dates.calendar, name="calendar"),
    path("timeline/", dates.timeline, name="timeline"),
    path("agreements/add/", adding.add, name="add_agreement"),
    path("readings/<str:reading>/", reviewing.review, name="reading"),
    path("readings/<str:reading>/accept-rest/", reviewing.accept_rest, name="accept_rest"),
    path("readings/<str:reading>/discard/", reviewing.discard, name="discard_reading"),
    path("readings/<str:reading>/finish/", reviewing.finish, name="finish_reading"),
    re_path(
        r"^readings/(?P<reading>[^/]+)/proposals/(?P<proposal>[^/]+)/(?P<verb>accept|drop|undo)/$",
        reviewing.decide,
        name="decide_proposal",
    ),
    re_path(
        r"^readings/(?P<reading>[^/]+)/proposals/(?P<proposal>[^/]+)/(?P<verb>correct|split)/$",
        reviewing.edit,
        name="edit_proposal",
    ),
    path("sources/<str:local>/", instruments.source_page, name="source"),
]
