"""An agreement as a table for a person: what it is, then a row for each commitment."""

from __future__ import annotations

import io
import sys
import textwrap
from collections import Counter

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from servanda.reading.model import Agreement, Commitment, Force

_PIPED_WIDTH = 100
_NARROWEST = 72
_DUE, _FORCE, _WHO, _WHERE = 16, 11, 16, 22
_GAPS = 4 * 2
_LINES = 2
_BINDING = {True: "yes", False: "no, it says so itself", None: "the text does not say"}


def table_of(agreement: Agreement, *, width: int | None = None) -> str:
    """Write the table, for the width of the terminal or for 100 columns where there is none."""
    console = _console(width)
    with console.capture() as captured:
        console.print(_head(agreement))
        if agreement.commitments:
            console.print()
            console.print(_rows(agreement, console.width))
        console.print()
        console.print(Text(_sum(agreement)))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _console(width: int | None) -> Console:
    terminal = sys.stdout is not None and sys.stdout.isatty()
    if width is None and not terminal:
        width = _PIPED_WIDTH
    console = Console(
        file=io.StringIO(), width=width, highlight=False, force_terminal=terminal, emoji=False
    )
    console.width = max(console.width, _NARROWEST)
    return console


def _head(agreement: Agreement) -> Table:
    head = Table.grid(padding=(0, 2, 0, 0))
    head.add_column(style="dim", no_wrap=True)
    head.add_column(overflow="fold")
    parties = [_named(party.name, party.aliases) for party in agreement.parties]
    head.add_row("Title", Text(agreement.title or "none found", style="bold"))
    head.add_row("Parties", Text("\n".join(parties) or "none found"))
    head.add_row("Signed", Text(_signed(agreement)))
    head.add_row("Binding", Text(_BINDING[agreement.binding]))
    return head


def _named(name: str, aliases: tuple[str, ...]) -> str:
    return f"{name} ({', '.join(aliases)})" if aliases else name


def _signed(agreement: Agreement) -> str:
    if agreement.signed is None:
        return "no date found; give one with --signed"
    place = f", {agreement.place}" if agreement.place else ""
    return f"{agreement.signed.isoformat()}{place}"


def _rows(agreement: Agreement, width: int) -> Table:
    """Lay out the commitments; a cell has two lines at most, save the address, which is whole."""
    act = width - _DUE - _FORCE - _WHO - _WHERE - _GAPS
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for title, across in zip(
        ("Due", "Force", "Who", "Act", "Where"), (_DUE, _FORCE, _WHO, act, _WHERE), strict=True
    ):
        table.add_column(title, width=across, no_wrap=True)
    short = _short_names(agreement)
    for commitment in agreement.commitments:
        table.add_row(
            Text(_two_lines(_due(commitment), _DUE)),
            Text(str(commitment.force)),
            Text(_two_lines(_who(commitment, short), _WHO)),
            Text(_two_lines(commitment.act or commitment.text, act)),
            Text(_address(commitment.eid)),
        )
    return table


def _short_names(agreement: Agreement) -> dict[str, str]:
    """Give the shortest name of each party by every name that the text has for it."""
    names: dict[str, str] = {}
    for party in agreement.parties:
        known = (party.name, *party.aliases)
        shortest = min(known, key=lambda name: (len(name), name))
        names.update(dict.fromkeys(known, shortest))
    return names


def _who(commitment: Commitment, short: dict[str, str]) -> str:
    actors = list(dict.fromkeys(short.get(actor, actor) for actor in commitment.actors))
    everybody = set(short.values())
    if len(everybody) > 1 and everybody <= set(actors):
        actors = ["all parties", *(actor for actor in actors if actor not in everybody)]
    return ", ".join(actors)


def _due(commitment: Commitment) -> str:
    deadline, recurrence = commitment.deadline, commitment.recurrence
    if deadline is not None:
        return deadline.due.isoformat() if deadline.due else deadline.expression
    return recurrence.expression if recurrence else "–"


def _two_lines(text: str, width: int) -> str:
    """Break into lines between words; what does not fit into two is cut."""
    lines = textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)
    if len(lines) <= _LINES:
        return "\n".join(lines)
    last = lines[_LINES - 1]
    cut = last if len(last) < width else last[: width - 1].rstrip()
    return "\n".join([*lines[: _LINES - 1], f"{cut}…"])


def _address(eid: str) -> str:
    """Break a long address where one level of the text ends and the next begins."""
    lines = [""]
    for number, step in enumerate(eid.split("__")):
        joined = f"__{step}" if number else step
        if lines[-1] and len(lines[-1]) + len(joined) > _WHERE:
            lines.append("")
        lines[-1] += joined
    return "\n".join(lines)


def _sum(agreement: Agreement) -> str:
    commitments = agreement.commitments
    if not commitments:
        return "No commitments found."
    counts = Counter(commitment.force for commitment in commitments)
    parts = [_counted(counts[force], str(force)) for force in Force if counts[force]]
    dated = sum(bool(c.deadline and c.deadline.due) for c in commitments)
    whole = _counted(len(commitments), "commitment")
    return f"{whole}: {', '.join(parts)}. With a due date: {dated}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
