"""The commands that need the desk: serve it, migrate it, load and dump a partnership.

Django is imported only when one of them runs, so that reading a text needs none of it.
"""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import os
from pathlib import Path

import click

from servanda.cli.answers import Refused, say
from servanda.cli.dossiers import existing_folder

_SETTINGS = "servanda.desk.web.settings"
_PASSED_ON = {
    "migrate": "Bring the desk's database up to date.",
    "person": "Add a person who can sign in.",
    "password": "Give a person a new password.",
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
    """Serve the desk to browsers."""
    _set_up()
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "servanda.desk.web.wsgi:application", address=host, port=port, interface=Interfaces.WSGI
    ).serve()


@click.command()
@click.argument("dossier", type=click.Path(path_type=Path))
def load(dossier: Path) -> None:
    """Load the partnership in the folder DOSSIER into the desk, whole or not at all."""
    existing_folder(dossier)
    _set_up()
    from servanda.desk.agreements.services import load_dossier
    from servanda.desk.record.services import SYSTEM
    from servanda.exchange.dossier import NotADossier

    try:
        load_dossier(dossier, by=SYSTEM)
    except NotADossier as error:
        for mistake in error.mistakes:
            click.echo(str(mistake), err=True)
        raise Refused(f"{dossier} was not loaded: mend what is named above.") from None
    say(f"Loaded {dossier}.\n")


@click.command()
@click.argument("partnership")
@click.argument("path", type=click.Path(path_type=Path))
def dump(partnership: str, path: Path) -> None:
    """Write PARTNERSHIP from the desk to the folder PATH as a dossier."""
    _set_up()
    from django.core.exceptions import ObjectDoesNotExist

    from servanda.desk.agreements.services import dump_dossier

    try:
        dump_dossier(partnership, path)
    except ObjectDoesNotExist:
        raise Refused(
            f"{partnership} cannot be dumped: the desk has no such partnership; check its name."
        ) from None
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}; choose another.") from None
    say(f"Wrote {partnership} to {path}.\n")


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    try:
        import django
    except ModuleNotFoundError:
        raise Refused(
            "the desk is not installed; install Servanda with its extra, servanda[desk]."
        ) from None
    django.setup()


def _passed_on(name: str) -> click.Command:
    @click.pass_context
    def run(context: click.Context) -> None:
        _set_up()
        from servanda.desk.__main__ import main

        main([name, *context.args])

    return click.Command(
        name,
        callback=run,
        help=_PASSED_ON.get(name, "Run Django's command of this name."),
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
