"""A small whole dossier with one row in every table."""

import hashlib
from datetime import date

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
        bodies={"pact-en": BODY},
        originals=(
            d.Original(
                "gazette-digest", "originals/gazette.md", "digest", "Digest: the Gazette",
                "Gazette", "", "2026-02", "en", "https://example.org/1", "gazette", REPORT_HASH,
                "public", "",
            ),
        ),
        evidence=(
            d.Evidence(
                "first-meeting", "gazette-digest", MET_AT, MET_AT + len(MET), MET, "commitment",
                "pact-meetings", "progress", "independent report", "Gazette", date(2026, 3, 4),
                date(2026, 3, 3), "day", "", "", False, "public", "",
            ),
        ),
        criteria=(
            d.Criteria("meetings-1", "pact-meetings", 1, "adopted", "Drafted.", "public", ""),
        ),
        statements=(
            d.Statement("meetings-1-once", "meetings-1", "once", "activity", "They met.", "Oldu."),
        ),
        codings=(
            d.Coding(
                "meetings-coding", "pact-meetings", "meetings-1", "coder", "A reader",
                date(2026, 11, 21), "submitted", "One report.", "public", "",
            ),
        ),
        judgements=(
            d.Judgement(
                "meetings-once", "meetings-coding", "meetings-1-once", "met", "Reported.",
                ("first-meeting",),
            ),
        ),
        endings=(
            d.Ending(
                "meetings-end", "pact-meetings", "dropped", date(2026, 10, 1), "Given up.",
                "Dayandırılıb.", ("first-meeting",), "", "public", "",
            ),
        ),
        suspensions=(
            d.Suspension(
                "meetings-pause", "pact-meetings", "pact", date(2026, 4, 1), date(2026, 5, 1),
                "public", "",
            ),
        ),
        replies=(
            d.Reply(
                "north-replies", "pact-meetings", "north", date(2026, 11, 22), "en", "We met.",
                "public", "",
            ),
        ),
        silence_periods=(
            d.SilencePeriod("silence", "recurring act", 365, "Assumed.", "public", ""),
        ),
        files={"gazette-digest": REPORT.encode()},
    )  # fmt: skip
