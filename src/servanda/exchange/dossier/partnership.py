"""`partnership.yaml`: a flat list of names and texts, read from YAML's events.

Nothing is constructed and nothing expands, so tags, anchors and "billion laughs" have no effect
but a mistake with a line number; `no` and `2026-02-10` stay the words that were written.
"""

from typing import Any

import yaml

from servanda.exchange.dossier.mistakes import Mistake, nearest
from servanda.exchange.dossier.rows import Partnership
from servanda.exchange.dossier.schema import PARTNERSHIP, PARTNERSHIP_FILE
from servanda.exchange.dossier.tables import read_cells


def read_partnership(text: str) -> tuple[Partnership | None, list[Mistake]]:
    """Read `partnership.yaml`: one flat list of names and texts; no tags, anchors or aliases."""
    try:
        pairs, mistakes = _pairs(text)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        number = mark.line + 1 if mark else None
        why = f"It is not YAML ({getattr(error, 'problem', None) or 'malformed'}). Correct it."
        return None, [Mistake(PARTNERSHIP_FILE, number, "", why)]
    columns = {column.name: column for column in PARTNERSHIP}
    known = [pair for pair in pairs if pair[1] in columns]
    mistakes += _field_mistakes([(number, name) for number, name, _value in pairs], list(columns))
    values: dict[str, Any] = {}
    for number, name, value in known:
        read, wrong = read_cells(PARTNERSHIP_FILE, number, [columns[name]], [value])
        values |= read
        mistakes += wrong
    return (None, mistakes) if mistakes else (Partnership(**values), [])


def write_partnership(partnership: Partnership) -> str:
    """Write `partnership.yaml` as `read_partnership` reads it."""
    values = {column.name: getattr(partnership, column.name) for column in PARTNERSHIP}
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=96)


def _pairs(text: str) -> tuple[list[tuple[int, str, str]], list[Mistake]]:
    scalars: list[tuple[int, str]] = []
    groups = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        number = event.start_mark.line + 1 if event.start_mark else 0
        groups += isinstance(event, yaml.CollectionStartEvent)
        why = _refusal(event, groups)
        if why:
            return [], [Mistake(PARTNERSHIP_FILE, number, "", why)]
        if isinstance(event, yaml.ScalarEvent):
            scalars.append((number, event.value))
    names, values = scalars[0::2], scalars[1::2]
    pairs = zip(names, values, strict=False)
    return [(number, name, value) for (number, name), (_line, value) in pairs], []


def _refusal(event: yaml.Event, groups: int) -> str:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "Anchors and aliases (& and *) are not read here; write the text itself."
    if getattr(event, "tag", None):
        return "Tags (!) are not read here; write plain text."
    if isinstance(event, yaml.SequenceStartEvent) or groups > 1:
        return 'Only lines of the form "name: text" are read here; take lists and groups out.'
    return ""


def _field_mistakes(found: list[tuple[int, str]], wanted: list[str]) -> list[Mistake]:
    names = [name for _number, name in found]
    mistakes = [
        Mistake(PARTNERSHIP_FILE, None, name, "The field is missing; add it.")
        for name in wanted
        if name not in names
    ]
    for place, (number, name) in enumerate(found):
        if name not in wanted:
            why = f'There is no field "{name}" here.{nearest(name, wanted)} Rename or remove it.'
            mistakes.append(Mistake(PARTNERSHIP_FILE, number, name, why))
        elif name in names[:place]:
            mistakes.append(Mistake(PARTNERSHIP_FILE, number, name, "It is there twice."))
    return mistakes
