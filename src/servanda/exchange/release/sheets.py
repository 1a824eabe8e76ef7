"""A release's commitments and figures as tables (RFC 4180 CSV) for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from servanda.exchange.release.model import Assessed, Cell, Commitment, Release, Share

Row = Sequence[object]
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula

COMMITMENTS = (
    "id",
    "instrument",
    "section",
    "place",
    "force",
    "nature",
    "words",
    "due",
    "outcome",
    "level",
    "highest",
    "explanation",
    "timeliness",
    "days",
    "end",
    "suspended",
    "stalled_inferred",
    "evidence",
    "verified_evidence",
    "adjudicated",
)
FIGURES = ("section", "force", "figure", "count", "of", "at_most", "share", "low", "high")


def commitments_csv(release: Release) -> bytes:
    """Write one row a commitment."""
    return _sheet(COMMITMENTS, (_commitment(each) for each in release.commitments))


def figures_csv(release: Release) -> bytes:
    """Write one row a figure; an empty section is all of them."""
    figures = release.figures
    if figures is None:
        return _sheet(FIGURES, ())
    cells = [*figures.by_force, *figures.by_section]
    rows = [row for cell in cells for row in _cell(cell)]
    pam = figures.pam
    rows.append(("", "", "PAM's percentage", pam.points, pam.possible, "", pam.value, "", ""))
    return _sheet(FIGURES, rows)


def _commitment(one: Commitment) -> Row:
    found = one.assessment
    return (
        one.id,
        one.instrument,
        one.section,
        one.place.en,
        one.force.value,
        one.nature.value,
        one.words,
        one.due.on or "",
        *_outcome(found),
        len(one.evidence),
        sum(each.verified for each in one.evidence),
        _yes(one.coding.adjudicated) if one.coding else "",
    )


def _outcome(found: Assessed | None) -> Row:
    if found is None:
        return [""] * 9
    return (
        found.outcome.value,
        found.level,
        found.highest,
        found.said.en,
        found.timeliness.timing.value,
        found.timeliness.days,
        found.end_state.value if found.end_state else "",
        _yes(found.suspended),
        _yes(found.silence.stalled),
    )


def _cell(cell: Cell) -> Iterator[Row]:
    place, total = (cell.section or "", cell.force.value), len(cell.commitments)
    yield (*place, "commitments", total, "", "", "", "", "")
    yield (*place, "any progress", *_share(cell.any_progress))
    yield (*place, "fully done", *_share(cell.fully_done))
    counted = {**cell.outcomes, **cell.timings, **cell.ends, "suspended": cell.suspended}
    for figure, number in {**counted, "stalled (inferred)": cell.stalled}.items():
        yield (*place, figure, number, total, "", "", "", "")


def _share(share: Share) -> Row:
    return share.count, share.of, share.at_most, share.value, share.low, share.high


def _yes(said: object) -> str:
    return "yes" if said else "no"


def _sheet(head: Row, rows: Iterable[Row]) -> bytes:
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return into.getvalue().encode()


def _safe(cell: object) -> object:
    """Keep words of a source from running as a formula."""
    if isinstance(cell, str) and cell.startswith(RISKY):
        return f"'{cell}"
    return cell
