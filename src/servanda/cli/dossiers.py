"""`servanda check`: the mistakes in a dossier, by file, row and field."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

import sys
from pathlib import Path

import click

from servanda.cli.answers import Refused, say

_MISTAKES = 1


@click.command()
@click.argument("dossier", type=click.Path(path_type=Path))
def check(dossier: Path) -> None:
    """Name file, row and field of every mistake in the folder DOSSIER."""
    from servanda.exchange.dossier import check as mistakes_in

    existing_folder(dossier)
    try:
        mistakes = mistakes_in(dossier)
    except OSError as error:
        raise Refused(f"{dossier} cannot be checked: {error.strerror}; check its files.") from None
    if mistakes:
        say("".join(f"{mistake}\n" for mistake in mistakes))
        sys.exit(_MISTAKES)
    say(f"No mistakes in {dossier}.\n")


def existing_folder(dossier: Path) -> None:
    """Refuse a path that is no folder."""
    if not dossier.exists():
        raise Refused(f"{dossier} cannot be read: there is no such folder; check its path.")
    if not dossier.is_dir():
        raise Refused(f"{dossier} cannot be read: it is a file; name the dossier's folder.")
