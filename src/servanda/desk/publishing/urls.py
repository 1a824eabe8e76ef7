"""Addresses of what goes out: the ledger, and calendars to subscribe to."""

from django.urls import path

from servanda.desk.publishing import views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("calendar.ics", views.calendar_feed, name="calendar_feed"),
]
