"""A plan that holds everything that a plan can hold."""

from datetime import date

from servanda.scheduling.calendars import Calendar
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Dependency,
    Driver,
    Estimate,
    GateRange,
    Kind,
    Link,
    Plan,
    Resource,
)

AZ = Calendar(
    "az",
    weekdays=frozenset(range(5)),
    off=frozenset({date(2026, 3, 20), date(2026, 3, 23)}),
    worked=frozenset({date(2026, 3, 28)}),
)
AM = Calendar("six days", weekdays=frozenset(range(6)))

FULL = Plan(
    date(2026, 3, 2),
    (
        Activity(
            "design", "Layihələndirmə «A» <1>", duration=Estimate(8.5, 10.25, 20, "two engineers"),
            calendar="az", needs={"crew": 2}, drivers={"permits": 0.35},
            started=date(2026, 3, 2), complete=0.333,
        ),
        Activity(
            "survey", duration=Estimate(3, 3, 3), calendar="six days",
            started=date(2026, 3, 2), finished=date(2026, 3, 4), complete=1.0,
        ),
        Activity(
            "waiver", "Yearly waiver", Kind.GATE,
            gate=GateRange(0.8, date(2026, 4, 1), date(2026, 5, 1), date(2026, 7, 1), "as in 2025"),
        ),
        Activity(
            "build", "Build", duration=Estimate(100, 140, 260), calendar="az",
            constraints=(
                Constraint(Bound.START_NO_EARLIER, date(2026, 6, 1)),
                Constraint(Bound.FINISH_NO_LATER, date(2027, 6, 1)),
            ),
            reference_class="rail",
        ),
        Activity("open", "Opening", Kind.MILESTONE, calendar="az"),
    ),
    (
        Dependency("design", "build", Link.FS, 5),
        Dependency("waiver", "build"),
        Dependency("survey", "build", Link.SS, -2),
        Dependency("build", "open", Link.FF),
        Dependency("design", "open", Link.SF, 1),
    ),
    calendars=(AZ, AM),
    resources=(Resource("crew", "Crews", 3),),
    drivers=(Driver("permits", "Permits", 0.4, 1.0, 1.2, 1.9, "assumed"),),
    status=date(2026, 3, 6),
)  # fmt: skip
