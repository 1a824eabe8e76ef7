"""What evidence is about, as pages name it: a commitment, a project or a gate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.assessments.matching import Subject
from servanda.desk.projects.models import Gate, Project
from servanda.desk.record.viewpoint import Viewpoint

COMMITMENT = Commitment.ledger_kind


@dataclass(frozen=True, slots=True)
class About:
    """A thing that evidence is about."""

    thing: Commitment | Project | Gate

    @property
    def kind(self) -> str:
        """Return its kind, which is also the name of the address of its page."""
        return self.thing.ledger_kind

    @property
    def subject(self) -> Subject:
        """Return its kind and id."""
        return self.kind, self.thing.id

    @property
    def key(self) -> str:
        """Return what a form calls it: the local id of a commitment, with its kind otherwise."""
        local = str(self.thing.local_id)
        return local if self.commitment else f"{self.kind}:{local}"

    @property
    def commitment(self) -> Commitment | None:
        """Return the commitment, where it is one."""
        return self.thing if isinstance(self.thing, Commitment) else None

    @property
    def said(self) -> str:
        """Say it in the language of the page."""
        return self.thing.summary if isinstance(self.thing, Commitment) else self.thing.name

    @property
    def word(self) -> str:
        """Return the word for its kind."""
        return str(self.thing._meta.verbose_name)


def subject_named(partnership_id: str, key: str) -> Subject:
    """Return what a form names.

    >>> subject_named("north-south", "c1"), subject_named("north-south", "gate:waiver")
    (('commitment', 'north-south.c1'), ('gate', 'north-south.waiver'))
    """
    kind, _, local = key.rpartition(":")
    return kind or COMMITMENT, f"{partnership_id}.{local}"


def subjects(
    viewpoint: Viewpoint, partnership_id: str, wanted: Iterable[Subject]
) -> dict[Subject, About]:
    """Return those of some things that the viewer may see, with what pages say of them at hand."""
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for kind, key in wanted:
        by_kind[kind].add(key)
    things = shelf(viewpoint, partnership_id)
    found = [each for kind, keys in by_kind.items() for each in _of_kind(things, kind, keys)]
    return {each.subject: each for each in map(About, found)}


def _of_kind(
    things: Shelf, kind: str, keys: set[str]
) -> list[Commitment] | list[Project] | list[Gate]:
    if kind == COMMITMENT:
        return things.all(Commitment, "instrument", "provision__text", id__in=sorted(keys))
    if kind == Project.ledger_kind:
        return things.all(Project, id__in=sorted(keys))
    return things.all(Gate, id__in=sorted(keys)) if kind == Gate.ledger_kind else []
