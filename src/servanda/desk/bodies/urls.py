"""Addresses of bodies, meetings and papers, within a partnership."""

from django.urls import path

from servanda.desk.bodies.views import bodies, meetings, papers

BODY = "bodies/<str:local>/"
MEETING = "meetings/<str:local>/"
PAPER = "papers/<str:local>/"

urlpatterns = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/add/", bodies.add_body, name="add_body"),
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}edit/", bodies.edit_body, name="edit_body"),
    path(f"{BODY}seats/add/", bodies.add_seat, name="add_seat"),
    path(f"{BODY}meetings/add/", bodies.add_meeting, name="add_meeting"),
    path(f"{BODY}papers/add/", papers.draft, name="draft_paper"),
    path("seats/<str:local>/", bodies.edit_seat, name="edit_seat"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}edit/", meetings.edit_meeting, name="edit_meeting"),
    path(f"{MEETING}minutes/", meetings.draft_minutes, name="draft_minutes"),
    path(f"{MEETING}<str:what>.<str:extension>", meetings.document, name="meeting_document"),
    path(f"{MEETING}<str:part>/add/", meetings.add_to_meeting, name="add_to_meeting"),
    path(f"{MEETING}<str:part>/<str:item>/", meetings.edit_in_meeting, name="edit_in_meeting"),
    path(PAPER, papers.paper, name="paper"),
    path(f"{PAPER}revise/", papers.revise, name="revise_paper"),
    path(f"{PAPER}<str:version>/propose/", papers.propose, name="propose_paper"),
    path(f"{PAPER}<str:version>/approve/", papers.approve, name="approve_paper"),
    path(f"{PAPER}<str:version>/withdraw/", papers.withdraw, name="withdraw_paper"),
]
