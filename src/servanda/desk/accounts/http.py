"""What a view is given: a request that knows who looks and from where, and the partnership."""

from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from servanda.desk.accounts.models import Partnership
from servanda.desk.accounts.selectors import partnership
from servanda.desk.record.policy import Viewer
from servanda.desk.record.viewpoint import Viewpoint


class Request(HttpRequest):
    """A request after the viewing middleware."""

    viewer: Viewer
    viewpoint: Viewpoint
    htmx: HtmxDetails


def partnership_or_404(request: Request, slug: str) -> Partnership:
    """Return the partnership that an address names; what is hidden does not exist."""
    found = partnership(request.viewpoint, slug)
    if found is None:
        raise Http404
    return found


def page_number(request: HttpRequest) -> int:
    """Return the page of a list that is asked for, the first where that is no sensible number."""
    written = request.GET.get("page", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1
