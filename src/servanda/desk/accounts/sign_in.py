"""What the guard against guessed passwords counts."""

from collections.abc import Mapping

from django.http import HttpRequest


def address_tried(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return the e-mail address that somebody tries to sign in with, in one spelling."""
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return tried.strip().lower()
