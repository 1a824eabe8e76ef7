"""The list of instruments, and a source with what rests on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Commitment, Event, Instrument
from servanda.desk.agreements.selectors.sources import Resting, resting, source
from servanda.desk.record.policy import may_do

WEB = ("http://", "https://")


@require_safe
def instruments(request: Request, partnership: str) -> HttpResponse:
    """List the instruments of a partnership, and the readings that wait for a decision."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    context = {
        "partnership": found,
        "instruments": selectors.instruments(view, found.id),
        "may_add": may_do(view.viewer, "reading.open", found.id),
        "readings": selectors.readings(view, found.id),
    }
    return render(request, "agreements/instruments.html", context)


@require_safe
def source_page(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show one source and all that rests on it."""
    found = partnership_or_404(request, partnership)
    one = source(request.viewpoint, found.id, local)
    if one is None:
        raise Http404
    addresses = [part.strip() for part in one.url.split(";")]
    context = {
        "partnership": found,
        "source": one,
        "addresses": [address for address in addresses if address.startswith(WEB)],
        "resting": [_line(found.id, each) for each in resting(request.viewpoint, one)],
    }
    return render(request, "record/source.html", context)


def _line(partnership_id: str, each: Resting) -> dict[str, str]:
    thing = each.thing
    href, label = "", str(thing)
    if isinstance(thing, Commitment):
        href = reverse("commitment", args=[partnership_id, thing.local_id])
    elif isinstance(thing, Instrument):
        href = reverse("instrument", args=[partnership_id, thing.local_id])
    elif isinstance(thing, Event):
        href = reverse("instrument", args=[partnership_id, thing.instrument.local_id])
        label = f"{thing.instrument.short}: {thing.label}"
    return {"href": href, "label": label, "note": each.note}
