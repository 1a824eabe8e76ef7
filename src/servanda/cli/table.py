"""An agreement as a table for a person: what it is, then a row for each commitment."""

from __future__ import annotations

import sys
from collections import Counter

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from servanda.reading.model import Agreement, Commitment, Force

_PIPED_WIDTH = 100
_NARROWEST = 60
_BINDING = {True: "yes", False: "no, it says so itself", None: "the text does not say"}


def table_of(agreement: Agreement, *, width: int | None = None) -> str:
    """Write the table, for the width of the terminal or for 100 columns where there is none."""
    console = _console(width)
    with console.capture() as captured:
        console.print(_head(agreement))
        if agreement.commitments:
            console.print(_rows(agreement))
        console.print(Text(_sum(agreement)))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _console(width: int | None) -> Console:
    terminal = sys.stdout.isatty()
    if width is None and not terminal:
        width = _PIPED_WIDTH
    console = Console(width=width, highlight=False, force_terminal=terminal, emoji=False)
    console.width = max(console.width, _NARROWEST)
    return console


def _head(agreement: Agreement) -> Table:
    head = Table.grid(padding=(0, 2, 0, 0))
    head.add_column(style="dim", no_wrap=True)
    head.add_column(overflow="fold")
    signed = _long(agreement)
    head.add_row("Title", Text(agreement.title or "(none found)", style="bold"))
    head.add_row("Parties", Text("\n".join(_party_names(agreement)) or "(none found)"))
    head.add_row("Signed", Text(signed))
    head.add_row("Binding", Text(_BINDING[agreement.binding]))
    return head


def _party_names(agreement: Agreement) -> list[str]:
    return [
        f"{party.name} ({', '.join(party.aliases)})" if party.aliases else party.name
        for party in agreement.parties
    ]


def _long(agreement: Agreement) -> str:
    if agreement.signed is None:
        return "no date found; give one with --signed"
    place = f", {agreement.place}" if agreement.place else ""
    return f"{agreement.signed.isoformat()}{place}"


def _rows(agreement: Agreement) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), expand=True, pad_edge=False, show_edge=False)
    table.add_column("Due", width=17, no_wrap=True, overflow="ellipsis")
    table.add_column("Force", width=11, no_wrap=True)
    table.add_column("Who", width=16, no_wrap=True, overflow="ellipsis")
    table.add_column("Act", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("Where", min_width=8, max_width=24, overflow="fold")
    for commitment in agreement.commitments:
        table.add_row(
            Text(_due(commitment)),
            Text(str(commitment.force)),
            Text(_line(", ".join(commitment.actors))),
            Text(_line(commitment.act or commitment.text)),
            Text(commitment.eid),
        )
    return table


def _due(commitment: Commitment) -> str:
    deadline, recurrence = commitment.deadline, commitment.recurrence
    if deadline is not None:
        return deadline.due.isoformat() if deadline.due else _line(deadline.expression)
    return _line(recurrence.expression) if recurrence else "–"


def _line(text: str) -> str:
    return " ".join(text.split())


def _sum(agreement: Agreement) -> str:
    commitments = agreement.commitments
    if not commitments:
        return "\nNo commitments found."
    counts = Counter(commitment.force for commitment in commitments)
    parts = [f"{counts[force]} {_plural(force, counts[force])}" for force in Force if counts[force]]
    dated = sum(bool(c.deadline and c.deadline.due) for c in commitments)
    whole = f"{len(commitments)} commitment{'s' if len(commitments) > 1 else ''}"
    return f"\n{whole}: {', '.join(parts)}. With a due date: {dated}."


def _plural(force: Force, number: int) -> str:
    return str(force) if number == 1 else f"{force}s"
