"""Every address of the desk."""

from django.urls import URLPattern, URLResolver, include, path

from servanda.desk.accounts import views as accounts
from servanda.desk.bodies.views.reminders import reminders
from servanda.desk.publishing import views as publishing
from servanda.desk.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("theme/", views.theme, name="theme"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("servanda.desk.accounts.urls")),
    path("me/", accounts.me, name="me"),
    path("me/feed/", accounts.feed, name="my_feed"),
    path("me/reminders/", reminders, name="my_reminders"),
    path("feeds/<str:token>.ics", publishing.private_feed, name="private_feed"),
    path("<str:partnership>/", include("servanda.desk.corridors.urls")),
    path("<str:partnership>/", include("servanda.desk.assessments.urls")),
    path("<str:partnership>/", include("servanda.desk.projects.urls")),
    path("<str:partnership>/", include("servanda.desk.sources.urls")),
    path("<str:partnership>/", include("servanda.desk.bodies.urls")),
    path("<str:partnership>/", include("servanda.desk.agreements.urls")),
    path("<str:partnership>/", include("servanda.desk.publishing.urls")),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.failed
