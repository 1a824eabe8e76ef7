"""The tables of a dossier about roadmaps; what the columns mean is `servanda.scheduling.model`'s.

Baselines, forecasts and approvals belong to a desk.
"""

from servanda.exchange.dossier import rows_roadmaps as rows
from servanda.exchange.dossier import vocabulary_of_projects as words
from servanda.exchange.dossier.columns import (
    CLASSIFIED,
    HELD,
    Column,
    Kind,
    Reference,
    Table,
    identity,
    ref,
    text,
    word,
)

_ROADMAP = Reference(("roadmap",), "roadmaps")
_SOURCE = Reference(("source",), "sources")

ROADMAPS = Table(
    "roadmaps",
    rows.Roadmap,
    "Plans of projects. Durations, chances and links are assumed where their basis says so.",
    (
        identity("the id of the roadmap"),
        text("title_en", "its title in English", required=True),
        text("title_az", "its title in Azerbaijani"),
        ref("project", "the project that it is of", required=False),
        ref("body", "the body that it is of", required=False),
        Column("start", Kind.DATE, "the day on which the plan begins", required=True),
        Column("status_on", Kind.DATE, "the day up to which progress is known"),
        Column("seed", Kind.INTEGER, "the seed of its risk computation", required=True),
        text("note_en", "what a reader should know about it, in English"),
        text("note_az", "the same in Azerbaijani"),
        *CLASSIFIED,
    ),
    references=(Reference(("project",), "projects"), Reference(("body",), "bodies"), HELD),
)

CALENDARS = Table(
    "roadmap_calendars",
    rows.RoadmapCalendar,
    "Which days are worked.",
    (
        identity("the id of the row"),
        ref("roadmap", "the roadmap"),
        ref("key", "the name that rows refer to"),
        text("name", "its name for people"),
        Column(
            "weekdays",
            Kind.WORDS,
            "the days of the week that are worked",
            required=True,
            words=words.WEEKDAYS,
        ),
        Column("country", Kind.COUNTRY, "the country whose holidays are days off"),
        Column("off", Kind.DATES, "further days off"),
        Column("worked", Kind.DATES, "days that are worked although they would be off"),
    ),
    references=(_ROADMAP,),
)

RESOURCES = Table(
    "roadmap_resources",
    rows.RoadmapResource,
    "What activities share.",
    (
        identity("the id of the row"),
        ref("roadmap", "the roadmap"),
        ref("key", "the name that rows refer to"),
        text("name", "its name for people", required=True),
        Column("capacity", Kind.INTEGER, "how many units there are", required=True),
    ),
    references=(_ROADMAP,),
)

DRIVERS = Table(
    "risk_drivers",
    rows.RiskDriver,
    "Causes that move many durations at once. Their figures are assumed; the basis says how.",
    (
        identity("the id of the row"),
        ref("roadmap", "the roadmap"),
        ref("key", "the name that rows refer to"),
        text("name_en", "its name in English", required=True),
        text("name_az", "its name in Azerbaijani"),
        Column("probability", Kind.NUMBER, "the chance that it strikes, 0 to 1", required=True),
        Column("low", Kind.NUMBER, "the least factor on durations", required=True),
        Column("likely", Kind.NUMBER, "the most likely factor", required=True),
        Column("high", Kind.NUMBER, "the greatest factor", required=True),
        text("basis", "on what that rests", required=True),
    ),
    references=(_ROADMAP,),
)

ROWS = Table(
    "roadmap_rows",
    rows.RoadmapRow,
    "The activities, milestones and gates of the roadmaps.",
    (
        identity("the id of the row"),
        ref("roadmap", "the roadmap"),
        ref("key", "the name that links refer to"),
        word("kind", words.KIND_OF_ROW, "what it is"),
        text("name_en", "its name in English", required=True),
        text("name_az", "its name in Azerbaijani"),
        text("group", "the heading that it stands under"),
        ref("calendar", "the key of its calendar; empty for every day", required=False),
        Column("low", Kind.NUMBER, "the shortest duration, in working days"),
        Column("likely", Kind.NUMBER, "the most likely duration"),
        Column("high", Kind.NUMBER, "the longest duration"),
        text("basis", "on what the duration rests; it says where it is assumed"),
        ref("reference_class", "the class of like projects that serves", required=False),
        ref("gate", "the gate that it is", required=False),
        word("bound", words.SET_DATE, "how a date is set for it", required=False),
        Column("bound_on", Kind.DATE, "the date set"),
        Column("needs", Kind.SHARES, "units of resources while it runs: key=number"),
        Column("drivers", Kind.SHARES, "risk drivers and how far each moves it: key=0 to 1"),
        Column("started", Kind.DATE, "the day on which it began"),
        Column("finished", Kind.DATE, "the last day worked"),
        Column("complete", Kind.NUMBER, "the share that is done, 0 to 1", required=True),
        ref("commitment", "the commitment whose due date it meets", required=False),
        ref("source", "where its dates are told", required=False),
    ),
    references=(
        _ROADMAP,
        Reference(("gate",), "gates"),
        Reference(("commitment",), "commitments"),
        _SOURCE,
    ),
)

LINKS = Table(
    "roadmap_links",
    rows.RoadmapLink,
    "What waits for what.",
    (
        identity("the id of the row"),
        ref("roadmap", "the roadmap"),
        ref("before", "the key of the row that comes first"),
        ref("after", "the key of the row that waits"),
        word("kind", words.LINK, "which end waits for which"),
        Column(
            "lag",
            Kind.SIGNED,
            "working days of the waiting row's calendar between them; below 0 for an overlap",
            required=True,
        ),
    ),
    references=(_ROADMAP,),
)

REFERENCE_CASES = Table(
    "reference_cases",
    rows.ReferenceCase,
    "How long like projects took. Where a row has no estimate, its class serves and says so.",
    (
        identity("the id of the case"),
        ref("reference_class", "the class that it belongs to"),
        text("name_en", "what it was, in English", required=True),
        text("name_az", "the same in Azerbaijani"),
        Column("began", Kind.DATE, "when it began", required=True),
        Column("ended", Kind.DATE, "when it ended", required=True),
        ref("source", "where that is told"),
        text("note", "what a reader should know about it"),
        *CLASSIFIED,
    ),
    references=(_SOURCE, HELD),
)

ROADMAP_TABLES: tuple[Table, ...] = (
    ROADMAPS,
    CALENDARS,
    RESOURCES,
    DRIVERS,
    ROWS,
    LINKS,
    REFERENCE_CASES,
)
