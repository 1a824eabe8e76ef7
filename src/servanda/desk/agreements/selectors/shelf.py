"""The things of one partnership as one viewer sees them: as they are now, or as they were known.

Every selector takes its things from here, so that the policy stands before all of them, and so that
nothing that came about after the day from which one looks is in any answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from django.utils import timezone

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.derived import Surroundings, derive, derive_dates
from servanda.desk.agreements.models import Commitment, Event, InstrumentParty
from servanda.desk.record.as_of import visible_things
from servanda.desk.record.models import Recorded
from servanda.desk.record.policy import Viewer, seen_by
from servanda.desk.record.services import head
from servanda.desk.record.viewpoint import Viewpoint

Thing = TypeVar("Thing", bound=Recorded)
OfInstrument = TypeVar("OfInstrument", Event, InstrumentParty)


class Shelf(Protocol):
    """Where the things of a partnership are taken from."""

    viewpoint: Viewpoint
    partnership_id: str

    def all(self, model: type[Thing], *near: str, **where: Any) -> list[Thing]:
        """Return the things of a kind that the viewer may see, in order, `near` ones at hand."""
        ...


def shelf(viewpoint: Viewpoint, partnership_id: str) -> Shelf:
    """Return the shelf for a viewpoint."""
    if viewpoint.known is None:
        return Present(viewpoint, partnership_id)
    read = _memory(
        viewpoint.viewer, partnership_id, viewpoint.known, last_day(viewpoint), head().hash
    )
    return Past(viewpoint, partnership_id, read)


def last_day(viewpoint: Viewpoint) -> date | None:
    """Return the day after which nothing had happened yet, as seen from an earlier day.

    As seen from today or later it is None: a date ahead that is recorded is shown too, unless the
    viewpoint is closed, so that its answers depend on no clock.
    """
    past = viewpoint.closed or viewpoint.on < timezone.localdate()
    return viewpoint.on if past else None


def from_tables(viewpoint: Viewpoint, partnership_id: str) -> bool:
    """Tell whether the worked-out columns of the tables hold as seen from here.

    They rest on all that is known now and on every event, also on those after an earlier day.
    """
    if viewpoint.known is not None:
        return False
    last = last_day(viewpoint)
    later = Event.objects.filter(partnership_id=partnership_id, date__gt=last) if last else None
    return later is None or not later.exists()


def kept(viewpoint: Viewpoint, partnership_id: str) -> dict[Any, Any]:
    """Return where to keep what was counted for a viewpoint; a new ledger entry empties it."""
    return _counted(viewpoint, partnership_id, timezone.localdate(), head().hash)


@lru_cache(maxsize=64)
def _counted(
    viewpoint: Viewpoint,  # noqa: ARG001 - all are the key: with the same ledger the sums are equal
    partnership_id: str,  # noqa: ARG001
    today: date,  # noqa: ARG001
    head: str,  # noqa: ARG001
) -> dict[Any, Any]:
    return {}


@lru_cache(maxsize=4)
def _memory(
    viewer: Viewer,  # noqa: ARG001 - all are the key: with the same ledger the past is the same
    partnership_id: str,  # noqa: ARG001
    known: date,  # noqa: ARG001
    last: date | None,  # noqa: ARG001
    head: str,  # noqa: ARG001
) -> dict[type[Recorded], dict[str, Recorded]]:
    """Return where a past is kept once it was read; a new ledger entry begins a new one."""
    return {}


@dataclass(slots=True)
class Present:
    """Things as they are now, from the tables."""

    viewpoint: Viewpoint
    partnership_id: str

    def all(self, model: type[Thing], *near: str, **where: Any) -> list[Thing]:
        """Return the things of a kind that the viewer may see, in order, `near` ones at hand."""
        things = model._default_manager.filter(**{path_to_partnership(model): self.partnership_id})
        last = last_day(self.viewpoint)
        if last and model.happened:
            things = things.filter(**{f"{model.happened}__lte": last})
        seen = seen_by(self.viewpoint.viewer, things.filter(**where))
        found = list(seen.select_related(*near) if near else seen)
        if model is Commitment and not from_tables(self.viewpoint, self.partnership_id):
            self._date(found)
        return found

    def _date(self, commitments: Iterable[Any]) -> None:
        """Work the dates out again from the events that had happened by then."""
        events = _by_instrument(self.all(Event))
        for commitment in commitments:
            derive_dates(commitment, events[commitment.instrument_id])


@dataclass(slots=True)
class Past:
    """Things as they were known on a day, from the ledger, tied to each other as they were."""

    viewpoint: Viewpoint
    partnership_id: str
    read: dict[type[Recorded], dict[str, Recorded]]

    def all(self, model: type[Thing], *near: str, **where: Any) -> list[Thing]:  # noqa: ARG002
        """Return the things of a kind that the viewer might see, in order, tied to the others."""
        found: list[Any] = list(self._of(model).values())
        last = last_day(self.viewpoint)
        if last and model.happened:
            found = [thing for thing in found if getattr(thing, model.happened) <= last]
        for path, wanted in where.items():
            matches = _matcher(path, wanted)
            found = [thing for thing in found if matches(thing)]
        return found

    def _of(self, model: type[Recorded]) -> dict[str, Recorded]:
        if model not in self.read:
            assert self.viewpoint.known is not None  # noqa: S101 - `shelf` chose the past for it
            things = visible_things(
                self.viewpoint.viewer,
                model,
                partnership_id=self.partnership_id,
                known=self.viewpoint.known,
            )
            tied = {thing.id: thing for thing in things if self._tie(thing)}
            if model is Commitment:
                self._derive(tied.values())
            self.read[model] = tied
        return self.read[model]

    def _derive(self, commitments: Iterable[Any]) -> None:
        """Work out the columns that the ledger does not keep."""
        events = _by_instrument(self.all(Event))
        parts = _by_instrument(self.all(InstrumentParty))
        for commitment in commitments:
            key = commitment.instrument_id
            derive(commitment, Surroundings(events[key], parts[key]))

    def _tie(self, thing: Recorded) -> bool:
        """Set what a thing refers to; False when something it cannot be without is not seen."""
        for key in thing._meta.concrete_fields:
            if not key.is_relation or key.related_model is Person:
                continue  # people belong to no partnership: they stay named, and are not tied
            target = getattr(thing, key.attname)
            related: Any = key.related_model
            found = self._of(related).get(target) if target is not None else None
            if found is None and not key.null:
                return False
            setattr(thing, key.name, found)
        return True


def _by_instrument(things: Iterable[OfInstrument]) -> defaultdict[str, list[OfInstrument]]:
    found: defaultdict[str, list[OfInstrument]] = defaultdict(list)
    for thing in things:
        found[thing.instrument_id].append(thing)
    return found


def path_to_partnership(model: type[Recorded]) -> str:
    """Return the lookup that leads from a thing to its partnership."""
    names: Sequence[str] = [each.attname for each in model._meta.concrete_fields]
    if "partnership_id" in names:
        return "partnership_id"
    inner: Any = model._meta.get_field(model.inside[0]).related_model
    return f"{model.inside[0]}__{path_to_partnership(inner)}"


def _matcher(path: str, wanted: Any) -> Callable[[Any], bool]:
    """Return a test for the one kind of lookup that shelves know: a path, or a path and `in`."""
    *steps, last = path.split("__")
    if last == "in":
        return lambda thing: _at(thing, steps) in wanted
    return lambda thing: bool(_at(thing, [*steps, last]) == wanted)


def _at(thing: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        thing = getattr(thing, step)
    return thing
