"""Addresses of roadmaps, gates and forecasts, as `addresses` gathers them."""

from desk.access.canaries import MARK
from desk.access.rules import (
    DECIDERS,
    THEN,
    P,
    Sample,
    everybody,
    nobody,
    own,
    page,
    post_only,
    thing,
    those_of_who_sees_it,
    varied,
    who_sees_it,
)

ONE = f"{P}/roadmaps/{own('roadmap')}/"
PUBLIC = f"{P}/roadmaps/roadmap-own-canary-public-{MARK}/"
ROUTE = "<str:partnership>/roadmaps/<str:local>/"
GATE = f"{P}/gates/gate-of-roadmaps-canary-{{of}}-{MARK}/"
ROW = f"{ONE}rows/canary-{{of}}-{MARK}-a/"
SHOWN = ("zoom=month", "closed=1", "print=1&zoom=quarter", "baseline=none", "zoom=x&closed=a")
CHANGERS = those_of_who_sees_it(*DECIDERS)

ROADMAP_TABLE: dict[str, list[Sample]] = {
    "<str:partnership>/gates/<str:local>/": [
        *thing(GATE),
        Sample(f"{GATE}?to=2028-01-01", who_sees_it),
        varied(f"{P}/gates/gate-of-roadmaps-canary-public-{MARK}/?to=2029-01-01", everybody),
    ],
    "<str:partnership>/forecasts/": page(f"{P}/forecasts/"),
    "<str:partnership>/forecasts/settle/": [Sample(f"{P}/forecasts/settle/", post_only)],
    "<str:partnership>/roadmaps/": page(f"{P}/roadmaps/"),
    ROUTE: [
        *thing(ONE),
        *(varied(f"{PUBLIC}?{each}", everybody) for each in SHOWN),
        varied(f"{PUBLIC}?{THEN}", everybody),
    ],
    f"{ROUTE}risk/": [*thing(f"{ONE}risk/"), varied(f"{PUBLIC}risk/", everybody)],
    f"{ROUTE}forecast/": [Sample(f"{ONE}forecast/", post_only)],
    f"{ROUTE}baselines/": [
        *thing(f"{ONE}baselines/"),
        varied(f"{PUBLIC}baselines/?number=9", nobody),
    ],
    f"{ROUTE}paper/": [Sample(f"{ONE}paper/", CHANGERS)],
    f"{ROUTE}edit/": [Sample(f"{ONE}edit/", CHANGERS)],
    f"{ROUTE}level/": [Sample(f"{ONE}level/", post_only)],
    f"{ROUTE}import/": [Sample(f"{ONE}import/", post_only)],
    f"{ROUTE}rows/add/": [Sample(f"{ONE}rows/add/", CHANGERS)],
    f"{ROUTE}rows/<str:key>/": [Sample(ROW, CHANGERS)],
    f"{ROUTE}rows/<str:key>/remove/": [Sample(f"{ROW}remove/", post_only)],
    f"{ROUTE}<str:name>": [
        Sample(f"{ONE}plan.csv", who_sees_it),
        Sample(f"{ONE}plan.xml", who_sees_it),
        Sample(f"{ONE}milestones.ics", who_sees_it),
        varied(f"{PUBLIC}plan.pdf", nobody),
    ],
}
