import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from exchange.dossier.conftest import Spoil
from exchange.dossier.small import MET_AT, REPORT_HASH, START, small_dossier
from servanda.exchange import dossier as d
from servanda.exchange.dossier import files

SPOILED = [
    # file, what stands there, what is put there, line, field, part of the message
    ("parties.csv", "north,Northland", "North Land,Northland", 2, "id", "not a valid id"),
    ("parties.csv", ",NO,", ",Norway,", 2, "iso2", "two capital letters"),
    ("parties.csv", ",state,true", ",sate,true", 2, "kind", 'Did you mean "state"?'),
    ("parties.csv", ",state,true", ",state,yes", 2, "partner", 'neither "true" nor "false"'),
    ("parties.csv", "south,Southland", "north,Southland", 3, "id", "there already, on line 2"),
    ("parties.csv", "Northland,", ",", 2, "name_en", "It is empty, but it is needed"),
    ("parties.csv", "Northland,", "Northland ,", 2, "name_en", "spaces around the value"),
    ("parties.csv", "Northland,", "Nor\tthland,", 2, "name_en", "control character U+0009"),
    ("parties.csv", "Northland,", "North, land,", 2, "", "The row has 9 cells, the header 8"),
    ("parties.csv", "Northland,", '"Northland,', 2, "", "It is not CSV from here on"),
    ("parties.csv", "north,", "\nnorth,", 2, "", "The line is empty"),
    ("parties.csv", "name_az", "name_aze", 1, "name_az", "The column is missing"),
    ("parties.csv", "name_az", "name_aze", 1, "name_aze", 'Did you mean "name_az"?'),
    ("parties.csv", "name_az", "name_en", 1, "name_en", "The column is there twice"),
    ("sources.csv", "2026-02,", "2026-13,", 2, "published", "not a date or part of one"),
    ("sources.csv", "2026-03-01", "2026-02-30", 2, "accessed", "not a day of the calendar"),
    ("sources.csv", "2026-03-01", "1.3.2026", 2, "accessed", "write year-month-day"),
    ("sources.csv", "https://", "ftp://", 2, "url", 'starts with "https://"'),
    ("sources.csv", ",en,high", ",English,high", 2, "language", "BCP 47"),
    ("events.csv", ",day,", ",month,", 2, "date", "first day: 2026-02-01"),
    ("events.csv", ",day,", ",year,", 2, "date", "first day: 2026-01-01"),
    ("events.csv", "signed,pact,", "signed,pakt,", 2, "instrument", 'Did you mean "pact"?'),
    ("events.csv", ",public,", ",party,", 2, "held_by", 'classification is "party"'),
    ("texts.csv", "texts/", "../texts/", 2, "path", "not a file directly in the folder"),
    ("texts.csv", "texts/", "/etc/", 2, "path", "not a file directly in the folder"),
    ("provisions.csv", f"{START + 59}\n", "9999\n", 2, "end", "no part of the text"),
    ("commitments.csv", "para_1", "para_9", 2, "provision", 'Did you mean "para_1"?'),
    ("commitments.csv", ",P1Y,", ",1 year,", 2, "recurrence_every", "as ISO 8601 does"),
    ("commitments.csv", ",P1Y,", ",P,", 2, "recurrence_every", "as ISO 8601 does"),
    ("commitments.csv", ",P1Y,", ",,", 2, "recurrence_every", "a period and a number of times"),
    ("commitments.csv", ",1,FREQ", ",one,FREQ", 2, "recurrence_times", "not a whole number"),
    ("commitments.csv", "FREQ=YEARLY", "yearly", 2, "recurrence_rrule", "as RFC 5545 does"),
    ("commitments.csv", "north; south", "north;south", 2, "actors", 'separated by "; "'),
    (
        "commitments.csv",
        ",at least once a year,",
        ",monthly,",
        2,
        "recurrence_expression",
        "not in",
    ),
    (
        "commitments.csv",
        ",at least once a year,",
        ",,",
        2,
        "recurrence_expression",
        "not the words",
    ),
    (
        "commitments.csv",
        ",,,,,at least",
        ",within,,,,at least",
        2,
        "deadline_expression",
        "not the",
    ),
    ("commitments.csv", ",,,,,at least", "as needed,,,,,at least", 2, "deadline_bound", "bounds"),
    ("commitments.csv", "intention", "intension", 2, "force", 'Did you mean "intention"?'),
    (
        "citations.csv",
        "instrument,pact,,gazette,\n",
        "",
        2,
        "id",
        'instrument "pact" has no source',
    ),
    ("citations.csv", "event,pact-signed,", "event,pact-sined,", 3, "subject_id", "Did you mean"),
    ("citations.csv", "signed,date", "signed,dates", 3, "field", 'Did you mean "date"?'),
    ("claims.csv", ",Gazette,gazette,", ",Gazette,,", 2, "source", "It is empty"),
    ("findings.csv", ",gazette,public", ",,public", 2, "source", "It is empty"),
    ("findings.csv", "pact-meetings", "pact-meeting", 2, "commitment", "Did you mean"),
    ("originals.csv", "originals/", "texts/", 2, "path", "not a file directly in the folder"),
    ("originals.csv", "originals/gazette", "originals/.gazette", 2, "path", "directly in the"),
    ("originals.csv", ",gazette,", ",,", 2, "source", "A digest tells of a publication"),
    ("originals.csv", REPORT_HASH, "f" * 64, 2, "sha256", "The original was changed"),
    ("originals.csv", REPORT_HASH, "f00", 2, "sha256", "64 digits"),
    ("originals/gazette.md", "3 March", "4 March", 2, "sha256", "The original was changed"),
    ("evidence.csv", "both met", "both  met", 2, "quote", "nowhere in the text"),
    ("evidence.csv", f",{MET_AT},", f",{MET_AT - 1},", 2, "quote", f"It stands at {MET_AT} to"),
    ("evidence.csv", "gazette-digest", "gazette-digst", 2, "original", "Did you mean"),
    ("evidence.csv", "pact-meetings", "pact-meeting", 2, "subject_id", "Did you mean"),
    ("evidence.csv", ",progress,", ",progres,", 2, "direction", 'Did you mean "progress"?'),
    ("evidence.csv", ",day,", ",month,", 2, "fact_on", "first day: 2026-03-01"),
    ("statements.csv", "meetings-1,", "meetings-2,", 2, "version", "Did you mean"),
    ("judgements.csv", ",first-meeting", ",first-meting", 2, "evidence", "There is no evidence"),
    ("endings.csv", ",first-meeting", ",last-meeting", 2, "evidence", "There is no evidence"),
    ("suspensions.csv", "2026-05-01", "2026-04-01", 2, "until", "ends after it began"),
    ("silence_periods.csv", ",365,", ",0,", 2, "days", "at least one day"),
    ("partnership.yaml", "title_en:", "title:", 2, "title", "There is no field"),
    ("partnership.yaml", "title_en: North and South\n", "", None, "title_en", "is missing"),
    ("partnership.yaml", "A pact.", "&a A pact.", 4, "", "Anchors and aliases"),
    ("partnership.yaml", "A pact.", "*a", 4, "", "Anchors and aliases"),
    ("partnership.yaml", "A pact.", "!!python/name:os.system x", 4, "", "Tags"),
    ("partnership.yaml", "A pact.", "[A, pact]", 4, "", "lists and groups"),
    ("partnership.yaml", "id: north-south", "? {a: b}\n: c", 1, "", "lists and groups"),
    ("partnership.yaml", "A pact.", "'A pact.", 9, "", "It is not YAML"),
    ("partnership.yaml", "id: ", "id: a\nid: ", 2, "id", "It is there twice"),
]


