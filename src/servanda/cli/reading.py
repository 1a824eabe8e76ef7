"""`servanda read`: an agreement from a file to its commitments."""
# ruff: noqa: PLC0415 - imported when needed, so that the command line starts at once

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from servanda.cli.answers import Refused, say
from servanda.cli.dates import IsoDate, NamedDate, events_by_name
from servanda.cli.documents import contents, name_of

if TYPE_CHECKING:
    from servanda.reading.formats import Extracted
    from servanda.reading.model import Agreement

_SIGNATURE = "signature"


@click.command(no_args_is_help=False)
@click.argument("file")
@click.option("--signed", type=IsoDate(), help="The day of signature, where the text has none.")
@click.option(
    "--event",
    "events",
    type=NamedDate(),
    multiple=True,
    help="The date of an event, such as entry_into_force or ratification; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was read as JSON.")
@click.option("--text", "as_text", is_flag=True, help="Print the text that the spans refer to.")
@click.option("--akn", "as_akn", is_flag=True, help="Print Akoma Ntoso 3.0.")
def read(
    *,
    file: str,
    signed: date | None,
    events: tuple[tuple[str, date], ...],
    as_json: bool,
    as_text: bool,
    as_akn: bool,
) -> None:
    """Read the agreement in FILE into provisions and dated commitments.

    FILE is plain text, Markdown, HTML, DOCX or PDF; - is standard input.
    """
    if as_json + as_text + as_akn > 1:
        raise click.UsageError("--json, --text and --akn exclude each other; choose one")
    dated = _with_signature(events_by_name(events), signed)
    extracted = _extracted(file)
    if as_text:
        say(extracted.text)
        return
    agreement = _agreement(extracted, name_of(file), dated)
    _note_unused(agreement, dated)
    if as_json:
        say(json.dumps(agreement.as_json(), ensure_ascii=False, indent=2) + "\n")
    elif as_akn:
        from servanda.exchange import akoma_ntoso

        say(akoma_ntoso.write(agreement).decode("utf-8"))
    else:
        from servanda.cli.table import table_of

        say(table_of(agreement))


def _with_signature(events: dict[str, date], signed: date | None) -> dict[str, date]:
    if signed and events.setdefault(_SIGNATURE, signed) != signed:
        raise click.UsageError(
            f"--signed {signed} and --event signature={events[_SIGNATURE]} differ; give one"
        )
    return events


def _note_unused(agreement: Agreement, events: dict[str, date]) -> None:
    """Say on standard error which given events nothing counts from: the name may be mistyped."""
    anchors = {c.deadline.anchor for c in agreement.commitments if c.deadline} | {_SIGNATURE}
    if agreement.commencement:
        anchors |= {agreement.commencement.anchor, "entry_into_force"}
    unused = sorted(events.keys() - anchors)
    if unused:
        known = ", ".join(sorted(anchor for anchor in anchors if anchor))
        click.echo(
            f"Note: no date counts from {', '.join(unused)}. Dates count from: {known}.", err=True
        )


def _extracted(file: str) -> Extracted:
    from servanda.reading.formats import DEFAULT, UnreadableDocument, extract

    data = contents(file, DEFAULT.document_bytes)
    try:
        return extract(data, name_of(file))
    except UnreadableDocument as error:
        raise Refused(str(error)) from None


def _agreement(extracted: Extracted, name: str, events: dict[str, date]) -> Agreement:
    from servanda.reading import read as read_text
    from servanda.reading.model import NotAnAgreement

    try:
        return read_text(extracted.text, signed=events.get(_SIGNATURE), events=events)
    except NotAnAgreement as error:
        raise Refused(f"{name}: {error}") from None
