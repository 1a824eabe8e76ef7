"""The commands that need the desk: serve it, migrate it, load and dump a partnership.

Django is imported only when one of them runs, so that reading a text needs none of it.
"""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from servanda.cli.answers import Refused, say
from servanda.cli.dossiers import existing_folder

_SETTINGS = "servanda.desk.web.settings"
_PASSED_ON = {
    "compute": "Compute what the overview, and pages of projects, tell of the corridor.",
    "match": "Make the candidates of the inbox anew.",
    "migrate": "Bring the desk's database up to date.",
    "person": "Add a person who can sign in.",
    "password": "Give a person a new password.",
    "release": "Publish a release of what everybody may see, or build one again.",
    "remind": "Mail everybody who asked for it what is due and what waits for them.",
    "reindex": "Make the search index anew from the stored texts.",
    "watch": "Look at every watched feed once and take in what is new.",
    "verify": "Verify the ledger: name the first bad entry, or print a checkpoint.",
}


class _Commands(click.Group):
    """The desk's own commands, and any of Django's by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands worth showing."""
        return sorted({*super().list_commands(ctx), *_PASSED_ON})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command of ours, else pass the name on to Django."""
        return super().get_command(ctx, cmd_name) or _passed_on(cmd_name)


@click.group(cls=_Commands)
def desk() -> None:
    """Run the desk: serve it, migrate its database, add people."""


@desk.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve the desk to browsers, its database and static files brought up to date before."""
    with sentences():
        set_up()
        from django.core.management import call_command

        from servanda.desk.serving import serve as serve_desk

        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    say(f"Serving the desk at http://{host}:{port}/ (Ctrl-C stops it).\n")
    serve_desk(host, port)


@click.command()
@click.argument("dossier", type=click.Path(path_type=Path))
def load(dossier: Path) -> None:
    """Load the dossier in a folder into the desk, whole or not at all."""
    from servanda.exchange.dossier import NotADossier

    existing_folder(dossier)
    with sentences():
        set_up()
        from servanda.desk.agreements.services import load_dossier
        from servanda.desk.record.services import SYSTEM

        try:
            done = load_dossier(dossier, by=SYSTEM)
        except NotADossier as error:
            for mistake in error.mistakes:
                click.echo(str(mistake), err=True)
            raise Refused(f"{dossier} was not loaded: mend what is named above.") from None
    counts = f"{done.created} created, {done.changed} changed, {done.removed} removed"
    what = counts if done.anything else "it is as the desk has it"
    say(f"Loaded {done.partnership_id} from {dossier}: {what}.\n")


@click.command()
@click.argument("partnership")
@click.argument("path", type=click.Path(path_type=Path))
def dump(partnership: str, path: Path) -> None:
    """Write a partnership from the desk to a folder as a dossier."""
    with sentences():
        set_up()
        from servanda.desk.agreements.services import dump_dossier
        from servanda.exchange.dossier import NotADossier

        try:
            dump_dossier(partnership, path)
        except NotADossier as error:
            for mistake in error.mistakes:
                click.echo(str(mistake), err=True)
            raise Refused(
                f"{path} was not written: mend on the desk what is named above."
            ) from None
        except OSError as error:
            raise Refused(f"{path} cannot be written: {error.strerror}; choose another.") from None
    say(f"Wrote {partnership} to {path}.\n")


@contextmanager
def sentences() -> Iterator[None]:
    """Answer with a sentence where the desk refuses or cannot be reached."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"django", "granian"}:
            raise
        raise Refused(
            "The desk is not installed; install Servanda with its extra, servanda[desk]."
        ) from None
    except Exception as error:
        from django.core.exceptions import ImproperlyConfigured
        from django.db.utils import DatabaseError

        from servanda.desk.agreements.errors import Refused as DeskRefused

        if isinstance(error, DatabaseError):
            raise Refused(
                f"The desk's database cannot be used ({error}); run servanda desk migrate, "
                "or check SERVANDA_DATABASE_URL and SERVANDA_DATA_DIR."
            ) from None
        if isinstance(error, ImproperlyConfigured | DeskRefused):
            raise Refused(str(error)) from None
        raise


def set_up() -> None:
    """Set Django up with the desk's settings."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    django.setup()


def _passed_on(name: str) -> click.Command:
    @click.pass_context
    def run(context: click.Context) -> None:
        with sentences():
            from django.core.management import get_commands

            from servanda.desk.__main__ import main

            set_up()
            if name not in {*get_commands(), "help"}:
                raise Refused(f"There is no command “{name}”; see servanda desk --help.")
            main([name, *context.args])

    return click.Command(
        name,
        callback=run,
        help=_PASSED_ON.get(name, "Run Django's command of this name."),
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
