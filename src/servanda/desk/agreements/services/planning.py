"""Compares a table of a dossier with what is stored, and says what a load has to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from servanda.desk.agreements.models import LoadedRow
from servanda.desk.agreements.selectors.shelf import path_to_partnership
from servanda.desk.agreements.services.cells import Wanted, wanted
from servanda.desk.agreements.services.ordering import renumbered
from servanda.desk.agreements.services.sheet import Sheet
from servanda.desk.record.models import Recorded
from servanda.exchange.dossier import Dossier, Mistake


@dataclass(slots=True)
class Plan:
    """What a load has to do to one table."""

    sheet: Sheet
    rows: list[LoadedRow] = field(default_factory=list)  # to be remembered as loaded
    dropped: list[LoadedRow] = field(default_factory=list)  # to be forgotten
    new: list[Recorded] = field(default_factory=list)
    changes: list[tuple[Recorded, dict[str, Any]]] = field(default_factory=list)
    gone: list[Recorded] = field(default_factory=list)


def plan(sheet: Sheet, dossier: Dossier) -> Plan:
    """Say what a table of a dossier asks for beyond what is there."""
    partnership_id = dossier.partnership.id
    asked = [wanted(sheet, row, dossier) for row in getattr(dossier, sheet.name)]
    stored = stored_things(sheet, partnership_id)
    before = {
        each.row_id: each
        for each in LoadedRow.objects.filter(partnership_id=partnership_id, table=sheet.name)
    }
    rows = _rows(asked, partnership_id, sheet.name)
    found = Plan(sheet, rows=[each for each in rows if _news(each, before.get(each.row_id))])
    numbers = _numbers(sheet, asked, stored)
    for each, number in zip(asked, numbers, strict=True):
        last = before.get(each.id)
        same = last is not None and last.sha256 == each.sha256
        _compare(found, each, stored.get(each.id), number, same=same)
    kept = {each.id for each in asked}
    found.dropped = [each for row_id, each in before.items() if row_id not in kept]
    found.gone = [stored[each.row_id] for each in found.dropped if each.row_id in stored]
    return found


def stored_things(sheet: Sheet, partnership_id: str) -> dict[str, Any]:
    """Return all that is stored of a table, by id, in its order."""
    things = sheet.model._default_manager.filter(
        sheet.only, **{path_to_partnership(sheet.model): partnership_id}
    ).select_related(*sheet.near)
    if sheet.numbered:
        return {each.id: each for each in things.order_by("ordinal", "id")}
    loaded = LoadedRow.objects.filter(partnership_id=partnership_id, table=sheet.name)
    places = dict(loaded.values_list("row_id", "ordinal"))
    ordered = sorted(things, key=lambda each: (places.get(each.id, len(places)), each.id))
    return {each.id: each for each in ordered}


def mistakes(plans: Iterable[Plan]) -> list[Mistake]:
    """Name what the desk cannot store although the dossier allows it, such as too long a title."""
    found: list[Mistake] = []
    for each in plans:
        for thing in each.new:
            found += _mistakes(each.sheet, thing)
        for thing, fields in each.changes:
            found += _fixed(each.sheet, thing, fields)
            for name, value in fields.items():
                setattr(thing, name, value)
            found += _mistakes(each.sheet, thing)
    return found


def _numbers(
    sheet: Sheet, asked: Sequence[Wanted], stored: Mapping[str, Any]
) -> list[dict[str, int]]:
    """Return the number of each row, where its thing keeps one."""
    if not sheet.numbered:
        return [{} for _ in asked]
    old = [stored[each.id].ordinal if each.id in stored else None for each in asked]
    return [{"ordinal": number} for number in renumbered(old)]


def _rows(asked: Sequence[Wanted], partnership_id: str, table: str) -> list[LoadedRow]:
    return [
        LoadedRow(
            partnership_id=partnership_id,
            table=table,
            row_id=each.id,
            ordinal=place,
            sha256=each.sha256,
            rest=each.rest,
        )
        for place, each in enumerate(asked)
    ]


def _news(row: LoadedRow, before: LoadedRow | None) -> bool:
    """Tell whether a row is not remembered yet as it is."""
    names = ("ordinal", "sha256", "rest")
    return before is None or any(getattr(row, each) != getattr(before, each) for each in names)


def _compare(
    found: Plan, each: Wanted, thing: Any, number: Mapping[str, int], *, same: bool
) -> None:
    if thing is None:
        if not same:  # else it was removed on the desk since, and stays so
            fields = {**each.fields, **each.once, **number}
            found.new.append(found.sheet.model(id=each.id, **fields))
        return
    asked = {**({} if same else each.fields), **number}
    different = {name: value for name, value in asked.items() if getattr(thing, name) != value}
    if different:
        found.changes.append((thing, different))


def _fixed(sheet: Sheet, thing: Recorded, fields: Mapping[str, Any]) -> Iterable[Mistake]:
    for name in sorted(sheet.fixed & fields.keys()):
        why = (
            f"The desk has another {name} for {thing.local_id}, and it never changes."
            " Give what is new an id of its own."
        )
        yield Mistake(sheet.table.file, None, name, why)


def _mistakes(sheet: Sheet, thing: Recorded) -> Iterable[Mistake]:
    foreign = [each.name for each in thing._meta.concrete_fields if each.is_relation]
    try:
        thing.clean_fields(exclude=foreign)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                yield Mistake(sheet.table.file, None, name, f"{thing.local_id}: {message}")
