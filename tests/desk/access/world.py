"""A partnership with things of every classification, each with a canary in every text field.

A canary is a word that stands nowhere else. Whoever gets to read one that is not for them has found
a leak, whatever door it came through.
"""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password

import make
from desk.access.canaries import address, canary, outline, words
from desk.access.connections import connect
from desk.access.courses import plan, plan_in_public
from desk.access.frozen import frozen
from desk.access.portfolio import carry_out, carry_out_in_public
from desk.access.worktable import seat_everybody, seat_in_public
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.accounts.services import new_feed_token
from servanda.desk.agreements.models import (
    Commitment,
    Event,
    Instrument,
    InstrumentParty,
    Proposal,
    Provision,
    Reading,
    Relation,
    Text,
)
from servanda.desk.agreements.services.refreshing import refresh_partnership
from servanda.desk.assessments.models import (
    Assignment,
    Candidate,
    Coding,
    CriteriaVersion,
    Criterion,
    Ending,
    Evidence,
    Finding,
    Judgement,
    Matched,
    RankerVersion,
    Release,
    Reply,
    Review,
    SilencePeriod,
    Suspension,
)
from servanda.desk.assessments.models.words import Nature
from servanda.desk.record import services
from servanda.desk.record.models import Citation, Claim, Recorded, Source
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.folding import index_words
from servanda.desk.sources.models import (
    FeedLook,
    IngestItem,
    IngestJob,
    Original,
    Passage,
    Watchlist,
)
from servanda.desk.sources.services.indexing import index

Thing = TypeVar("Thing", bound=Recorded)

PUBLIC, HIDDEN = "public", ("partners", "north", "south", "sealed")
EVERY = (PUBLIC, *HIDDEN)
TAKEN_IN = datetime(2026, 11, 19, 9, tzinfo=UTC)
JUDGED = date(2026, 11, 18)

# Whom the canaries are for: written by hand.
SEES: dict[str, set[str]] = {
    "anonymous": {"public"},
    "stranger": {"public"},
    "reader": {"public", "partners", "north"},
    "analyst": {"public", "partners", "north"},
    "officer of North": {"public", "partners", "north"},
    "officer of South": {"public", "partners", "south"},
    "approver": {"public", "partners", "north"},
    "secretariat": {"public", "partners"},
    "auditor": {"public", "partners"},
    "operator": {"public"},
    "named": {"public", "partners", "north", "sealed"},
}
KINDS = tuple(SEES)
OFFICERS = {"officer of North", "officer of South", "secretariat"}


