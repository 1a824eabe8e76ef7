"""How candidates are ranked: the few weights, what they were learned from, and which are used."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements.errors import Missing, Refused
from servanda.desk.agreements.views.adding import officer
from servanda.desk.assessments.plugins import helpers
from servanda.desk.assessments.selectors.rankers import ranking
from servanda.desk.assessments.services import rankers
from servanda.desk.assessments.views.inbox import ACTION
from servanda.desk.record.policy import may_do


@require_safe
def ranker(request: Request, partnership: str) -> HttpResponse:
    """Show the weights in a table, delivered and trained side by side."""
    found = partnership_or_404(request, partnership)
    officer(request, found.id, ACTION)
    context = {
        "partnership": found,
        "ranking": ranking(request.viewpoint, found.id),
        "helpers": helpers(),
        "may_train": may_do(request.viewer, "ranker.train", found.id),
    }
    return render(request, "assessments/inbox/ranker.html", context)


@require_POST
def train(request: Request, partnership: str) -> HttpResponse:
    """Learn from the decisions so far."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "ranker.train")
    try:
        version = rankers.train_now(found.id, by=person)
    except Refused as error:
        messages.error(request, str(error))
    else:
        said = _("Weights %(number)d were learned. They are not used until you say so.")
        messages.info(request, said % {"number": version.number})
    return redirect("ranker", found.id)


@require_POST
def use(request: Request, partnership: str) -> HttpResponse:
    """Use trained weights, or the delivered ones."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "ranker.use")
    number = request.POST.get("number", "")
    try:
        if number == "delivered":
            rankers.use_delivered(found.id, by=person)
        elif number.isascii() and number.isdigit() and len(number) < 7:
            rankers.use(found.id, int(number), by=person)
        else:
            raise Http404
    except Missing as error:
        raise Http404 from error
    messages.info(request, _("These weights are used from now on. Match the sources anew."))
    return redirect("ranker", found.id)
