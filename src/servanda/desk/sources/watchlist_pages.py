"""Pages of watchlists: which feeds are watched, what came of it, and what to do with each."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.sources.forms import WatchForm
from servanda.desk.sources.ingest_pages import member
from servanda.desk.sources.models import Watchlist
from servanda.desk.sources.selectors.watchlists import watched, watchlist
from servanda.desk.sources.services import watching


@require_http_methods(["GET", "HEAD", "POST"])
def watchlists_page(request: Request, partnership: str) -> HttpResponse:
    """List the watched feeds, and watch one more."""
    found = partnership_or_404(request, partnership)
    person = member(request, found.id, "watchlist.add")
    form = WatchForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _added(form, found.id, person)
        if status == 200:
            return redirect("watchlists", found.id)
    context = {
        "partnership": found,
        "form": form,
        "feeds": watched(request.viewpoint, found.id),
        "may_fetch": settings.FETCH_ENABLED,
    }
    return render(request, "sources/watchlists.html", context, status=status)


def _added(form: WatchForm, partnership_id: str, person: Person) -> int:
    if not form.is_valid():
        return 400
    asked = form.cleaned_data
    try:
        watching.watch(
            partnership_id,
            asked["title"],
            asked["url"],
            by=person,
            classification=asked["classification"],
        )
    except Refused as error:
        form.add_error(None, str(error))
        return 422
    return 200


def _remove(one: Watchlist, person: Person, request: Request) -> None:
    watching.remove_watchlist(one, by=person, reason=request.POST.get("reason", "")[:500].strip())


def _look(one: Watchlist, person: Person, _request: Request) -> None:
    if settings.FETCH_ENABLED:
        watching.look_apart(one, by=person)


def _pause(one: Watchlist, person: Person, _request: Request) -> None:
    watching.stop_watching(one, by=person)


def _go_on(one: Watchlist, person: Person, _request: Request) -> None:
    watching.watch_again(one, by=person)


VERBS: dict[str, Callable[[Watchlist, Person, Request], None]] = {
    "look": _look,
    "pause": _pause,
    "go-on": _go_on,
    "remove": _remove,
}


@require_POST
def change_watchlist(
    request: Request, partnership: str, watchlist_id: str, verb: str
) -> HttpResponse:
    """Look at a feed now, pause it, go on with it, or take it off the list."""
    found = partnership_or_404(request, partnership)
    one = watchlist(request.viewpoint, found.id, watchlist_id)
    if one is None:
        raise Http404
    VERBS[verb](one, member(request, found.id, "watchlist.change"), request)
    return redirect("watchlists", found.id)
