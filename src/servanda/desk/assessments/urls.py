"""Addresses of how things stand, within a partnership."""

from django.urls import path

from servanda.desk.assessments.views import (
    assessment,
    coding,
    criteria,
    decisions,
    inbox,
    standing,
)

urlpatterns = [
    path("", standing.overview, name="overview"),
    path("assessment/", assessment.assessment, name="assessment"),
    path("instruments/<str:local>/", standing.text, name="instrument"),
    path("commitments/", standing.commitments, name="commitments"),
    path("commitments/<str:local>/", standing.commitment, name="commitment"),
    path("commitments/<str:local>/criteria/", criteria.criteria, name="criteria"),
    path("commitments/<str:local>/criteria/draft/", criteria.draft, name="draft_criteria"),
    path("commitments/<str:local>/reply/", decisions.reply, name="reply"),
    path("commitments/<str:local>/end/", decisions.end, name="end"),
    path("commitments/<str:local>/suspend/", decisions.suspend, name="suspend"),
    path("criteria/<str:version>/", criteria.edit, name="criteria_draft"),
    path("coding/", coding.coding, name="coding"),
    path("coding/give/", coding.give, name="give"),
    path("coding/agreement/", coding.agreement, name="agreement"),
    path("coding/<str:assignment>/", coding.sheet, name="sheet"),
    path("coding/<str:assignment>/both/", coding.both, name="both"),
    path("suspensions/<str:suspension>/", decisions.resume, name="resume"),
    path("silence/", decisions.silence, name="silence"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/match/", inbox.match, name="inbox_match"),
    path("inbox/<str:local>/", inbox.source, name="inbox_source"),
    path("inbox/<str:local>/accept/", inbox.accept, name="inbox_accept"),
    path("inbox/<str:local>/refuse/", inbox.refuse, name="inbox_refuse"),
    path("inbox/<str:local>/undo/", inbox.undo, name="inbox_undo"),
    path("inbox/<str:local>/rest/", inbox.rest, name="inbox_rest"),
    path("inbox/<str:local>/next/", inbox.following, name="inbox_next"),
]
