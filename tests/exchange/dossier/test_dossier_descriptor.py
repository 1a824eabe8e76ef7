import json
from pathlib import Path
from typing import Any

from servanda.exchange.dossier import schema


def descriptor(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return package


def schema_of(folder: Path, name: str) -> dict[str, Any]:
    resources = descriptor(folder)["resources"]
    found: dict[str, Any] = next(r["schema"] for r in resources if r["name"] == name)
    return found


def field_of(folder: Path, table: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in schema_of(folder, table)["fields"] if f["name"] == name)
    return found


def test_every_file_of_the_folder_is_a_resource(folder: Path) -> None:
    paths = {resource["path"] for resource in descriptor(folder)["resources"]}

    files = [path for path in folder.rglob("*") if path.is_file()]
    assert paths == {p.relative_to(folder).as_posix() for p in files} - {"datapackage.json"}


def test_every_table_names_its_columns_in_order(folder: Path) -> None:
    for table in schema.TABLES:
        fields = schema_of(folder, table.name.replace("_", "-"))["fields"]
        header = (folder / table.file).read_text("utf-8").splitlines()[0]

        assert ",".join(field["name"] for field in fields) == header


def test_a_key_of_several_columns_is_a_list(folder: Path) -> None:
    assert schema_of(folder, "provisions")["primaryKey"] == ["text", "eid"]


def test_a_reference_of_several_columns_names_them_on_both_sides(folder: Path) -> None:
    assert {
        "fields": ["text", "provision"],
        "reference": {"resource": "provisions", "fields": ["text", "eid"]},
    } in schema_of(folder, "commitments")["foreignKeys"]


def test_words_become_an_enumeration(folder: Path) -> None:
    constraints = field_of(folder, "commitments", "force")["constraints"]

    assert constraints["enum"][0] == "obligation"


def test_needed_columns_are_required(folder: Path) -> None:
    assert field_of(folder, "parties", "name_en")["constraints"]["required"] is True


def test_booleans_are_true_and_false_only(folder: Path) -> None:
    partner = field_of(folder, "parties", "partner")

    assert (partner["trueValues"], partner["falseValues"]) == (["true"], ["false"])


def test_the_licence_is_that_of_the_partnership(folder: Path) -> None:
    assert descriptor(folder)["licenses"] == [{"name": "Apache-2.0"}]
