"""Signing in and out; allauth's addresses, and one that our ids need."""

from allauth.account.views import password_reset_from_key
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path


def closed(request: HttpRequest, **_: str) -> HttpResponse:  # noqa: ARG001 - nothing is asked
    """Answer that there is no such page."""
    raise Http404


# What allauth offers and the desk does not: an address is given by whoever invites.
CLOSED = {
    "email/": "account_email",
    "confirm-email/": "account_email_verification_sent",
    "confirm-email/<str:key>/": "account_confirm_email",
    "login/code/confirm/": "account_confirm_login_code",
    "password/set/": "account_set_password",
}

urlpatterns: list[URLPattern | URLResolver] = [
    # As allauth has it, but an id may hold an underscore: per_…
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z_]+)-(?P<key>.+)/$",
        password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    *(path(route, closed, name=name) for route, name in CLOSED.items()),
    path("", include("allauth.urls")),
]