def find(mistakes: list[d.Mistake], row: int | None, field: str) -> list[str]:
    return [m.message for m in mistakes if m.row == row and m.field == field]


@pytest.mark.parametrize(("file", "old", "new", "row", "field", "message"), SPOILED)
def test_a_mistake_is_named_by_file_row_and_field(
    spoil: Spoil, file: str, old: str, new: str, row: int | None, field: str, message: str
) -> None:
    folder = spoil(file, old, new)

    mistakes = d.check(folder)

    assert any(message in found for found in find(mistakes, row, field)), mistakes


@pytest.mark.parametrize(("file", "old", "new"), [case[:3] for case in SPOILED])
def test_a_dossier_with_a_mistake_is_refused_whole(
    spoil: Spoil, file: str, old: str, new: str
) -> None:
    folder = spoil(file, old, new)

    with pytest.raises(d.NotADossier) as caught:
        d.read(folder)

    assert list(caught.value.mistakes) == d.check(folder)


def test_a_good_dossier_has_no_mistakes(folder: Path) -> None:
    assert d.check(folder) == []


def test_a_wrong_span_is_told_where_the_quote_stands(spoil: Spoil) -> None:
    folder = spoil("commitments.csv", f",{START},", f",{START - 3},")

    messages = find(d.check(folder), 2, "quote")

    assert f"It stands at {START} to {START + 59}, on line 3 of the text." in messages[0]


