"""Releases: their list, one with its figures and files, how two differ, and publishing the next."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.selectors import Page
from servanda.desk.agreements.views.adding import officer
from servanda.desk.assessments import figures, release_pages
from servanda.desk.assessments.levels import in_words
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.release_forms import PublishForm
from servanda.desk.assessments.selectors import releases as selectors
from servanda.desk.assessments.selectors.releases import Preview
from servanda.desk.assessments.services.releases import publish
from servanda.desk.assessments.views.sending import present, sent
from servanda.desk.record.models import Classification
from servanda.desk.record.policy import may_do
from servanda.exchange import release as exchange

Item = TypeVar("Item")
SIZE = 50  # commitments on a page
KEPT = ("section", "force", "outcome", "timing", "course")
FOREVER = "public, max-age=31536000, immutable"
FILES: dict[str, tuple[str, Callable[[exchange.Release], bytes]]] = {
    "commitments.csv": ("text/csv; charset=utf-8", exchange.commitments_csv),
    "figures.csv": ("text/csv; charset=utf-8", exchange.figures_csv),
}
JSON = "release.json"


@require_safe
def releases(request: Request, partnership: str) -> HttpResponse:
    """List the releases, the latest first."""
    found = partnership_or_404(request, partnership)
    context = {
        "partnership": found,
        "releases": selectors.releases(request.viewpoint, found.id),
        "may_publish": may_do(request.viewer, "release.publish", found.id),
    }
    return render(request, "assessments/releases.html", context)


@require_safe
def release(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show what one release says: its figures, what it lacks, its files and how to cite it."""
    found = partnership_or_404(request, partnership)
    one = _one(request, found, local)
    told, held = selectors.told(one), selectors.assessed(one)
    others = selectors.releases(request.viewpoint, found.id)
    context = {
        **_about(request, found, one),
        "told": told,
        "before": selectors.before(others, one),
        "rows": release_pages.force_rows(held.values()),
        "sections": release_pages.section_rows(told, held.values()),
        "pam": in_words(told.figures.pam.said) if told.figures else "",
        "lacking": release_pages.lacking(exchange.gaps(told)),
        "quotes": sum(len(each.evidence) for each in told.commitments),
        "width": figures.WIDTH,
    }
    return render(request, "assessments/release.html", context)


@require_safe
def commitments(request: Request, partnership: str, local: str) -> HttpResponse:
    """List the commitments of a release that a figure counts, with their words and quotes."""
    found = partnership_or_404(request, partnership)
    one = _one(request, found, local)
    told, held = selectors.told(one), selectors.assessed(one)
    asked = {name: request.GET.get(name, "") for name in KEPT}
    kept = release_pages.kept(told, held, asked)
    if request.GET.get("one"):
        kept = [each for each in kept if each.id == f"{found.id}.{request.GET['one']}"]
    page = _page(kept, page_number(request))
    context = {
        **_about(request, found, one),
        "page": page,
        "before": page.number - 1,
        "after": page.number + 1,
        "rows": release_pages.rows(told, held, page.items),
        "narrowed": len(kept) < len(told.commitments),
    }
    return render(request, "assessments/release_commitments.html", context)


