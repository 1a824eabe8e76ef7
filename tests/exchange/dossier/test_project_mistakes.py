"""Mistakes in the tables of bodies, projects and roadmaps, each named by file, row and field."""

from dataclasses import replace
from pathlib import Path

import pytest

from exchange.dossier.conftest import Spoil
from exchange.dossier.small import row, small_dossier
from servanda.exchange import dossier as d

SPOILED = [
    # file, what stands there, what is put there, line, field, part of the message
    ("bodies.csv", "working_group", "working_grop", 2, "kind", 'Did you mean "working_group"?'),
    ("bodies.csv", "2026-03-01,month", "2026-03-02,month", 2, "since", "first day: 2026-03-01"),
    ("bodies.csv", ",month,,", ",month,group,", 2, "parent", '"group" lies inside itself'),
    ("bodies.csv", ",implementation,", ",implementation; sea,", 2, "areas", '"sea" is not a word'),
    ("mandates.csv", "para_1", "para_7", 2, "provision", 'There is no "para_7"'),
    ("meetings.csv", "09:30", "9:30", 2, "starts", "write it as in 09:30"),
    ("meetings.csv", "09:30", "24:30", 2, "starts", "hours go to 23"),
    ("meetings.csv", "09:30", "12:30", 2, "ends", "It is 11:00, before starts"),
    ("decisions.csv", "group-1,1", "group-9,1", 2, "meeting", 'There is no "group-9"'),
    ("projects.csv", "candidate", "adopted", 2, "standing", "Allowed: candidate, dropped"),
    ("projects.csv", "40.5", "140.5", 2, "latitude", "outside -90 to 90"),
    ("projects.csv", "40.5,-49", "40.5,", 2, "longitude", "Give both or none"),
    ("projects.csv", "40.5", "40.50", 2, "latitude", "without needless zeros"),
    ("carries.csv", ",bridge,", ",brige,", 2, "project", 'Did you mean "bridge"?'),
    ("involved.csv", ",north,,", ",north,Builders,", 2, "name", "either a party or a name"),
    ("involved.csv", ",north,,", ",,,", 2, "name", "either a party or a name"),
    ("funding.csv", "221000000", "-221000000", 2, "amount", "cannot be negative"),
    ("funding.csv", "221000000", "221 million", 2, "amount", "digits only"),
    ("funding.csv", "10.50", "10.5", 3, "amount", "with two decimals"),
    ("funding.csv", "USD", "DOL", 2, "currency", "is not a currency"),
    ("gates.csv", ",0.5,", ",1.5,", 2, "probability", "outside 0 to 1"),
    ("gates.csv", ",0.5,", ",half,", 2, "probability", "is not a number"),
    ("gates.csv", "2027-06-01", "2026-06-01", 2, "likely", "before earliest"),
    ("gates.csv", "2028-01-01", "2026-12-01", 2, "latest", "before likely"),
    ("gates.csv", "Assumed.,", ",", 2, "basis_en", "It is empty"),
    ("list_entries.csv", ",list,", ",lists,", 2, "project_list", 'Did you mean "list"?'),
    ("roadmaps.csv", ",bridge,group,", ",bride,group,", 2, "project", 'Did you mean "bridge"?'),
    ("roadmap_calendars.csv", "monday; friday", "monday; sonntag", 2, "weekdays", "not a word"),
    ("roadmap_calendars.csv", "monday; friday", "friday; friday", 2, "weekdays", "there twice"),
    ("roadmap_calendars.csv", "2026-12-25", "2026-12-32", 2, "off", "not a day of the calendar"),
    ("risk_drivers.csv", ",0.3,", ",-0.3,", 2, "probability", "outside 0 to 1"),
    ("roadmap_rows.csv", ",week,10,", ",weak,10,", 3, "calendar", 'no "weak" in roadmap_calendars'),
    ("roadmap_rows.csv", ",10,20,", ",-10,20,", 3, "likely", "three points in order, 0 or more"),
    ("roadmap_rows.csv", ",10,20,", ",30,20,", 3, "likely", "three points in order"),
    ("roadmap_rows.csv", ",10,20,", ",,20,", 3, "likely", "Give all or none"),
    ("roadmap_rows.csv", "40.5,Assumed.", "40.5,", 3, "basis", "says on what it rests"),
    ("roadmap_rows.csv", "crew=2", "crane=2", 3, "needs", 'no "crane" in roadmap_resources.csv'),
    ("roadmap_rows.csv", "crew=2", "crew", 3, "needs", "write key=number"),
    ("roadmap_rows.csv", "weather=0.5", "wether=0.5", 3, "drivers", 'Did you mean "weather"?'),
    ("roadmap_rows.csv", ",bridges,", ",,", 4, "reference_class", "no class of reference_cases"),
    ("roadmap_rows.csv", ",gate,vote,", ",milestone,vote,", 2, "gate", "names its gate"),
    ("roadmap_rows.csv", "finish no later than,2029-01-01", "finish no later than,", 5, "bound_on",
     "Give both or none"),
    ("roadmap_links.csv", ",build,open,", ",bild,open,", 3, "before", 'Did you mean "build"?'),
    ("roadmap_links.csv", "FS,-2", "FS,2 days", 3, "lag", "not a whole number"),
    ("roadmap_links.csv", "FS,-2", "fs,-2", 3, "kind", "not a word for this column"),
    ("reference_cases.csv", "2021-01-01", "2019-01-01", 2, "ended", "before began"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "row", "field", "message"), SPOILED)
def test_a_mistake_is_named_by_file_row_and_field(
    spoil: Spoil, file: str, old: str, new: str, row: int, field: str, message: str
) -> None:
    folder = spoil(file, old, new)

    found = [m for m in d.check(folder) if (m.file, m.row, m.field) == (file, row, field)]

    assert any(message in mistake.message for mistake in found), d.check(folder)


def test_a_circle_is_named_with_its_members(spoil: Spoil) -> None:
    folder = spoil("roadmap_links.csv", "plan,like,open", "plan,open,build")

    mistakes = d.check(folder)

    assert [(m.file, m.row, m.field) for m in mistakes] == [("roadmaps.csv", 2, "id")]
    assert "in a circle: build → open → build" in mistakes[0].message


def test_what_is_said_twice_is_named_with_the_line_that_said_it(spoil: Spoil) -> None:
    folder = spoil("roadmap_rows.csv", "plan-build,plan,build", "plan-build,plan,vote")

    messages = [m.message for m in d.check(folder) if m.field == "key"]

    assert messages == ["Line 2 has the same roadmap and key. Correct one of them."]


def test_evidence_about_a_project_that_is_not_there_is_named(folder: Path) -> None:
    small = small_dossier()
    about = replace(small.evidence[0], subject_kind="project", subject_id="tunnel")
    bare = replace(small, evidence=(about,), judgements=(), endings=())

    with pytest.raises(d.NotADossier, match=r'There is no project "tunnel" in projects\.csv'):
        d.write(bare, folder)


def test_a_roadmap_without_rows_is_only_begun(folder: Path) -> None:
    d.write(replace(small_dossier(), roadmap_rows=(), roadmap_links=()), folder)

    assert d.check(folder) == []


def test_what_is_done_needs_no_estimate(folder: Path) -> None:
    small = small_dossier()
    began, ended = small.roadmaps[0].start, small.roadmaps[0].start
    done = row("done", kind="activity", started=began, finished=ended, complete=1.0)

    d.write(replace(small, roadmap_rows=(*small.roadmap_rows, done)), folder)

    assert d.check(folder) == []
