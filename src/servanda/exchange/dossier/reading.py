"""Reading a folder as a dossier: all of it, or nothing and every mistake by name."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from servanda.exchange.dossier.checks import CHECKS, Contents
from servanda.exchange.dossier.enclosed import read_network
from servanda.exchange.dossier.evidence_checks import EVIDENCE_CHECKS
from servanda.exchange.dossier.files import expected_files, plain_text, strangers
from servanda.exchange.dossier.mistakes import Mistake, NotADossier
from servanda.exchange.dossier.originals import OriginalFiles, read_originals
from servanda.exchange.dossier.partnership import read_partnership
from servanda.exchange.dossier.project_checks import PROJECT_CHECKS
from servanda.exchange.dossier.roadmap_checks import ROADMAP_CHECKS
from servanda.exchange.dossier.rows import Dossier, Partnership
from servanda.exchange.dossier.schema import DESCRIPTOR_FILE, PARTNERSHIP_FILE, TABLES
from servanda.exchange.dossier.spans import SPAN_CHECKS
from servanda.exchange.dossier.tables import Line, read_table

_ALL_CHECKS = (*CHECKS, *SPAN_CHECKS, *EVIDENCE_CHECKS, *PROJECT_CHECKS, *ROADMAP_CHECKS)


def read(path: Path) -> Dossier:
    """Read a dossier, or raise NotADossier with every mistake in it."""
    dossier, mistakes = _examine(path)
    if dossier is None or mistakes:
        raise NotADossier(mistakes)
    return dossier


def check(path: Path) -> list[Mistake]:
    """Name every mistake in a dossier by file, row and field; none means that `read` succeeds."""
    return _examine(path)[1]


def _examine(path: Path) -> tuple[Dossier | None, list[Mistake]]:
    if not path.is_dir():
        why = "It is not a folder; a dossier is a folder of plain files. Name that folder."
        return None, [Mistake(path.name, None, "", why)]
    partnership, mistakes = _partnership(path)
    lines, unread = _tables(path, mistakes)
    wording = _wording(path, lines["texts"], mistakes)
    mistakes += plain_text(path, DESCRIPTOR_FILE)[1]
    named = {line.row.path for table in ("texts", "originals") for line in lines[table]}
    network, wrong = read_network(path)
    mistakes += wrong
    mistakes += strangers(path, expected_files() | named | network.keys())
    documents, wrong = read_originals(path, lines["originals"])
    mistakes += wrong
    contents = Contents(partnership.id if partnership else "", lines, wording, unread, documents)
    for examine in _ALL_CHECKS:
        mistakes += examine(contents)
    if partnership is None:
        return None, _in_order(mistakes)
    return _assemble(path, partnership, contents, network), _in_order(mistakes)


def _partnership(path: Path) -> tuple[Partnership | None, list[Mistake]]:
    text, mistakes = plain_text(path, PARTNERSHIP_FILE)
    return (None, mistakes) if mistakes else read_partnership(text)


def _tables(path: Path, mistakes: list[Mistake]) -> tuple[dict[str, list[Line]], frozenset[str]]:
    lines: dict[str, list[Line]] = {}
    unread = set()
    for table in TABLES:
        text, wrong = plain_text(path, table.file)
        lines[table.name] = []
        if not wrong:
            lines[table.name], wrong = read_table(table, text)
        if wrong:
            unread.add(table.name)
        mistakes += wrong
    return lines, frozenset(unread)


def _wording(path: Path, texts: Sequence[Line], mistakes: list[Mistake]) -> dict[str, str]:
    wording = {}
    for line in texts:
        body, wrong = plain_text(path, line.row.path)
        mistakes += wrong
        if not wrong:
            wording[line.row.id] = body
    return wording


def _assemble(
    path: Path, partnership: Partnership, contents: Contents, network: Mapping[str, bytes]
) -> Dossier:
    tables: dict[str, Any] = {
        name: tuple(line.row for line in found) for name, found in contents.lines.items()
    }
    return Dossier(
        partnership=partnership,
        wording=MappingProxyType(dict(contents.wording)),
        files=OriginalFiles(path, {row.id: row.path for row in tables["originals"]}),
        documents=MappingProxyType(dict(contents.documents)),
        network=MappingProxyType({Path(name).name: data for name, data in network.items()}),
        **tables,
    )


def _in_order(mistakes: list[Mistake]) -> list[Mistake]:
    return sorted(set(mistakes), key=lambda m: (m.file, m.row or 0, m.field, m.message))
