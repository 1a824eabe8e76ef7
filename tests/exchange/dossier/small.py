"""A small whole dossier with one row in every table."""

import hashlib
from datetime import date
from typing import Any

from servanda.exchange import dossier as d

BODY = "# A pact\n\n1. The parties intend to meet at least once a year, as needed.\n"
QUOTE = "The parties intend to meet at least once a year, as needed."
START = BODY.index(QUOTE)

REPORT = "# Digest: the Gazette\n\nAccording to the Gazette, both met in Port on 3 March 2026.\n"
MET = "According to the Gazette, both met in Port on 3 March 2026."
MET_AT = REPORT.index(MET)
REPORT_HASH = hashlib.sha256(REPORT.encode()).hexdigest()

MEETINGS = d.Commitment(
    "pact-meetings", "pact", "pact-en", "para_1", START, START + len(QUOTE), QUOTE,
    "Meet every year", "Hər il görüşmək", "intention", ("north", "south"), "meet",
    ("as needed",), False, True, "implementation", '"intend to" is an intention', "",
    "", "", None, "", "at least once a year", "P1Y", 1, "FREQ=YEARLY", "adopted",
    "public", "",
)  # fmt: skip


def small_dossier() -> d.Dossier:
    return d.Dossier(
        partnership=d.Partnership(
            "north-south", "North and South", "Şimal və Cənub", "A pact.", "Müqavilə.", "No.",
            "Yox.", "Apache-2.0",
        ),
        parties=(
            d.Party("north", "Northland", "Şimal ölkəsi", "North", "Şimal", "NO", "state", True),
            d.Party("south", "Southland", "Cənub ölkəsi", "South", "Cənub", "", "state", True),
        ),
        names=(d.Name("strait", "North Strait", "en", "Northland", "gazette", ""),),
        sources=(
            d.Source(
                "gazette", 'Gazette, "the" first', "Gazette", "https://example.org/1", "2026-02",
                date(2026, 3, 1), "news", "en", "high", "",
            ),
        ),
        instruments=(
            d.Instrument(
                "pact", "A Pact", "Pakt", "Pact", "Pakt", "charter", None, "", "A pact.", "Pakt.",
                "public", "",
            ),
        ),
        instrument_parties=(d.InstrumentParty("pact", "north", "signatory", "the North"),),
        events=(
            d.Event(
                "pact-signed", "pact", "signed", date(2026, 2, 10), "day", "Port", "Signed.",
                "İmzalandı.", "public", "",
            ),
        ),
        texts=(d.Text("pact-en", "pact", "en", "digest", "texts/pact.en.md", ""),),
        provisions=(
            d.Provision("pact-en", "para_1", "paragraph", "1", "", "", START, START + len(QUOTE)),
        ),
        commitments=(MEETINGS,),
        citations=(
            d.Citation("instrument", "pact", "", "gazette", ""),
            d.Citation("event", "pact-signed", "date", "gazette", ""),
            d.Citation("commitment", "pact-meetings", "", "gazette", ""),
        ),
        claims=(
            d.Claim(
                "meetings-word", "commitment", "pact-meetings", "force", "undertaking", "Gazette",
                "gazette", False, "the text decides",
            ),
        ),
        findings=(
            d.Finding(
                "meetings-2026", "pact-meetings", "no_evidence_found", date(2026, 11, 21), None,
                "Public pages.", "Açıq səhifələr.", "gazette", "public", "",
            ),
        ),
        wording={"pact-en": BODY},
        files={"gazette-digest": REPORT.encode()},
        **assessed(),
        **bodies_and_projects(),
    )  # fmt: skip


def assessed() -> dict[str, Any]:
    """Return one row of each table of evidence, criteria, codings and what people decided."""
    return {
        "originals": (
            d.Original(
                "gazette-digest", "originals/gazette.md", "digest", "Digest: the Gazette",
                "Gazette", "", "2026-02", "en", "https://example.org/1", "gazette", REPORT_HASH,
                "public", "",
            ),
        ),
        "evidence": (
            d.Evidence(
                "first-meeting", "gazette-digest", MET_AT, MET_AT + len(MET), MET, "commitment",
                "pact-meetings", "progress", "independent report", "Gazette", date(2026, 3, 4),
                date(2026, 3, 3), "day", "", "", False, "public", "",
            ),
        ),
        "criteria": (
            d.Criteria("meetings-1", "pact-meetings", 1, "adopted", "Drafted.", "public", ""),
        ),
        "statements": (
            d.Statement("meetings-1-once", "meetings-1", "once", "activity", "They met.", "Oldu."),
        ),
        "codings": (
            d.Coding(
                "meetings-coding", "pact-meetings", "meetings-1", "coder", "A reader",
                date(2026, 11, 21), "submitted", "One report.", "public", "",
            ),
        ),
        "judgements": (
            d.Judgement(
                "meetings-once", "meetings-coding", "meetings-1-once", "met", "Reported.",
                ("first-meeting",),
            ),
        ),
        "endings": (
            d.Ending(
                "meetings-end", "pact-meetings", "dropped", date(2026, 10, 1), "Given up.",
                "Dayandırılıb.", ("first-meeting",), "", "public", "",
            ),
        ),
        "suspensions": (
            d.Suspension(
                "meetings-pause", "pact-meetings", "pact", date(2026, 4, 1), date(2026, 5, 1),
                "public", "",
            ),
        ),
        "replies": (
            d.Reply(
                "north-replies", "pact-meetings", "north", date(2026, 11, 22), "en", "We met.",
                "public", "",
            ),
        ),
        "silence_periods": (
            d.SilencePeriod("silence", "recurring act", 365, "Assumed.", "public", ""),
        ),
    }  # fmt: skip


