"""Signing in and out; allauth's addresses, and one that our ids need."""

from allauth.account.views import password_reset_from_key
from django.urls import URLPattern, URLResolver, include, path, re_path

urlpatterns: list[URLPattern | URLResolver] = [
    # As allauth has it, but an id may hold an underscore: per_…
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z_]+)-(?P<key>.+)/$",
        password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("", include("allauth.urls")),
]
