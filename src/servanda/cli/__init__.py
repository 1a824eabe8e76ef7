"""The command line, one file a command group: read a text, keep a dossier, run the desk."""

import click

from servanda.cli.answers import OneSentenceGroup
from servanda.cli.desk import desk, dump, load
from servanda.cli.dossiers import check
from servanda.cli.flows import flows
from servanda.cli.ingest import ingest
from servanda.cli.network import network
from servanda.cli.reading import read
from servanda.cli.releases import release
from servanda.cli.scheduling import schedule


@click.group(cls=OneSentenceGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="servanda", message="%(prog)s %(version)s")
def main() -> None:
    """Read international agreements into dated commitments, and run their implementation."""


for command in (read, check, load, dump, ingest, release, schedule, network, flows, desk):
    main.add_command(command)