def bodies_and_projects() -> dict[str, Any]:
    """Return one row of each table of bodies, projects and roadmaps."""
    return {
        "bodies": (
            d.Body(
                "group", "A Group", "Bir qrup", "Group", "Qrup", "working_group", "established",
                date(2026, 3, 1), "month", "", "To meet.", "Görüşmək.", ("implementation",),
                "public", "",
            ),
        ),
        "mandates": (d.Mandate("group-pact", "group", "pact-en", "para_1", "It meets."),),
        "meetings": (
            d.Meeting(
                "group-1", "group", 1, "First", "Birinci", date(2026, 3, 3), "09:30", "11:00",
                "Asia/Baku", "Port", False, "held", "pact-meetings", "gazette", "", "", "public",
                "",
            ),
        ),
        "decisions": (
            d.Decision("group-1-1", "group-1", 1, "To meet again.", "", "pact-meetings", "public",
                       ""),
        ),
        "projects": (
            d.Project(
                "bridge", "A Bridge", "Körpü", "A bridge.", "Bir körpü.", "transport",
                "candidate", "building", "Half built.", "Yarıdır.", date(2026, 4, 1),
                "end of 2027", "1 Mt a year", ("T01", "T02"), 40.5, -49.0, "gazette", "high",
                "public", "",
            ),
        ),
        "carries": (d.Carried("bridge-meetings", "bridge", "pact-meetings", "It brings both."),),
        "involved": (d.Involved("bridge-north", "bridge", "north", "", "builder", "gazette"),),
        "funding": (
            d.Funding("bridge-cost", "bridge", "", "221000000", "USD", "estimated",
                      date(2026, 4, 1), True, "gazette", "Later."),
            d.Funding("bridge-loan", "bridge", "A bank", "10.50", "EUR", "signed", None, False,
                      "gazette", ""),
        ),
        "gates": (
            d.Gate(
                "vote", "A vote", "Səsvermə", "Both vote.", "", "north", "pact", 0.5,
                date(2027, 1, 1), date(2027, 6, 1), date(2028, 1, 1), "Assumed.", "Fərziyyə.",
                None, "gazette", "public", "",
            ),
        ),
        "project_lists": (
            d.ProjectList("list", "group", "A list", "Siyahı", "pact-meetings", "public", ""),
        ),
        "list_entries": (d.ListEntry("list-bridge", "list", "bridge", "First."),),
        **roadmap(),
    }  # fmt: skip


def roadmap() -> dict[str, Any]:
    """Return a small plan: a gate, then building, then opening."""
    return {
        "roadmaps": (
            d.Roadmap("plan", "A plan", "Plan", "bridge", "group", date(2026, 4, 1),
                      date(2026, 11, 1), 7, "Assumed.", "", "public", ""),
        ),
        "roadmap_calendars": (
            d.RoadmapCalendar("plan-week", "plan", "week", "Week", ("monday", "friday"), "NO",
                              ("2026-12-25",), ("2026-12-26",)),
        ),
        "roadmap_resources": (d.RoadmapResource("plan-crew", "plan", "crew", "Crew", 3),),
        "risk_drivers": (
            d.RiskDriver("plan-weather", "plan", "weather", "Weather", "Hava", 0.3, 1.0, 1.2, 2.0,
                         "Assumed."),
        ),
        "roadmap_rows": (
            row("vote", kind="gate", gate="vote"),
            row("build", kind="activity", calendar="week", low=10.0, likely=20.0, high=40.5,
                basis="Assumed.", needs=("crew=2",), drivers=("weather=0.5",)),
            row("like", kind="activity", reference_class="bridges"),
            row("open", kind="milestone", commitment="pact-meetings",
                bound="finish no later than", bound_on=date(2029, 1, 1)),
        ),
        "roadmap_links": (
            d.RoadmapLink("plan-1", "plan", "vote", "build", "FS", 0),
            d.RoadmapLink("plan-2", "plan", "build", "open", "FS", -2),
            d.RoadmapLink("plan-3", "plan", "like", "open", "FS", 0),
        ),
        "reference_cases": (
            d.ReferenceCase("old-bridge", "bridges", "Old bridge", "Köhnə körpü",
                            date(2020, 1, 1), date(2021, 1, 1), "gazette", "", "public", ""),
        ),
    }  # fmt: skip


def row(key: str, *, kind: str, **given: Any) -> d.RoadmapRow:
    """Return a row of the plan with nothing but what is given."""
    empty: dict[str, Any] = {
        "name_az": "", "group": "", "calendar": "", "low": None, "likely": None, "high": None,
        "basis": "", "reference_class": "", "gate": "", "bound": "", "bound_on": None,
        "needs": (), "drivers": (), "started": None, "finished": None, "complete": 0.0,
        "commitment": "", "source": "",
    }  # fmt: skip
    return d.RoadmapRow(
        id=f"plan-{key}", roadmap="plan", key=key, kind=kind, name_en=key, **{**empty, **given}
    )
