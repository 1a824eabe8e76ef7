"""One source of the inbox: its text with what waits in it, and the candidates of one passage."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from servanda.desk.assessments.matching import Material, Subject, matcher_of, material_for, namer_of
from servanda.desk.assessments.matching.cutting import Sentence, cut
from servanda.desk.assessments.matching.flagging import Flagged, Known, flagged
from servanda.desk.assessments.matching.saying import Said, said
from servanda.desk.assessments.matching.strength import Suggestion, suggested
from servanda.desk.assessments.models import Passed, Review
from servanda.desk.assessments.models.words import Direction
from servanda.desk.assessments.selectors.evidence import evidence_about, evidence_in
from servanda.desk.assessments.selectors.inbox import Sources, sources
from servanda.desk.assessments.selectors.subjects import COMMITMENT, About, subjects
from servanda.desk.assessments.selectors.waiting import Waiting, reviews_in, waiting
from servanda.desk.assessments.services.dating import last_day_of
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import Original
from servanda.desk.sources.selectors import original as one_original
from servanda.matching import Candidate, Flag, Target


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is offered for a passage, with all that a reviewer should know."""

    about: About
    score: float
    reasons: list[Said]
    flags: list[Flagged]
    sentences: tuple[Sentence, ...]
    candidate: Candidate
    extra: bool = False
    """Whether a helper proposed it and not the matcher."""

    @property
    def quote(self) -> Sentence:
        """Return the sentence that is quoted unless somebody chooses others."""
        return next(each for each in self.sentences if each.best)

    @property
    def direction(self) -> str:
        """Return the direction that is chosen beforehand: none but an announcement ever is."""
        announces = any(each.flag == Flag.ANNOUNCES for each in self.flags)
        return str(Direction.ANNOUNCEMENT) if announces else ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a passage, with what it is about."""

    review: Review
    about: About


@dataclass(frozen=True)
class Work:
    """A source as a reviewer works through it."""

    viewpoint: Viewpoint
    original: Original
    material: Material
    waits: Sequence[Waiting]
    reviews: Sequence[Review]
    shelf: Sources
    passed: bool

    @cached_property
    def counts(self) -> Counter[int]:
        """Return how many candidates wait for each passage that any wait for."""
        return Counter(each.passage for each in self.waits)

    @property
    def reprints(self) -> tuple[Original, ...]:
        """Return the other prints of the same text, which count once."""
        group = self.shelf.head_of(self.original.id)
        ids = {group, *self.shelf.members.get(group, ())} - {self.original.id}
        return tuple(self.shelf.by_id[each] for each in sorted(ids))

    def passage_for(self, asked: int | None) -> int | None:
        """Return the passage that is asked for, or the first one that something waits for."""
        if asked is not None and self.span(asked) is not None:
            return asked
        return min(self.counts, default=None)

    def span(self, number: int) -> tuple[int, int] | None:
        """Return where a passage stands, or None where there is no such passage."""
        found = self.original.passages.filter(ordinal=number).values_list("start", "end").first()
        return (found[0], found[1]) if found else None

    def after(self, number: int) -> int | None:
        """Return the next passage that something waits for."""
        return min((each for each in self.counts if each > number), default=None)

    def before(self, number: int) -> int | None:
        """Return the previous passage that something waits for."""
        return max((each for each in self.counts if each < number), default=None)

    @cached_property
    def suggestion(self) -> Suggestion:
        """Return how strong the source seems."""
        return suggested(self.original)

    def proposed(self, number: int, extra: Collection[str] = ()) -> list[Proposed]:
        """Return what waits for a passage, the best first; `extra` is what helpers proposed."""
        own = [each for each in self.waits if each.passage == number]
        own += self._extra(number, set(extra) - {each.subject[1] for each in own})
        if not own:
            return []
        passage = self.original.text[own[0].start : own[0].end]
        measured = self._measured(passage)
        things = self._things(each.subject for each in own)
        known = self._known(things)
        found = [
            self._proposed(
                each,
                measured.get(each.subject, Candidate(each.subject[1], 0.0, ())),
                things[each.subject],
                known,
            )
            for each in own
            if each.subject in things
        ]
        return sorted(found, key=lambda each: (each.extra, -each.score, each.about.subject))

    def _extra(self, number: int, subjects: Collection[str]) -> list[Waiting]:
        """Return what helpers proposed for a passage, where nobody has decided it."""
        span = self.span(number)
        if span is None:
            return []
        decided = {each.review.subject_id for each in self.decided(number)}
        return [
            Waiting(self.original.id, number, *span, (COMMITMENT, subject), 0.0)
            for subject in sorted(subjects)
            if subject in self.material.by_id and subject not in decided
        ]

    def decided(self, number: int) -> list[Decided]:
        """Return what was decided on a passage, the latest first."""
        span = self.span(number)
        own = [
            each
            for each in self.reviews
            if span is not None and each.start < span[1] and span[0] < each.end
        ]
        things = self._things((each.subject_kind, each.subject_id) for each in own)
        return [
            Decided(each, things[each.subject_kind, each.subject_id])
            for each in own
            if (each.subject_kind, each.subject_id) in things
        ]

    def measured(self, number: int, subject: Subject) -> Candidate | None:
        """Return what the matcher measures between a passage and a thing."""
        span = self.span(number)
        if span is None:
            return None
        return self._measured(self.original.text[span[0] : span[1]]).get(subject)

    def _measured(self, passage: str) -> dict[Subject, Candidate]:
        matcher, works = matcher_of(self.material), self.material.works
        found = matcher.candidates(passage, len(self.material.targets))
        found += namer_of(self.material).candidates(matcher.see(passage), len(works))
        return {(each.kind, each.id): each for each in found}

    def _things(self, wanted: Iterable[Subject]) -> dict[Subject, About]:
        return subjects(self.viewpoint, str(self.original.partnership_id), wanted)

    def _known(self, things: Collection[Subject]) -> Known:
        """Return what was accepted for these things, and how many commitments the source serves."""
        about = evidence_about(self.viewpoint, str(self.original.partnership_id), things)
        accepted = (each.evidence for found in about.values() for each in found)
        served = {each.subject for each in evidence_in(self.viewpoint, self.original)}
        return Known(tuple(accepted), sum(kind == COMMITMENT for kind, _ in served))

    def _proposed(
        self, wait: Waiting, candidate: Candidate, about: About, known: Known
    ) -> Proposed:
        target: Target = self.material.by_subject[wait.subject]
        text = self.original.text
        passage = text[wait.start : wait.end]
        parts = cut(text, wait.start, wait.end, target.text)
        quote = next(each.text for each in parts if each.best)
        published = last_day_of(self.original.published)
        return Proposed(
            about,
            candidate.score,
            said(candidate, passage, self.material.names),
            flagged(passage, quote, target, self.original, published, known),
            parts,
            candidate,
            extra=wait.score == 0.0,
        )


def work(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Work | None:
    """Return a source to work through, or None where there is none for this viewer."""
    found = one_original(viewpoint, partnership_id, local_id)
    if found is None:
        return None
    material = material_for(viewpoint, partnership_id)
    viewer = viewpoint.viewer
    return Work(
        viewpoint,
        found,
        material,
        waiting(viewer, material, [found.id]).get(found.id, []),
        list(reviews_in(viewer, [found.id]).select_related("person", "evidence")),
        sources(viewpoint, partnership_id),
        Passed.objects.filter(original=found, person_id=viewer.person_id).exists(),
    )
