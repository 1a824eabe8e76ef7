"""What a release of today would say: all that everybody may see, taken up for the file.

Nothing here asks the clock or the language of the page: the same record gives the same content.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version

from django.utils import translation

from servanda import scoring
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.selectors.commitments import NEAR, at_hand
from servanda.desk.agreements.selectors.dues import put_dates
from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.agreements.words import CommitmentState
from servanda.desk.assessments.models import Ending, Evidence, Reply, SilencePeriod
from servanda.desk.assessments.selectors.assessing import assessments, half_lives
from servanda.desk.assessments.selectors.coding import codings_in_use, criteria_in_use
from servanda.desk.assessments.selectors.evidence import evidence_about
from servanda.desk.record.models import plain
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import Original
from servanda.exchange import release as exchange
from servanda.exchange.release import model
from servanda.ledger import Checkpoint
from servanda.scoring import Words
from servanda.scoring.sentences import NOTHING

LANGUAGES = ("en", "az")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a release says of itself: its number, its two days, the ledger that it rests on."""

    number: int
    on: date
    known: datetime
    ledger: Checkpoint
    title: str = ""
    notes: Words = NOTHING


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What is said of a commitment's place and date, in both languages."""

    place: Words
    section: Words
    derivation: Words
    waits_for: Words


def content(
    partnership: Partnership, frozen: Frozen, *, known: datetime | None = None
) -> exchange.Release:
    """Build a release of what everybody may see; with `known`, from the ledger as it was then."""
    view = Viewpoint(ANONYMOUS, on=frozen.on, known=known, closed=True)
    record = _Record(view, partnership.id)
    return exchange.settled(
        exchange.Release(
            number=frozen.number,
            on=frozen.on,
            known=str(plain(frozen.known)),
            partnership=model.Partnership(partnership.id, both(partnership, "title")),
            ledger=model.Ledger(frozen.ledger.size, frozen.ledger.hash),
            software=model.Software("servanda", version("servanda")),
            title=frozen.title,
            notes=frozen.notes,
            silence_periods=_periods(view, partnership.id),
            instruments=record.instruments(),
            sections=record.sections(),
            sources=record.sources(),
            commitments=tuple(record.commitment(each) for each in record.dues),
        )
    )


def both(thing: object, field: str) -> Words:
    """Return a field in both languages, either standing in for the other."""
    en, az = (str(getattr(thing, f"{field}_{code}")) for code in LANGUAGES)
    return Words(en or az, az or en)


def _periods(view: Viewpoint, partnership_id: str) -> tuple[model.SilencePeriod, ...]:
    own = shelf(view, partnership_id).all(SilencePeriod)
    reasons = {each.nature: each.reason for each in own}
    return tuple(
        model.SilencePeriod(nature, days, reasons.get(nature.value, ""))
        for nature, days in half_lives(view, partnership_id).items()
    )


