"""Gives every request its viewer and its viewpoint."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from servanda.desk.accounts.http import Request
from servanda.desk.accounts.viewing import NotADay, viewer_of, viewpoint_of


class ViewingMiddleware:
    """Sets `request.viewer` and `request.viewpoint`; a date that is none is answered with 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, in the person's own language unless the browser was told another."""
        _speak_their_language(request)
        looking = cast("Request", request)
        looking.viewer = viewer_of(request)
        looking.viewpoint = viewpoint_of({}, looking.viewer)
        try:
            looking.viewpoint = viewpoint_of(request.GET, looking.viewer)
        except NotADay as error:
            return render(request, "accounts/bad_day.html", {"sentence": str(error)}, status=400)
        response = self.get_response(request)
        if looking.viewer.person_id is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _speak_their_language(request: HttpRequest) -> None:
    language = getattr(request.user, "language", "")
    if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
