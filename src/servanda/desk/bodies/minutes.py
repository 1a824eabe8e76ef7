"""The agenda and the minutes of a meeting as content: for a paper of both sides, and documents.

What a paper holds is seen by the partners, and later perhaps by everybody: so that it names only
what is as open as the meeting itself.
"""

from typing import Any

from django.utils.translation import get_language, gettext

from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.bodies.models import Meeting
from servanda.desk.bodies.selectors.bodies import (
    ActionView,
    DecisionView,
    ItemView,
    MeetingView,
)
from servanda.desk.record.models import Classified
from servanda.desk.record.viewpoint import Viewpoint

Content = dict[str, Any]


def agenda_of(view: MeetingView, _viewpoint: Viewpoint) -> Content:
    """Return what the agenda says."""
    points = [
        _without_empty(
            {"number": place, "title": each.item.title, "presenter": str(each.item.presenter or "")}
        )
        for place, each in enumerate(view.agenda, 1)
    ]
    return {**_heading(view.meeting), "agenda": points}


def minutes_of(view: MeetingView, _viewpoint: Viewpoint) -> Content:
    """Return what the minutes say: who was there, each point, decisions and actions."""
    open_to_readers = _as_open_as(view.meeting)
    points = [_point(place, each, view.meeting) for place, each in enumerate(view.agenda, 1)]
    there = [
        _without_empty({"name": each.name, "office": each.office, "party": str(each.party or "")})
        for each in view.attendance
    ]
    decided = [_decision(each, view.meeting) for each in view.decisions]
    owed = [_action(each) for each in view.actions if open_to_readers(each.action)]
    return _without_empty(
        {
            **_heading(view.meeting),
            "language": get_language() or "en",
            "attendance": there,
            "agenda": points,
            "decisions": [each for each in decided if each],
            "actions": owed,
        }
    )


def _heading(meeting: Meeting) -> Content:
    title = gettext("%(body)s, meeting %(number)s")
    times = [f"{each:%H:%M}" for each in (meeting.starts, meeting.ends) if each]
    return _without_empty(
        {
            "title": in_language(meeting, "title")
            or title % {"body": meeting.body.name, "number": meeting.number},
            "body": meeting.body.name,
            "number": meeting.number,
            "date": meeting.on.isoformat(),
            "time": f"{'–'.join(times)} ({meeting.timezone})" if times else "",
            "place": meeting.place,
        }
    )


def _point(place: int, view: ItemView, meeting: Meeting) -> Content:
    decided = [_decision(each, meeting) for each in view.decisions]
    return _without_empty(
        {
            "number": place,
            "title": view.item.title,
            "presenter": str(view.item.presenter or ""),
            "minutes": view.item.minutes,
            "decisions": [each for each in decided if each],
        }
    )


def _decision(view: DecisionView, meeting: Meeting) -> Content:
    """Return a decision with its actions; nothing where it is less open than the meeting."""
    open_to_readers = _as_open_as(meeting)
    if not open_to_readers(view.decision):
        return {}
    owed = [_action(each) for each in view.actions if open_to_readers(each.action)]
    return _without_empty(
        {
            "number": view.decision.number,
            "text_en": view.decision.text_en,
            "text_az": view.decision.text_az,
            "actions": owed,
        }
    )


def _action(view: ActionView) -> Content:
    action = view.action
    return _without_empty(
        {
            "id": action.local_id,
            "text": action.text,
            "party": str(action.party),
            "owner": action.owner_name,
            "due": action.due.isoformat() if action.due else "",
        }
    )


def _as_open_as(meeting: Meeting) -> Any:
    """Return a test whether a thing is for the same readers as the meeting, or for more."""
    own = meeting.classification, meeting.held_by_id, meeting.seal

    def test(thing: Classified) -> bool:
        return thing.classification == "public" or own == (
            thing.classification,
            thing.held_by_id,
            thing.seal,
        )

    return test


def _without_empty(content: Content) -> Content:
    return {name: value for name, value in content.items() if value not in ("", None, [])}
