"""`servanda network`: check a network, write it as GeoJSON, read it back."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.answers import OneSentenceGroup, Refused, say
from servanda.cli.documents import contents

if TYPE_CHECKING:
    from servanda.exchange.network import Mistake, StoredNetwork

_MISTAKES = 1
_SHOWN = 5


@click.group(cls=OneSentenceGroup)
def network() -> None:
    """Check a network, write it as GeoJSON for a map program, or read it back."""


@network.command("check")
@click.argument("path", type=click.Path(path_type=Path))
def check_network(path: Path) -> None:
    """Name file, row and field of every mistake in PATH: a network's folder, or a GeoJSON file."""
    from servanda.exchange.network import NotANetwork, check

    _existing(path)
    try:
        if path.is_dir():
            mistakes: Sequence[Mistake] = check(path)
        else:
            mistakes = ()
            _from_geojson(path)
    except NotANetwork as error:
        mistakes = error.mistakes
    except OSError as error:
        raise Refused(f"{path} cannot be checked: {error.strerror}; check its files.") from None
    if mistakes:
        say("".join(f"{mistake}\n" for mistake in mistakes))
        sys.exit(_MISTAKES)
    say(f"No mistakes in {path}.\n")


@network.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--geojson", is_flag=True, help="Write GeoJSON (RFC 7946).")
def export_network(path: Path, *, geojson: bool) -> None:
    """Write the network in the folder PATH to standard output."""
    from servanda.exchange.network import to_geojson

    if not geojson:
        raise Refused("Nothing says in which form to write the network; add --geojson.")
    say(to_geojson(network_in(path)))


@network.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
def import_network(file: Path, folder: Path) -> None:
    """Write the network in the GeoJSON FILE as CSV files into FOLDER."""
    from servanda.exchange.network import NotANetwork, write

    _existing(file)
    if file.is_dir():
        raise Refused(f"{file} cannot be read: it is a folder; name a GeoJSON file.")
    try:
        write(_from_geojson(file), folder)
    except NotANetwork as error:
        raise _refusal(file, error.mistakes) from None
    except FileExistsError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}; choose another.") from None
    say(f"Wrote {folder}.\n")


def network_in(path: Path) -> StoredNetwork:
    """Read the network in a folder or a GeoJSON file, or refuse it with its first mistakes."""
    from servanda.exchange.network import NotANetwork, read

    _existing(path)
    try:
        return read(path) if path.is_dir() else _from_geojson(path)
    except NotANetwork as error:
        raise _refusal(path, error.mistakes) from None
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}; check its files.") from None


def _existing(path: Path) -> None:
    if not path.exists():
        raise Refused(f"{path} cannot be read: there is no such file or folder; check its path.")


def _from_geojson(file: Path) -> StoredNetwork:
    from servanda.exchange.network import from_geojson
    from servanda.exchange.network.files import LARGEST_FILE

    data = contents(str(file), LARGEST_FILE)
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        raise Refused(f"{file} cannot be read: it is larger than {limit} MB; shorten it.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{file} cannot be read: it is not UTF-8; save it as UTF-8.") from None
    return from_geojson(text, file.name)


def _refusal(path: Path, mistakes: Sequence[Mistake]) -> Refused:
    more = len(mistakes) - _SHOWN
    told = "; ".join(str(mistake).rstrip(".") for mistake in mistakes[:_SHOWN])
    rest = f"; and {more} more: see servanda network check" if more > 0 else ""
    return Refused(f"{path} has mistakes and was not read: {told}{rest}.")