class _Record:
    """All that everybody may see of a partnership and that a release holds."""

    def __init__(self, view: Viewpoint, partnership_id: str) -> None:
        self.things = shelf(view, partnership_id)
        held = assessments(view, partnership_id)
        self.files = {name: each.file for name, each in held.items()}
        shown = evidence_about(view, partnership_id)
        self.evidence = {
            each.evidence.id: each.evidence for found in shown.values() for each in found
        }
        self.codings = codings_in_use(view, partnership_id)
        self.criteria = criteria_in_use(view, partnership_id)
        self.replies = _replies(self.things)
        self.endings = _endings(self.things)
        self.dues, self.spoken = _in_both_languages(self.things, self.files)

    def commitment(self, due: DueCommitment) -> model.Commitment:
        """Take one commitment up, with everything that its assessment rests on."""
        one, file = due.commitment, self.files[due.commitment.id]
        text = one.provision.text
        return model.Commitment(
            id=one.id,
            instrument=one.instrument_id,
            section=file.subject.section,
            place=self.spoken[one.id].place,
            force=file.subject.force,
            nature=file.subject.nature,
            words=one.quote,
            language=text.language,
            start=one.start,
            end=one.end,
            text_sha256=text.sha256,
            summary=both(one, "summary"),
            due=self._due(due, file),
            criteria=tuple(
                model.Criterion(each.id, each.kind, each.statement) for each in file.criteria
            ),
            criteria_version=self._version(one.id),
            coding=self._coding(one.id, file),
            evidence=tuple(self._piece(each) for each in file.evidence),
            searches=tuple(
                model.Search(each.until, each.sources, each.scope) for each in file.searches
            ),
            ending=self._ending(one.id, file),
            suspension=_suspension(file),
            unassessable=file.unassessable,
            replies=tuple(_reply(each) for each in self.replies.get(one.id, ())),
        )

    def _due(self, due: DueCommitment, file: scoring.CommitmentFile) -> model.Due:
        on, spoken = file.subject.due, self.spoken[due.commitment.id]
        if on is None:
            return model.Due(waits_for=spoken.waits_for)
        return model.Due(on, spoken.derivation if due.date == on else NOTHING)

    def _version(self, name: str) -> int | None:
        coding, criteria = self.codings.get(name), self.criteria.get(name)
        if coding is not None:
            return coding.coding.version.number
        return criteria.version.number if criteria else None

    def _coding(self, name: str, file: scoring.CommitmentFile) -> model.Coding | None:
        used = self.codings.get(name)
        if used is None or file.coding is None:
            return None
        keys = {each.id: each.key for each in used.criteria}
        reasons = {keys.get(each.criterion_id): each.reason for each in used.judgements}
        return model.Coding(
            on=file.coding.on,
            adjudicated=not used.provisional,
            judgements=tuple(
                model.Judgement(
                    each.criterion, each.answer, each.evidence, reasons.get(each.criterion, "")
                )
                for each in file.coding.judgements
            ),
            coder=used.coding.coder_name,  # a person of the desk is named to nobody outside
            reason=used.coding.reason,
        )

    def _piece(self, piece: scoring.Evidence) -> model.Evidence:
        told = self.evidence[piece.id]
        return model.Evidence(
            id=piece.id,
            source=told.original_id,
            start=told.start,
            end=told.end,
            quote=told.quote,
            direction=piece.direction,
            strength=piece.strength,
            published=piece.published,
            happened=piece.happened,
            fact=told.fact_on,
            precision=told.fact_precision,
            verified=piece.verified,
            claimant=told.claimant,
            note=both(told, "note"),
        )

    def _ending(self, name: str, file: scoring.CommitmentFile) -> model.Ending | None:
        end = file.ending
        if end is None:
            return None
        successor = self.endings[name].superseded_by_id or ""
        return model.Ending(
            end.state,
            end.on,
            end.reason,
            end.evidence,
            successor if successor in self.files else "",
        )

    def instruments(self) -> tuple[model.Named, ...]:
        """Return the instruments that the commitments stand in."""
        found = {each.instrument.id: each.instrument for each in self.dues}
        return tuple(model.Named(name, both(each, "title")) for name, each in found.items())

    def sections(self) -> tuple[model.Named, ...]:
        """Return the sections that figures are given for, each named with its instrument."""
        titles: dict[str, Words] = {}
        for each in self.dues:
            section = self.files[each.commitment.id].subject.section
            if section not in titles:
                titles[section] = self._section(each)
        return tuple(model.Named(name, title) for name, title in titles.items())

    def _section(self, due: DueCommitment) -> Words:
        title = both(due.instrument, "short")
        title = title if title.en else both(due.instrument, "title")
        own = self.spoken[due.commitment.id].section
        return Words(_joined(title.en, own.en), _joined(title.az, own.az))

    def sources(self) -> tuple[model.Source, ...]:
        """Return the originals that the evidence was cut from."""
        found: dict[str, Evidence] = {}
        for file in self.files.values():
            for piece in file.evidence:
                told = self.evidence[piece.id]
                found.setdefault(told.original_id, told)
        return tuple(_source(each.original, each.text_sha256) for each in found.values())


def _in_both_languages(
    things: Shelf, files: Mapping[str, scoring.CommitmentFile]
) -> tuple[list[DueCommitment], dict[str, _Spoken]]:
    """Return the commitments with their dates, and what is said of these in each language."""
    if things.viewpoint.known is None:
        found = at_hand(sorted(files))
    else:
        adopted = things.all(Commitment, *NEAR, state=CommitmentState.ADOPTED)
        found = [each for each in adopted if each.id in files]
    said: dict[str, list[tuple[str, ...]]] = {}
    for code in LANGUAGES:
        with translation.override(code):
            dues = put_dates(things, found)
            said[code] = [_said(each) for each in dues]
    pairs = zip(dues, *said.values(), strict=True)
    return dues, {
        due.commitment.id: _Spoken(*(Words(*each) for each in zip(en, az, strict=True)))
        for due, en, az in pairs
    }


def _said(due: DueCommitment) -> tuple[str, ...]:
    return due.place, due.section, due.derivation, due.waits_for


def _replies(things: Shelf) -> Mapping[str, list[Reply]]:
    found: defaultdict[str, list[Reply]] = defaultdict(list)
    for each in sorted(things.all(Reply, "party"), key=lambda reply: (reply.on, reply.id)):
        found[each.commitment_id].append(each)
    return found


def _endings(things: Shelf) -> Mapping[str, Ending]:
    """Return the end of each commitment that stands, which is the latest."""
    found = sorted(things.all(Ending), key=lambda each: (each.on, each.ordinal, each.id))
    return {each.commitment_id: each for each in found}


def _reply(reply: Reply) -> model.Reply:
    return model.Reply(both(reply.party, "name"), reply.on, reply.language, reply.body)


def _suspension(file: scoring.CommitmentFile) -> model.Suspension | None:
    halted = file.suspension
    return model.Suspension(halted.instrument, halted.since, halted.until) if halted else None


def _source(original: Original, text_sha256: str) -> model.Source:
    told_of = original.source
    return model.Source(
        id=original.id,
        sha256=original.sha256,
        text_sha256=text_sha256,
        title=original.title or original.name,
        author=original.author,
        publisher=original.publisher,
        published=original.published,
        url=original.url,
        language=original.language,
        digest_of=model.Publication(
            told_of.title, told_of.publisher, told_of.published, told_of.url
        )
        if told_of
        else None,
    )


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
