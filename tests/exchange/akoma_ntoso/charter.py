"""A small agreement made by hand, with one of everything that the markup has to carry."""

import datetime

from servanda.reading.model import (
    Agreement,
    Commitment,
    DatedEvent,
    Deadline,
    Force,
    Party,
    Provision,
    Recurring,
    Term,
)

TEXT = """\
CHARTER ON PARTNERSHIP

Preamble

Recognising their
friendship & trust,

Have agreed as follows:

Article 1
Purpose

1. The Parties shall:

(a) identify projects within three months of signature;
(b) meet at least once a year.

A line of nobody's own.

2. Nothing <else>.
\f
Article II

The Parties may publish.

Done at Baku on 10 February 2026.

For A\u00a0\u00a0For B

Annex

Project list
"""
DAY = datetime.date(2026, 2, 10)


def span(words: str) -> tuple[int, int]:
    """Give where words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def provision(eid: str, kind: str, num: str, heading: str, first: str, last: str) -> Provision:
    """Make a provision from its first to its last words."""
    return Provision(eid, kind, num, heading, span(first)[0], span(last)[1])


def charter() -> Agreement:
    """Make the agreement."""
    projects = "identify projects within three months of signature"
    meeting = "meet at least once a year"
    three_months = Deadline(
        expression="within three months of signature",
        duration="P3M",
        anchor="signature",
        bound="within",
        due=datetime.date(2026, 5, 10),
        derivation="10 February 2026 + 3 months = 10 May 2026",
    )
    return Agreement(
        text=TEXT,
        title="CHARTER ON PARTNERSHIP",
        signed=DAY,
        place="Baku",
        binding=False,
        parties=(Party("Republic of A", ("A", "the Side")), Party("Republic of B")),
        provisions=(
            provision("preamble__rec_1", "recital", "", "", "Recognising", "trust,"),
            provision("preamble__para_1", "paragraph", "", "", "Have agreed", "follows:"),
            provision("art_1", "article", "1", "Purpose", "Article 1", "<else>."),
            provision("art_1__para_1", "paragraph", "1", "", "1. The", "once a year."),
            provision("art_1__para_1__point_a", "point", "a", "", "(a)", "signature;"),
            provision("art_1__para_1__point_b", "point", "b", "", "(b)", "year."),
            provision("art_1__para_2", "paragraph", "2", "", "2. Nothing", "<else>."),
            provision("art_II", "article", "II", "", "Article II", "publish."),
            provision("conclusions__para_1", "paragraph", "", "", "Done at", "2026."),
            provision("conclusions__para_2", "paragraph", "", "", "For A", "For B"),
            provision("annex_1", "annex", "", "", "Annex", "Project list"),
        ),
        commitments=(
            Commitment(
                "art_1__para_1__point_a", *span(projects), projects, Force.OBLIGATION,
                actors=("A", "B"), act=projects, conditions=("as appropriate", "in good faith"),
                verifiable=True, deadline=three_months, why="shall: obligation",
            ),
            Commitment(
                "art_1__para_1__point_b", *span(meeting), meeting, Force.OBLIGATION, act=meeting,
                recurrence=Recurring("at least once a year", "P1Y", 1, "FREQ=YEARLY"),
            ),
            Commitment(
                "preamble__rec_1", *span("Recognising their\nfriendship & trust"),
                "Recognising their\nfriendship & trust", Force.DECLARATION, recital=True,
            ),
        ),
        terms=(Term("signature", *span("Done at Baku on 10 February 2026.")),),
        events=(DatedEvent("publication", DAY, "10 February 2026", *span("10 February 2026")),),
        commencement=three_months,
    )  # fmt: skip
