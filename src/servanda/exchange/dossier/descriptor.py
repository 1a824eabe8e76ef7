"""`datapackage.json`: the dossier described as a Frictionless data package (version 1)."""

import json
from typing import Any

from servanda.exchange.dossier.cells import PATTERNS
from servanda.exchange.dossier.rows import Dossier
from servanda.exchange.dossier.rows_evidence import Original
from servanda.exchange.dossier.schema import (
    PARTNERSHIP_FILE,
    TABLES,
    Column,
    Kind,
    Reference,
    Table,
)

TYPES = {
    Kind.DATE: "date",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
    Kind.NUMBER: "number",
    Kind.SIGNED: "integer",
    Kind.AMOUNT: "number",
}
FORMATS = {Kind.URL: "uri"}
PARTIAL_DATE = r"\d{4}(-\d{2}){0,2}"


def describe(dossier: Dossier) -> str:
    """Write the descriptor of a dossier."""
    partnership = dossier.partnership
    package = {
        "profile": "data-package",
        "name": partnership.id,
        "title": partnership.title_en,
        "description": partnership.summary_en,
        "licenses": [{"name": partnership.licence}],
        "resources": [
            _file("partnership", PARTNERSHIP_FILE, "application/yaml"),
            *(_table(table) for table in TABLES),
            *(_file(f"text-{text.id}", text.path, "text/markdown") for text in dossier.texts),
            *(_original(original) for original in dossier.originals),
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _file(name: str, path: str, mediatype: str) -> dict[str, Any]:
    return {
        "profile": "data-resource",
        "name": name,
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": mediatype,
        "encoding": "utf-8",
    }


def _original(original: Original) -> dict[str, Any]:
    """Describe an original; its encoding is its own, and only its hash is vouched for."""
    suffix = original.path.rpartition(".")[2]
    return {
        "profile": "data-resource",
        "name": f"original-{original.id}",
        "path": original.path,
        "format": suffix,
        "hash": f"sha256:{original.sha256}",
    }


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [_foreign_key(reference) for reference in table.references]
    return {
        **_file(table.name.replace("_", "-"), table.file, "text/csv"),
        "profile": "tabular-data-resource",
        "description": table.meaning,
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.kind, "string"),
        "description": column.meaning,
    }
    if column.kind in FORMATS:
        field["format"] = FORMATS[column.kind]
    if column.kind is Kind.BOOLEAN:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = _constraints(column)
    return field | {"constraints": constraints} if constraints else field


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.words and column.kind is Kind.WORD:
        constraints["enum"] = list(column.words)
    if column.kind in {Kind.INTEGER, Kind.AMOUNT}:
        constraints["minimum"] = 0
    if column.kind is Kind.PARTIAL_DATE:
        constraints["pattern"] = PARTIAL_DATE
    if column.kind in PATTERNS and column.kind not in FORMATS:
        constraints["pattern"] = PATTERNS[column.kind][0]
    return constraints


def _foreign_key(reference: Reference) -> dict[str, Any]:
    columns, target = list(reference.columns), list(reference.target)
    alone = len(columns) == 1
    return {
        "fields": columns[0] if alone else columns,
        "reference": {
            "resource": reference.table.replace("_", "-"),
            "fields": target[0] if alone else target,
        },
    }