def test_a_quote_that_is_nowhere_is_said_to_be_nowhere(spoil: Spoil) -> None:
    folder = spoil("commitments.csv", "The parties intend", "The parties shall")

    messages = find(d.check(folder), 2, "quote")

    assert "The quote is nowhere in the text. Copy it from the text, exactly." in messages[0]


def test_a_row_after_a_cell_of_several_lines_keeps_its_line_number(spoil: Spoil) -> None:
    folder = spoil("parties.csv", "Northland,", '"North\nland",')
    folder = spoil("parties.csv", "south,Southland", "So uth,Southland")

    assert [(m.row, m.field) for m in d.check(folder)] == [(4, "id")]


@pytest.mark.parametrize(
    ("damage", "row", "message"),
    [
        (b"\xef\xbb\xbfid", 1, "byte order mark"),
        (b"id,na\xffme", 1, "The byte 0xFF is not UTF-8"),
        (b"id\nb\xe4ku", 2, "The byte 0xE4 is not UTF-8"),
        (b"id\nb\r\n", 2, "ends with CR"),
        (b"id\nb\0", 2, "NUL character"),
        (b"", 1, "The column is missing"),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_its_line(
    folder: Path, damage: bytes, row: int, message: str
) -> None:
    (folder / "events.csv").write_bytes(damage)

    mistakes = [m for m in d.check(folder) if m.file == "events.csv"]

    assert any(m.row == row and message in m.message for m in mistakes)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "claims.csv").unlink()

    assert [(m.file, m.row) for m in d.check(folder)] == [("claims.csv", None)]


def test_a_quote_keeps_its_spaces(folder: Path) -> None:
    small = small_dossier()
    wider = replace(small.evidence[0], start=MET_AT - 1, quote=f"\n{small.evidence[0].quote}")

    d.write(replace(small, evidence=(wider,)), folder)

    assert d.read(folder).evidence == (wider,)


def test_evidence_of_another_commitment_cannot_be_cited(folder: Path) -> None:
    small = small_dossier()
    other = replace(small.commitments[0], id="pact-other")
    citation = replace(small.citations[2], subject_id="pact-other")
    coding = replace(small.codings[0], commitment="pact-other")

    with pytest.raises(d.NotADossier, match="speaks of pact-meetings, not of pact-other"):
        d.write(
            replace(
                small,
                commitments=(small.commitments[0], other),
                citations=(*small.citations, citation),
                codings=(coding,),
            ),
            folder,
        )


def test_a_coding_by_criteria_of_another_commitment_is_named(folder: Path) -> None:
    small = small_dossier()
    other = replace(small.commitments[0], id="pact-other")
    citation = replace(small.citations[2], subject_id="pact-other")
    criteria = replace(small.criteria[0], commitment="pact-other")

    with pytest.raises(d.NotADossier, match="has the criteria of another commitment"):
        d.write(
            replace(
                small,
                commitments=(small.commitments[0], other),
                citations=(*small.citations, citation),
                criteria=(criteria,),
            ),
            folder,
        )


def test_a_second_version_of_the_same_number_is_named(folder: Path) -> None:
    small = small_dossier()
    again = replace(small.criteria[0], id="meetings-again")

    with pytest.raises(d.NotADossier, match="same commitment and number"):
        d.write(replace(small, criteria=(*small.criteria, again)), folder)


def test_a_judgement_of_another_version_is_named(folder: Path) -> None:
    small = small_dossier()
    second = replace(small.criteria[0], id="meetings-2", number=2)

    with pytest.raises(d.NotADossier, match='belongs to "meetings-1", the coding to'):
        d.write(
            replace(
                small,
                criteria=(*small.criteria, second),
                codings=(replace(small.codings[0], version="meetings-2"),),
            ),
            folder,
        )


def test_an_original_that_cannot_be_read_is_named_with_the_reason(folder: Path) -> None:
    (folder / "originals" / "gazette.md").write_bytes(b"")

    messages = find(d.check(folder), 2, "path")

    assert messages == [
        "originals/gazette.md cannot be read: it is empty; get a copy that has its text."
    ]


def test_an_archive_is_no_original(folder: Path) -> None:
    with zipfile.ZipFile(folder / "originals" / "gazette.md", "w") as archive:
        archive.writestr("a.txt", "The parties met in Port on the third of March.")

    assert "unpack it and list those" in find(d.check(folder), 2, "path")[0]


def test_a_missing_original_is_named(folder: Path) -> None:
    (folder / "originals" / "gazette.md").unlink()

    assert ("originals/gazette.md", None) in [(m.file, m.row) for m in d.check(folder)]


def test_a_missing_text_is_named(folder: Path) -> None:
    (folder / "texts" / "pact.en.md").unlink()

    assert ("texts/pact.en.md", None) in [(m.file, m.row) for m in d.check(folder)]


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "secret.md"
    target.write_text("secret", encoding="utf-8")
    (folder / "texts" / "pact.en.md").unlink()
    (folder / "texts" / "pact.en.md").symlink_to(target)

    messages = [m.message for m in d.check(folder) if m.file == "texts/pact.en.md"]

    assert any("not an ordinary file" in message for message in messages)


def test_a_folder_of_texts_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "texts").rename(tmp_path / "elsewhere")
    (folder / "texts").symlink_to(tmp_path / "elsewhere")

    assert any(m.file == "texts" and "link" in m.message for m in d.check(folder))


def test_a_file_that_is_no_part_of_a_dossier_is_named(folder: Path) -> None:
    (folder / "notes.txt").write_text("later", encoding="utf-8")

    mistakes = d.check(folder)

    assert [(m.file, m.message) for m in mistakes] == [
        ("notes.txt", "It is no part of a dossier and would be lost. Move it.")
    ]


def test_a_file_over_the_limit_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 10)

    assert any("larger than" in m.message for m in d.check(folder))


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "charter.txt").write_text("We agree.", encoding="utf-8")

    mistakes = d.check(tmp_path / "charter.txt")

    assert "It is not a folder" in mistakes[0].message


def test_a_broken_table_is_not_blamed_on_those_that_point_to_it(spoil: Spoil) -> None:
    folder = spoil("instruments.csv", "pact,A Pact", "pa ct,A Pact")

    assert [(m.file, m.field) for m in d.check(folder)] == [("instruments.csv", "id")]


def test_a_mistake_is_printed_as_one_sentence_with_its_place() -> None:
    mistake = d.Mistake("events.csv", 3, "date", "It is empty.")

    assert str(mistake) == "events.csv, line 3, date: It is empty."
