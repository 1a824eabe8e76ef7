"""Addresses of projects, their lists and the forms of gates, as `addresses` gathers them."""

from desk.access.canaries import MARK
from desk.access.rules import (
    DECIDERS,
    THEN,
    P,
    Sample,
    everybody,
    evidence_takers,
    officers,
    own,
    page,
    post_only,
    thing,
    those_who_see_it,
    varied,
)

ONE = f"{P}/projects/{own('project')}/"
LIST = f"{P}/project-lists/{own('project-list')}/"
GATE = f"{P}/gates/gate-of-projects-canary-{{of}}-{MARK}/"
PROJECTS, LISTS = "<str:partnership>/projects/", "<str:partnership>/project-lists/"
PART = "<str:partnership>/^projects/(?P<local>[^/]+)/(?P<part>commitments|money|involved)"
PARTS = {"commitments": "carries", "money": "funding", "involved": "involved"}
WANTED = (f"text={MARK}", "standing=candidate&sort=stage", "area=transport", "body=x", "page=2")

PROJECT_TABLE: dict[str, list[Sample]] = {
    PROJECTS: [
        *page(f"{P}/projects/"),
        *(varied(f"{P}/projects/?{each}", everybody) for each in WANTED),
        varied(f"{P}/projects/?text={MARK}&{THEN}", everybody),
    ],
    f"{PROJECTS}add/": [Sample(f"{P}/projects/add/", officers)],
    f"{PROJECTS}<str:local>/": thing(ONE),
    f"{PROJECTS}<str:local>/edit/": [Sample(f"{ONE}edit/", those_who_see_it(*DECIDERS))],
    f"{PART}/add/$": [Sample(f"{ONE}{part}/add/", those_who_see_it(*DECIDERS)) for part in PARTS],
    f"{PART}/(?P<key>[^/]+)/remove/$": [
        Sample(f"{ONE}{part}/{own(kind)}/remove/", post_only) for part, kind in PARTS.items()
    ],
    f"{LISTS}add/": [Sample(f"{P}/project-lists/add/", officers)],
    f"{LISTS}<str:local>/": thing(LIST),
    f"{LISTS}<str:local>/edit/": [Sample(f"{LIST}edit/", those_who_see_it(*DECIDERS))],
    f"{LISTS}<str:local>/draft/": [Sample(f"{LIST}draft/", post_only)],
    f"{LISTS}<str:local>/entries/add/": [
        Sample(f"{LIST}entries/add/", those_who_see_it(*DECIDERS))
    ],
    f"{LISTS}<str:local>/entries/<str:key>/": [
        Sample(f"{LIST}entries/{own('list-entry')}/", those_who_see_it(*DECIDERS))
    ],
    f"{LISTS}<str:local>/entries/<str:key>/remove/": [
        Sample(f"{LIST}entries/{own('list-entry')}/remove/", post_only)
    ],
    "<str:partnership>/gates/add/": [Sample(f"{P}/gates/add/", evidence_takers)],
    "<str:partnership>/gates/<str:local>/edit/": [
        Sample(f"{GATE}edit/", those_who_see_it(*DECIDERS, "analyst"))
    ],
}
