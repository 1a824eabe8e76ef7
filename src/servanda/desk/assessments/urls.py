"""Addresses of how things stand, within a partnership."""

from django.urls import path

from servanda.desk.assessments import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("instruments/<str:local>/", views.text, name="instrument"),
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/<str:local>/", views.commitment, name="commitment"),
]
