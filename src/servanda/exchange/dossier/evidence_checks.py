"""What must hold between originals, evidence, criteria, codings and what people decided."""

from collections.abc import Iterator
from typing import Any

from servanda.exchange.dossier.checks import Check, Contents
from servanda.exchange.dossier.mistakes import Mistake
from servanda.exchange.dossier.spans import misplaced
from servanda.exchange.dossier.tables import Line

_ONCE = {
    "criteria": ("commitment", "number"),
    "statements": ("version", "key"),
    "judgements": ("coding", "criterion"),
    "silence_periods": ("nature",),
}


def quotes_of_originals(contents: Contents) -> Iterator[Mistake]:
    """Name evidence whose quote is not, character for character, what its original says there."""
    for line in contents.lines["evidence"]:
        document = contents.documents.get(line.row.original)
        if document is not None and document.text[line.row.start : line.row.end] != line.row.quote:
            why = misplaced(document.text, line.row)
            yield Mistake("evidence.csv", line.number, "quote", why)


def digests_name_their_source(contents: Contents) -> Iterator[Mistake]:
    """Name digests that do not say what they tell of."""
    for line in contents.lines["originals"]:
        if line.row.standing == "digest" and not line.row.source:
            why = "A digest tells of a publication. Name it: an id of sources.csv."
            yield Mistake("originals.csv", line.number, "source", why)


def cited_evidence(contents: Contents) -> Iterator[Mistake]:
    """Name judgements and ends that cite evidence which is not there or speaks of another."""
    if "evidence" in contents.unread:
        return
    known = {line.row.id: line.row for line in contents.lines["evidence"]}
    codings = {line.row.id: line.row.commitment for line in contents.lines["codings"]}
    for line in contents.lines["judgements"]:
        yield from _cited("judgements.csv", line, codings.get(line.row.coding), known)
    for line in contents.lines["endings"]:
        yield from _cited("endings.csv", line, line.row.commitment, known)


def _cited(
    file: str, line: Line, commitment: str | None, known: dict[str, Any]
) -> Iterator[Mistake]:
    for each in line.row.evidence:
        found = known.get(each)
        if found is None:
            why = f'There is no evidence "{each}" in evidence.csv. Correct it.'
            yield Mistake(file, line.number, "evidence", why)
        elif commitment and (found.subject_kind, found.subject_id) != ("commitment", commitment):
            why = f'"{each}" speaks of {found.subject_id}, not of {commitment}. Cite its own.'
            yield Mistake(file, line.number, "evidence", why)


def codings_by_their_criteria(contents: Contents) -> Iterator[Mistake]:
    """Name codings by criteria of another commitment, and judgements of another version's."""
    versions = {line.row.id: line.row.commitment for line in contents.lines["criteria"]}
    for line in contents.lines["codings"]:
        if versions.get(line.row.version, line.row.commitment) != line.row.commitment:
            why = f'"{line.row.version}" has the criteria of another commitment. Correct one.'
            yield Mistake("codings.csv", line.number, "version", why)
    codings = {line.row.id: line.row.version for line in contents.lines["codings"]}
    statements = {line.row.id: line.row.version for line in contents.lines["statements"]}
    for line in contents.lines["judgements"]:
        judged, stated = codings.get(line.row.coding), statements.get(line.row.criterion)
        if judged and stated and judged != stated:
            why = f'"{line.row.criterion}" belongs to "{stated}", the coding to "{judged}".'
            yield Mistake(
                "judgements.csv", line.number, "criterion", f"{why} Correct one of the two."
            )


def said_once(contents: Contents) -> Iterator[Mistake]:
    """Name rows that say again what another row says already."""
    for table, columns in _ONCE.items():
        first: dict[tuple[Any, ...], int] = {}
        for line in contents.lines[table]:
            key = tuple(getattr(line.row, name) for name in columns)
            if key in first:
                why = (
                    f"Line {first[key]} has the same {' and '.join(columns)}. Correct one of them."
                )
                yield Mistake(f"{table}.csv", line.number, columns[-1], why)
            first.setdefault(key, line.number)


def spans_that_last(contents: Contents) -> Iterator[Mistake]:
    """Name suspensions that end before they began, and periods without a day."""
    for line in contents.lines["suspensions"]:
        if line.row.until and line.row.until <= line.row.since:
            why = "A suspension ends after it began. Correct since or until."
            yield Mistake("suspensions.csv", line.number, "until", why)
    for line in contents.lines["silence_periods"]:
        if not line.row.days:
            why = "A period of silence lasts at least one day. Write how many."
            yield Mistake("silence_periods.csv", line.number, "days", why)


EVIDENCE_CHECKS: tuple[Check, ...] = (
    quotes_of_originals,
    digests_name_their_source,
    cited_evidence,
    codings_by_their_criteria,
    said_once,
    spans_that_last,
)
