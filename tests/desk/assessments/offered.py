"""A partnership with commitments, and sources whose passages speak of them or of nothing."""

from typing import Any

import make
from desk.agreements import builders
from desk.assessments import quoted
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.services.refreshing import refresh_partnership
from servanda.desk.assessments.selectors.inbox_source import Proposed, Work, work
from servanda.desk.assessments.services import candidates
from servanda.desk.assessments.services.reviews import Offered, Quoted
from servanda.desk.projects.models import Gate, Project
from servanda.desk.sources.models import Original, Passage
from servanda.matching.passages import cut

Thing = Commitment | Project | Gate
PROMISES = {
    "lists": "The Parties shall settle lists of joint projects within three months.",
    "mines": "The Parties shall clear mines from the border villages.",
    "gas": "The Parties intend to expand the gas pipeline to Europe.",
}
BODY = "SECTION IV\n\n" + "\n".join(PROMISES.values()) + "\n"
REPORT = """Two things were reported from the capital on Monday morning.

The Parties settled lists of joint projects on 5 March. Weather was fine that day.

Sappers cleared mines from the border villages this week.

A cook won a prize for soup.
"""
LISTED = "The Parties settled lists of joint projects on 5 March."


def promises(here: Partnership) -> dict[str, Commitment]:
    """Make an instrument with three commitments."""
    charter = builders.instrument(here, body=BODY)
    builders.event(charter)
    made = {
        name: builders.commitment(
            charter,
            name,
            quote=words,
            start=BODY.index(words),
            end=BODY.index(words) + len(words),
            force="intention" if "intend" in words else "obligation",
        )
        for name, words in PROMISES.items()
    }
    refresh_partnership(here.id)
    return made


def analyst(here: Partnership, party: str = "north") -> Person:
    """Make an analyst of a party's delegation."""
    return make.person(role="analyst", party=make.party(here, party))


def report(here: Partnership, text: str = REPORT, **fields: Any) -> Original:
    """Take a report in, cut into passages and matched, without the way through an ingest."""
    made = quoted.original(here, text, **fields)
    made.passages.all().delete()
    for number, each in enumerate(cut(text)):
        Passage.objects.create(original=made, ordinal=number, start=each.start, end=each.end)
    candidates.match(here.id, [made.id])
    return made


def opened(of: Original, by: Person) -> Work:
    """Open a source as a reviewer does."""
    found = work(builders.looking(viewer_for(by)), str(of.partnership_id), of.local_id)
    assert found is not None
    return found


def first(of: Work, thing: Thing) -> tuple[int, Proposed]:
    """Return the passage for which a thing is offered, and how it is."""
    number = next(each.passage for each in of.waits if each.subject[1] == thing.id)
    return number, next(each for each in of.proposed(number) if each.about.subject[1] == thing.id)


def offer(of: Work, thing: Thing) -> Offered:
    """Return what is offered for a thing."""
    number, proposed = first(of, thing)
    span = of.span(number)
    assert span is not None
    return Offered(of.original.id, *span, *proposed.about.subject, parts=proposed.candidate.parts)


def quoting(of: Work, thing: Thing, direction: str = "progress") -> Quoted:
    """Return the best sentence as the quote."""
    best = first(of, thing)[1].quote
    return Quoted(
        best.start, best.end, direction, "independent report", {"source_on": builders.TODAY}
    )
