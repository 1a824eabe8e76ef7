"""Addresses of how things stand, within a partnership."""

from django.urls import path

from servanda.desk.assessments.views import assessment, standing

urlpatterns = [
    path("", standing.overview, name="overview"),
    path("assessment/", assessment.assessment, name="assessment"),
    path("instruments/<str:local>/", standing.text, name="instrument"),
    path("commitments/", standing.commitments, name="commitments"),
    path("commitments/<str:local>/", standing.commitment, name="commitment"),
]