class World:
    """The partnership of North and South, and everybody who looks at it."""

    def __init__(self) -> None:
        self.here: Partnership = make.partnership(title_az="Şimal və Cənub")
        self.north: Party = make.party(self.here, "north")
        self.south: Party = make.party(self.here, "south")
        self.people: dict[str, Person | None] = {kind: self._person(kind) for kind in KINDS}
        self.tokens: dict[str, str] = {
            kind: new_feed_token(person, by=SYSTEM)
            for kind, person in self.people.items()
            if person is not None
        }
        self.sealed: list[Any] = []
        self.open_once: list[Recorded] = []
        self.hidden_once: list[Recorded] = []
        self._around(PUBLIC)
        refresh_partnership(self.here.id)

    def _person(self, kind: str) -> Person | None:
        if kind == "anonymous":
            return None
        role, party, within = {
            "stranger": ("", None, None),
            "reader": ("reader", self.north, None),
            "analyst": ("analyst", self.north, None),
            "officer of North": ("officer", self.north, None),
            "officer of South": ("officer", self.south, None),
            "approver": ("approver", self.north, None),
            "secretariat": ("secretariat", None, self.here),
            "auditor": ("auditor", None, self.here),
            "operator": ("operator", None, self.here),
            "named": ("reader", self.north, None),
        }[kind]
        password = make_password("long enough to sign in")
        return make.person(
            role=role, party=party, within=within, name="Somebody", password=password
        )

    def hide_things(self) -> None:
        """Add things of every hidden classification, around the public ones and of their own."""
        for of in HIDDEN:
            self._around(of)
            self._in_public(of)
        self._once_otherwise()
        named = self.people["named"]
        assert named is not None
        for thing in self.sealed:
            services.name_reader(thing, named.id, by=SYSTEM)
        refresh_partnership(self.here.id)

    def _around(self, of: str) -> None:
        """Make an instrument of this classification with everything that can belong to one."""
        instrument = self._make(Instrument, of, kind="charter", language="en")
        self._make(InstrumentParty, of, instrument=instrument, party=self.north, role="signatory")
        self._make(Event, of, instrument=instrument, kind="signed", date=date(2026, 2, 10))
        self._hang_in(of, instrument, "own")
        if of != PUBLIC:
            target = self._own(Instrument, PUBLIC)
            self._make(Relation, of, instrument=instrument, kind="implements", target=target)
        self._judge(of, self._own(Commitment, of), instrument, "own")
        if EVERY.index(of) < len(Nature.values):
            nature = Nature.values[EVERY.index(of)]
            self._make(SilencePeriod, of, nature=nature, days=90)
        connect(self, of, len(EVERY) - EVERY.index(of))
        source = self._make(Source, of)
        self._say(of, source, self._own(Commitment, of), "own")
        self._take_in(of)
        seat_everybody(self, of)
        carry_out(self, of)
        plan(self, of)
        release = frozen(canary(of), EVERY.index(of) + 1)
        self._make(Release, of, known=TAKEN_IN, **release)
        reading = self._make(
            Reading, of, sha256="0" * 64, created_by=self.people["secretariat"], found=outline(of)
        )
        fields = {"quote": canary(of), "act": canary(of), "force": "obligation"}
        place: dict[str, Any] = {"reading": reading, "eid": "art_1", "start": 0, "end": 5}
        self._make(Proposal, of, **place, fields=fields, found=fields)

    def _take_in(self, of: str) -> None:
        """Make an original with a passage that a search finds, its ingest and a watchlist."""
        line = f"{canary(of)} was said by somebody."
        body = f"{line}\n\n{canary(of)} was said again.\n"
        bound: dict[str, Any] = {
            "sha256": "0" * 64,
            "text_sha256": "0" * 64,
            "size": 9,
            "added": TAKEN_IN,
        }
        found = {"title": canary(of)}
        original = self._make(Original, of, text=body, format="text", found=found, **bound)
        passage = Passage.objects.create(original=original, ordinal=0, start=0, end=len(line))
        index([(passage.pk, index_words(line))])
        again = {"start": len(line) + 2, "end": len(body) - 1}
        Passage.objects.create(original=original, ordinal=1, **again)
        Matched.objects.create(original=original, fingerprint=canary(of), best=9.0, at=TAKEN_IN)
        self._offer(original, self._own(Commitment, of))
        self._link(of, original, self._own(Commitment, of), "own")
        weights: dict[str, Any] = {
            "weights": {"areas": 0.1},
            "bias": 0.0,
            "yes": 1,
            "no": 1,
            "trained": TAKEN_IN,
        }
        self._make(RankerVersion, of, number=EVERY.index(of) + 1, **weights)
        job = self._make(IngestJob, of, state="finished", opened=TAKEN_IN)
        IngestItem.objects.create(
            job=job, ordinal=1, name=canary(of), place="", state="refused", reason=canary(of)
        )
        watched = self._make(Watchlist, of)
        FeedLook.objects.create(watchlist=watched, at=TAKEN_IN, new=0, error=canary(of))
        FeedLook.objects.create(watchlist=watched, at=TAKEN_IN, new=3, ingest=job)

    def _offer(self, original: Original, commitment: Commitment) -> None:
        """Offer the second passage of an original for a commitment."""
        again = original.passages.get(ordinal=1)
        offered = {"subject_kind": "commitment", "subject_id": commitment.id}
        Candidate.objects.create(passage=again, score=9.0, place=1, **offered)

    def _review(self, of: str, original: Original, commitment: Commitment) -> None:
        """Refuse the first words of an original for a commitment."""
        about = {"subject_kind": "commitment", "subject_id": commitment.id}
        by: dict[str, Any] = {"person": self.people["analyst"], "at": TAKEN_IN}
        self._make(Review, of, original=original, start=0, end=5, yes=False, **about, **by)

    def _link(
        self, of: str, original: Original, commitment: Commitment, name: str, **fields: Any
    ) -> None:
        """Link the canary in an original to a commitment."""
        self._make(
            Evidence,
            of,
            name,
            original=original,
            start=0,
            end=len(canary(of)),
            text_sha256="0" * 64,
            subject_kind="commitment",
            subject_id=commitment.id,
            direction="progress",
            strength="official act",
            source_on=date(2026, 11, 18),
            **fields,
        )

    def _hang_in(self, of: str, instrument: Instrument, name: str) -> None:
        body = f"{canary(of)} shall be done within 3 months of signature.\n"
        text = self._make(
            Text,
            of,
            name,
            instrument=instrument,
            body=body,
            standing="authentic",
            language="en",
            sha256="0" * 64,
        )
        provision = self._make(
            Provision, of, name, text=text, eid="art_1", start=0, end=len(body), kind="article"
        )
        self._commit(of, instrument, provision, name)

    def _commit(self, of: str, instrument: Instrument, provision: Provision, name: str) -> None:
        commitment = self._make(
            Commitment,
            of,
            name,
            instrument=instrument,
            provision=provision,
            start=0,
            end=len(canary(of)),
            force="obligation",
            actors=[self.north.id],
            conditions=[canary(of)],
            deadline_expression="within 3 months of signature",
            deadline_bound="within",
            deadline_duration="P3M",
            deadline_anchor="signature",
            recurrence_expression="",
            recurrence_every="",
            recurrence_rrule="",
            verifiable=True,
        )
        found = {"outcome": "no_evidence_found", "sources_searched": 3}
        until = date(2026, 11, 20)
        self._make(Finding, of, name, commitment=commitment, searched_until=until, **found)

    def _judge(self, of: str, commitment: Commitment, instrument: Instrument, name: str) -> None:
        """Make criteria, a draft of them, two codings, an end, a suspension and a reply."""
        number = EVERY.index(of) * 2 + 1 if name != "own" else 1
        version = self._make(
            CriteriaVersion, of, name, commitment=commitment, number=number, state="adopted"
        )
        draft = self._make(
            CriteriaVersion, of, f"draft-{name}", commitment=commitment, number=number + 1
        )
        criterion = self._make(Criterion, of, name, version=version, key="done", kind="result")
        self._make(Criterion, of, f"draft-{name}", version=draft, key="done", kind="result")
        judged: dict[str, Any] = {"commitment": commitment, "version": version, "as_of": JUDGED}
        coders = self.people["analyst"], self.people["named"]
        assignment = self._make(
            Assignment, of, name, **judged, first=coders[0], second=coders[1], opened=TAKEN_IN
        )
        for place, coder in enumerate(coders):
            coding = self._make(
                Coding,
                of,
                f"{place}-{name}",
                **judged,
                assignment=assignment,
                coder=coder,
                state="submitted",
            )
            answered: dict[str, Any] = {
                "coding": coding,
                "criterion": criterion,
                "answer": "unclear",
            }
            self._make(Judgement, of, f"{place}-{name}", **answered)
        self._make(Ending, of, name, commitment=commitment, state="done", on=JUDGED)
        halted: dict[str, Any] = {"instrument": instrument, "since": date(2026, 5, 1)}
        self._make(Suspension, of, name, commitment=commitment, **halted)
        self._make(
            Reply, of, name, commitment=commitment, party=self.north, on=JUDGED, language="en"
        )

    def _in_public(self, of: str) -> None:
        """Put hidden things in, on and about public ones."""
        instrument, provision = self._own(Instrument, PUBLIC), self._own(Provision, PUBLIC)
        commitment, source = self._own(Commitment, PUBLIC), self._own(Source, PUBLIC)
        self._commit(of, instrument, provision, "in-public")
        for kind, day in (("signed", date(2026, 3, 1)), ("ratified", date(2026, 4, 1))):
            self._make(Event, of, f"public-{kind}", instrument=instrument, kind=kind, date=day)
        self._make(
            Finding,
            of,
            "on-public",
            commitment=commitment,
            outcome="evidence_found",
            searched_until=date(2026, 11, 21),
            sources_searched=9,
        )
        original, hidden = self._own(Original, PUBLIC), self._own(Original, of)
        openly: dict[str, Any] = {"classification": PUBLIC, "held_by": None}
        self._offer(original, self._own(Commitment, of))
        self._offer(hidden, commitment)
        self._review(of, original, self._own(Commitment, of))
        self._link(of, original, commitment, "in-public")
        self._link(of, hidden, commitment, "from-hidden", **openly)
        self._link(of, original, self._own(Commitment, of), "about-hidden", **openly)
        self._judge(of, commitment, self._own(Instrument, of), "in-public")
        self._say(of, source, self._own(Commitment, of), "by-public")
        self._say(of, self._own(Source, of), commitment, "of-public")
        seat_in_public(self, of, EVERY.index(of) + 2)
        carry_out_in_public(self, of)
        plan_in_public(self, of)

    def _say(self, of: str, source: Source, subject: Recorded, name: str) -> None:
        said: dict[str, Any] = {"source": source, "subject_kind": subject.ledger_kind}
        said |= {"subject_id": subject.id, "field": "summary_en"}
        self._make(Citation, of, name, **said)
        self._make(Claim, of, name, **said)

    def change_what_is_hidden(self) -> None:
        """Hide what was public, and publish, in other words, what was hidden."""
        for was in self.open_once:
            services.change(was, by=SYSTEM, action="hidden", classification="partners")
        for now in self.hidden_once:
            plain = dict.fromkeys(words(type(now), PUBLIC), "Said openly")
            plain["classification"] = PUBLIC
            services.change(now, by=SYSTEM, action="published", **plain)

    def _once_otherwise(self) -> None:
        """Make things whose classification is going to change, to either side."""
        happened: dict[str, Any] = {"instrument": self._own(Instrument, PUBLIC), "kind": "met"}
        happened["date"] = date(2026, 6, 1)
        openly: dict[str, Any] = {"classification": PUBLIC}
        self.open_once = [
            self._make(Source, "partners", "was-public", **openly),
            self._make(Event, "partners", "was-public", **happened, **openly),
        ]
        now_public = f"{self.here.id}.now-public"
        self.hidden_once = [self._make(Source, "partners", "now-public", id=now_public)]

    def _make(self, model: type[Thing], of: str, name: str = "own", **fields: Any) -> Thing:
        """Make a thing of a classification, every text field of it filled with the canary."""
        given = {**words(model, of), **self._classified(model, of), **fields}
        given.setdefault("id", address(self.here.id, model, of, name))
        thing = model(**given)
        services.create(thing, by=SYSTEM, action=f"{model.ledger_kind}.added", reason=canary(of))
        if of == getattr(thing, "classification", "") == "sealed":
            self.sealed.append(thing)
        return thing

    def _classified(self, model: type[Recorded], of: str) -> dict[str, Any]:
        names = {field.name for field in model._meta.concrete_fields}
        if "classification" not in names:
            return {}
        held = {"north": self.north, "south": self.south}.get(of)
        return {
            "partnership": self.here,
            "classification": "party" if held else of,
            "held_by": held,
        }

    def _own(self, model: type[Thing], of: str) -> Thing:
        return model._default_manager.get(pk=address(self.here.id, model, of))
