"""`servanda release`: show, verify and compare the files of releases, without any desk."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.answers import OneSentenceGroup, Refused, say

if TYPE_CHECKING:
    from servanda.exchange.release import Changed, Comparison, Release
    from servanda.exchange.release.model import Cell

_MISTAKES = 1
_FILE = click.Path(path_type=Path)


@click.group(cls=OneSentenceGroup)
def release() -> None:
    """Show, verify and compare releases: the files that a desk publishes."""


@release.command()
@click.argument("file", type=_FILE)
def show(file: Path) -> None:
    """Say what the release in FILE holds: its days, its figures by force, what it lacks."""
    say("".join(f"{line}\n" for line in _shown(_read(file))))


@release.command()
@click.argument("file", type=_FILE)
@click.option("--sha256", default="", help="The hash that the release is cited by.")
def verify(file: Path, sha256: str) -> None:
    """Compute every level and figure in FILE anew, and name what does not follow."""
    from servanda.exchange.release import verify as faults_of

    data = _bytes(file)
    faults = faults_of(data, expected=sha256)
    if faults:
        say("".join(f"{fault}\n" for fault in faults))
        sys.exit(_MISTAKES)
    from servanda.exchange.release import sha256 as hashed

    say(f"Every level and figure of {file} follows from what it holds. SHA-256 {hashed(data)}\n")


@release.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
def diff(old: Path, new: Path) -> None:
    """Name the figures that differ from OLD to NEW, and the quotes that moved them."""
    from servanda.exchange.release import differences

    before, after = _read(old), _read(new)
    if before.partnership.id != after.partnership.id:
        raise Refused(
            f"{old} is of {before.partnership.id} and {new} of {after.partnership.id}; "
            "compare releases of one partnership."
        )
    say("".join(f"{line}\n" for line in _differing(differences(before, after))))


def _read(file: Path) -> Release:
    from servanda.exchange.release import NotARelease, read

    try:
        return read(_bytes(file))
    except NotARelease as error:
        raise Refused(f"{file} cannot be read as a release. {error}") from None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}; check its path.") from None


def _shown(found: Release) -> Iterator[str]:
    from servanda.exchange.release import gaps

    yield f"{found.partnership.title.en}: release {found.number}{_titled(found)}"
    yield f"As things stood on {found.on}, as known at {found.known}."
    quotes = sum(len(each.evidence) for each in found.commitments)
    yield f"{len(found.commitments)} commitments, {quotes} quotes, {len(found.sources)} sources."
    for cell in found.figures.by_force if found.figures else ():
        yield _cell(cell)
    if found.figures:
        yield found.figures.pam.said.en
    for each in gaps(found):
        yield f"It cannot vouch for: {each.gap.value} ({len(each.commitments)} commitments)."


def _titled(found: Release) -> str:
    return f", {found.title}" if found.title else ""


def _cell(cell: Cell) -> str:
    progress, done = cell.any_progress, cell.fully_done
    return (
        f"{cell.force.value}: {len(cell.commitments)} commitments; any progress "
        f"{progress.count} of {progress.of}, fully done {done.count} of {done.of} looked into"
    )


def _differing(found: Comparison) -> Iterator[str]:
    if not found.anything:
        yield "Nothing differs."
    for period in found.periods:
        kind = period.after or period.before
        days = [str(each.days) if each else "none" for each in (period.before, period.after)]
        yield f"period of silence, {kind.nature.value if kind else ''}: {' → '.join(days)} days"
    for each in found.figures:
        place = f"{each.section}, {each.force.value}" if each.section else each.force.value
        moved = ", ".join(each.commitments)
        yield f"{place}: {each.figure}: {each.before} → {each.after} (moved by {moved})"
    for changed in found.commitments:
        yield from _changed(changed)


def _changed(changed: Changed) -> Iterator[str]:
    causes = dict.fromkeys(cause.value for each in changed.changes for cause in each.causes)
    yield ""
    yield f"{changed.commitment.id} ({', '.join(causes)})"
    for each in changed.changes:
        yield f"  {each.what}: {each.before or 'nothing'} → {each.after or 'nothing'}"
    for told in changed.evidence:
        title = told.source.title or told.source.id
        yield f"  {told.became}: “{' '.join(told.evidence.quote.split())}” ({title})"
