"""Does a release say what follows from what it holds? Whoever has the file can find out alone."""

from collections.abc import Iterator

from servanda.exchange.release.model import Commitment, Release
from servanda.exchange.release.plain import Json
from servanda.exchange.release.settling import settled
from servanda.exchange.release.writing import NotARelease, parsed, revived, sha256, write
from servanda.scoring import NotWhole

NEAR = 1.5e-4  # by how much a published share may differ between machines
SHOWN = 60


def verify(data: bytes, *, expected: str = "") -> list[str]:
    """Recompute every level and figure of a release; return what is wrong with it, in sentences.

    `expected` is the SHA-256 that the release is cited by.
    """
    return list(_faults(data, expected.strip().lower()))


def _faults(data: bytes, expected: str) -> Iterator[str]:
    if expected and sha256(data) != expected:
        yield f"Its SHA-256 is {sha256(data)} and not {expected}: it is not the release cited."
    try:
        written = parsed(data)
        release = revived(written)
        anew = settled(release)
    except NotARelease as error:
        yield str(error)
        return
    except (NotWhole, ValueError) as error:
        yield f"Its levels cannot be computed. {error}"
        return
    if write(release) != data:
        yield "It is not written in canonical form (RFC 8785): somebody wrote it anew."
    yield from _loose_ends(release)
    yield from _differences(written, parsed(write(anew)))


def _loose_ends(release: Release) -> Iterator[str]:
    """Yield what is named and not there: a source, an instrument, a section; and quotes cut off."""
    sources = {each.id for each in release.sources}
    named = [
        ("instrument", {each.id for each in release.instruments}),
        ("section", {each.id for each in release.sections}),
    ]
    for one in release.commitments:
        for what, known in named:
            if getattr(one, what) not in known:
                yield f"{one.id}: its {what} “{getattr(one, what)}” is not in the release."
        yield from _loose_evidence(one, sources)


def _loose_evidence(one: Commitment, sources: set[str]) -> Iterator[str]:
    for each in one.evidence:
        if each.source not in sources:
            yield f"{one.id}: the source “{each.source}” of {each.id} is not in the release."
        if len(each.quote) != each.end - each.start:
            yield f"{one.id}: the quote of {each.id} is not as long as its place in the source."


def _differences(said: Json, computed: Json, path: str = "") -> Iterator[str]:
    """Yield where the file says other than what follows from it."""
    if said == computed:
        return
    if isinstance(said, dict) and isinstance(computed, dict):
        for key in sorted(said.keys() | computed.keys()):
            if key in said or computed.get(key) is not None:
                inner = f"{path}.{key}".lstrip(".")
                yield from _differences(said.get(key), computed.get(key), inner)
    elif isinstance(said, list) and isinstance(computed, list) and len(said) == len(computed):
        for place, (one, other) in enumerate(zip(said, computed, strict=True)):
            yield from _differences(one, other, f"{path}[{_name(one, place)}]")
    elif not _same(said, computed):
        yield f"{path} says {_short(said)}, and {_short(computed)} follows from its content."


def _name(thing: Json, place: int) -> str:
    return str(thing.get("id", place)) if isinstance(thing, dict) else str(place)


def _same(said: Json, computed: Json) -> bool:
    if isinstance(said, float) or isinstance(computed, float):
        numbers = isinstance(said, int | float) and isinstance(computed, int | float)
        return numbers and abs(said - computed) <= NEAR
    return bool(said == computed and type(said) is type(computed))


def _short(value: Json) -> str:
    written = "nothing" if value is None else f"“{value}”"
    return written if len(written) <= SHOWN else f"{written[: SHOWN - 2]}…”"