@require_safe
def changes(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show how a release differs from the one before it, or from another."""
    found = partnership_or_404(request, partnership)
    one = _one(request, found, local)
    others = [
        each
        for each in selectors.releases(request.viewpoint, found.id)
        if each.number != one.number
    ]
    since = request.GET.get("since", "")
    other = _other(others, since) if since else selectors.before(others, one)
    context = {**_about(request, found, one), "others": others, "other": other}
    if other is not None:
        old, new = sorted((one, other), key=lambda each: each.number)
        difference = selectors.difference(old, new)
        told = selectors.told(old), selectors.told(new)
        context |= {"old": old, "new": new, **_differing(request, difference, *told)}
    return render(request, "assessments/release_changes.html", context)


@require_safe
def file(request: Request, partnership: str, local: str, name: str) -> HttpResponse:
    """Hand over a release as JSON, exactly as it was published, or as a table."""
    found = partnership_or_404(request, partnership)
    one = _one(request, found, local)
    if name != JSON and name not in FILES:
        raise Http404
    etag = quote_etag(one.sha256 if name == JSON else f"{one.sha256}-{name}")
    answer = get_conditional_response(request, etag=etag) or _file(one, name)
    open_to_all = one.classification == Classification.PUBLIC
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = FOREVER if open_to_all else "private, no-cache"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def following(request: Request, partnership: str) -> HttpResponse:
    """Show what a release of now would say and change, and publish it."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "release.publish")
    day = min(request.viewpoint.on, timezone.localdate())
    preview = selectors.preview(found, day)
    form = _form(request, preview, day)
    status = 200
    if request.method == "POST":
        done, status = sent(form, lambda: _published(found, form, person))
        if done is not None:
            return redirect("release", found.id, done.local_id)
    last = next(iter(selectors.releases(present(request), found.id)), None)
    context = {
        "partnership": found,
        "form": form,
        "day": day,
        "preview": preview,
        "lacking": release_pages.lacking(preview.gaps),
        "last": last,
        "today": timezone.localdate(),
    }
    if last is not None:
        difference = selectors.since(last, preview.release)
        context |= _differing(request, difference, selectors.told(last), preview.release)
    return render(request, "assessments/release_next.html", context, status=status)


def _form(request: Request, preview: Preview, day: date) -> PublishForm:
    lacking = bool(preview.gaps)
    if request.method == "POST":
        return PublishForm(request.POST, lacking=lacking)
    seen = {"on": day, "expected": preview.fingerprint}
    return PublishForm(None, lacking=lacking, initial=seen)


def _published(found: Partnership, form: PublishForm, person: Person) -> Release:
    given = form.cleaned_data
    return publish(
        found.id,
        by=person,
        on=given["on"],
        title=given["title"],
        note_en=given["note_en"],
        note_az=given["note_az"],
        expected=given["expected"],
    )


def _differing(
    request: Request,
    found: exchange.Comparison,
    old: exchange.Release,
    new: exchange.Release,
) -> dict[str, object]:
    """Lay a comparison out, a page of commitments at a time."""
    page = _page(list(found.commitments), page_number(request))
    told = release_pages.changed_figures(found, old, new)
    return {
        "anything": found.anything,
        "overall": [each for each in told if not each.section],
        "by_section": [each for each in told if each.section],
        "periods": release_pages.periods(found),
        "changed": release_pages.changed(page.items, old, new),
        "page": page,
        "before": page.number - 1,
        "after": page.number + 1,
    }


def _one(request: Request, found: Partnership, local: str) -> Release:
    one = selectors.release(request.viewpoint, found.id, local)
    if one is None:
        raise Http404
    return one


def _other(others: list[Release], local: str) -> Release:
    other = next((each for each in others if each.local_id == local), None)
    if other is None:
        raise Http404
    return other


def _about(request: Request, found: Partnership, one: Release) -> dict[str, object]:
    at = reverse("release", args=[found.id, one.local_id])
    return {
        "partnership": found,
        "release": one,
        "address": request.build_absolute_uri(at),
        "listing": reverse("release_commitments", args=[found.id, one.local_id]),
    }


def _file(one: Release, name: str) -> HttpResponse:
    if name == JSON:
        answer = HttpResponse(selectors.written(one), content_type="application/json")
    else:
        kind, write = FILES[name]
        answer = HttpResponse(write(selectors.told(one)), content_type=kind)
    stem = f"{one.partnership_id}-release-{one.number}"
    called = f"{stem}.json" if name == JSON else f"{stem}-{name}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer


def _page(items: Sequence[Item], number: int) -> Page[Item]:
    pages = max(1, -(-len(items) // SIZE))
    shown = min(max(1, number), pages)
    return Page(tuple(items[(shown - 1) * SIZE : shown * SIZE]), shown, SIZE, len(items))
