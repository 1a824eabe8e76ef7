"""`servanda ingest`: take documents in as evidence, with progress, on all processors."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.answers import Refused, say
from servanda.cli.desk import sentences, set_up

if TYPE_CHECKING:
    from servanda.desk.accounts.models import Partnership
    from servanda.desk.sources.models import IngestJob

_MISTAKES = 1
_WHO = click.Choice(["public", "partners"])


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--partnership", help="The partnership, where the desk has more than one.")
@click.option(
    "--classification",
    type=_WHO,
    default="partners",
    show_default=True,
    help="Who may see the documents.",
)
@click.option("--resume", "resumed", metavar="ID", help="Go on with an ingest that did not end.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; else one a processor.")
@click.pass_context
def ingest(
    context: click.Context,
    paths: tuple[Path, ...],
    partnership: str | None,
    classification: str,
    resumed: str | None,
    workers: int | None,
) -> None:
    """Take in the files and folders PATHS: their originals, text and passages."""
    if bool(paths) == bool(resumed):
        raise click.UsageError("Name files or folders, or an ingest to go on with (--resume)")
    for path in paths:
        if not path.exists():
            raise Refused(f"{path} cannot be read: there is no such file; check its path.")
    with sentences():
        set_up()
        job = _resumed(resumed) if resumed else _opened(partnership, paths, classification)
        _run(job, workers)
        refused = _say_what_became(job)
    context.exit(_MISTAKES if refused else 0)


def _opened(partnership: str | None, paths: tuple[Path, ...], classification: str) -> IngestJob:
    from servanda.desk.sources.services import open_paths

    return open_paths(_partnership(partnership), paths, classification=classification)


def _partnership(named: str | None) -> Partnership:
    """Return the partnership that is named, or the only one."""
    from servanda.desk.accounts.models import Partnership

    found = list(Partnership.objects.filter(**({"id": named} if named else {}))[:2])
    if len(found) == 1:
        return found[0]
    if named:
        raise Refused(f"The desk has no partnership {named}; load its dossier first.")
    if not found:
        raise Refused("The desk has no partnership; load a dossier with servanda load first.")
    raise Refused("The desk has several partnerships; say which with --partnership ID.")


def _resumed(job_id: str) -> IngestJob:
    from servanda.desk.sources.models import IngestJob
    from servanda.desk.sources.services import resume

    job = IngestJob.objects.filter(pk=job_id).first()
    if job is None:
        raise Refused(f"There is no ingest {job_id}; its id is on the page of the ingest.")
    return resume(job)


def _run(job: IngestJob, workers: int | None) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from servanda.desk.sources.services import Busy, Stopped, run

    click.echo(f"Ingest {job.id} (servanda ingest --resume {job.id} goes on with it).", err=True)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Taking in", total=job.items.count())

        def progress(done: int) -> None:
            bar.update(task, advance=done, total=job.items.count())

        def followed(done: int, total: int) -> None:
            bar.update(task, description="Matching", completed=done, total=total)

        try:
            run(job, workers=workers, progress=progress, followed=followed)
        except (Busy, Stopped) as error:
            raise Refused(str(error)) from None


def _say_what_became(job: IngestJob) -> int:
    """Print what became of the documents, each refused one by name; return how many those are."""
    from servanda.desk.sources.selectors.ingests import tally

    counts = tally(job)
    for item in job.items.filter(state="refused").order_by("ordinal"):
        say(f"refused: {item.name}: {item.reason}\n")
    parts = [f"{counts.taken} taken in", f"{counts.known} already here"]
    if counts.opened:
        parts.append(f"{counts.opened} archives opened")
    parts.append(f"{counts.refused} refused")
    if counts.waiting:
        parts.append(f"{counts.waiting} still waiting")
    say(f"{', '.join(parts)}.\n")
    return counts.refused
