"""Every address of the desk."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("servanda.desk.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
