"""A dossier goes into the desk whole or not at all, and comes out as it went in."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from desk.agreements.builders import looking
from exchange.dossier.small import bodies_and_projects, small_dossier
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements import selectors
from servanda.desk.agreements.errors import Missing
from servanda.desk.agreements.models import Commitment, Event, LoadedRow
from servanda.desk.agreements.selectors import CommitmentFilters
from servanda.desk.agreements.services import Loaded, dump_dossier, load_dossier
from servanda.desk.record import services as record
from servanda.desk.record.models import LedgerEntry, Recorded, Source
from servanda.desk.record.services import SYSTEM
from servanda.exchange import dossier as d

pytestmark = pytest.mark.django_db

FIRST_DOSSIER = Path(__file__).parents[3] / "dossiers" / "azerbaijan-us"
Load = Callable[[d.Dossier], Loaded]


@pytest.fixture
def small() -> d.Dossier:
    return small_dossier()


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def write_and_load(dossier: d.Dossier) -> Loaded:
        d.write(dossier, tmp_path / "in")
        return load_dossier(tmp_path / "in", by=SYSTEM)

    return write_and_load


def files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def stored(kind: type[Recorded], local_id: str) -> Any:
    return kind._default_manager.get(id=f"north-south.{local_id}")


def test_what_is_dumped_is_byte_for_byte_what_was_loaded(
    small: d.Dossier, load: Load, tmp_path: Path
) -> None:
    load(small)

    dump_dossier("north-south", tmp_path / "out")

    assert files(tmp_path / "out") == files(tmp_path / "in")


@pytest.mark.skipif(not FIRST_DOSSIER.is_dir(), reason="the first dossier is not here")
def test_the_first_dossier_comes_out_byte_for_byte(tmp_path: Path) -> None:
    load_dossier(FIRST_DOSSIER, by=SYSTEM)

    dump_dossier("azerbaijan-us", tmp_path / "out")

    assert files(tmp_path / "out") == files(FIRST_DOSSIER)


@pytest.mark.skipif(not FIRST_DOSSIER.is_dir(), reason="the first dossier is not here")
def test_the_project_lists_were_due_and_the_first_meeting_will_be() -> None:
    load_dossier(FIRST_DOSSIER, by=SYSTEM)

    found = selectors.due_dates(looking(), "azerbaijan-us")

    dates = {each.commitment.local_id: str(each.date) for each in found}
    assert dates["charter-iv-project-lists"] == "2026-05-10"
    assert dates["charter-iv-meetings"] == "2027-02-10"


def test_loading_again_writes_nothing(small: d.Dossier, load: Load) -> None:
    load(small)
    entries = LedgerEntry.objects.count()

    again = load(small)

    assert (again.anything, LedgerEntry.objects.count()) == (False, entries)


def test_a_load_leaves_one_entry_for_each_thing(small: d.Dossier, load: Load) -> None:
    done = load(small)

    assert LedgerEntry.objects.count() == done.created


def test_a_changed_row_is_the_only_thing_written(small: d.Dossier, load: Load) -> None:
    load(small)
    entries = LedgerEntry.objects.count()
    changed = replace(small.commitments[0], summary_en="Meet once in every year")

    load(replace(small, commitments=(changed,)))

    new = LedgerEntry.objects.filter(sequence__gt=entries)
    assert [entry.subject_id for entry in new] == ["north-south.pact-meetings"]


def test_a_changed_event_moves_the_dates_that_count_from_it(small: d.Dossier, load: Load) -> None:
    load(small)
    later = replace(small.events[0], date=small.events[0].date.replace(month=3))

    load(replace(small, events=(later,)))

    assert str(stored(Commitment, "pact-meetings").counts_from) == "2026-03-10"


def test_a_changed_summary_is_found_by_its_new_words(small: d.Dossier, load: Load) -> None:
    load(small)
    changed = replace(small.commitments[0], summary_en="Assemble")

    load(replace(small, commitments=(changed,)))

    filters = CommitmentFilters(text="assemble")
    assert selectors.commitments(looking(), "north-south", filters).total == 1


def test_a_row_that_is_gone_is_removed_on_record(small: d.Dossier, load: Load) -> None:
    load(small)

    load(replace(small, claims=()))

    last = LedgerEntry.objects.latest("sequence")
    assert (last.action, last.after) == ("claim.removed", None)


def test_a_row_put_between_others_does_not_renumber_them(small: d.Dossier, load: Load) -> None:
    second = replace(small.parties[1], id="west")
    load(small)
    entries = LedgerEntry.objects.count()

    load(replace(small, parties=(small.parties[0], second, small.parties[1])))

    assert LedgerEntry.objects.count() == entries + 1


def test_a_changed_order_comes_out_changed(small: d.Dossier, load: Load, tmp_path: Path) -> None:
    load(small)
    load(replace(small, parties=small.parties[::-1]))

    dump_dossier("north-south", tmp_path / "out")

    assert files(tmp_path / "out") == files(tmp_path / "in")


def test_what_an_officer_changed_is_kept_when_the_dossier_did_not(
    small: d.Dossier, load: Load
) -> None:
    load(small)
    meetings = stored(Commitment, "pact-meetings")
    record.change(meetings, by=SYSTEM, action="commitment.changed", summary_en="Better words")

    load(small)

    assert stored(Commitment, "pact-meetings").summary_en == "Better words"


def test_what_was_added_on_the_desk_stays_when_a_dossier_is_loaded(
    small: d.Dossier, load: Load
) -> None:
    load(small)
    mine = Event.objects.get(pk="north-south.pact-signed")
    mine.pk = "north-south.pact-published"
    record.create(mine, by=SYSTEM, action="event.added")

    load(small)

    assert Event.objects.filter(pk="north-south.pact-published").exists()


def test_what_was_added_on_the_desk_is_dumped_too(
    small: d.Dossier, load: Load, tmp_path: Path
) -> None:
    load(small)
    source = stored_source("another")
    record.create(source, by=SYSTEM, action="source.added")

    dump_dossier("north-south", tmp_path / "out")

    assert [each.id for each in d.read(tmp_path / "out").sources] == ["gazette", "another"]


def stored_source(local_id: str) -> Any:
    source = Source.objects.get(pk="north-south.gazette")
    source.pk = f"north-south.{local_id}"
    source.ordinal = 9000
    return source


def test_a_wrong_row_changes_nothing(small: d.Dossier, load: Load, tmp_path: Path) -> None:
    load(small)
    shutil.copytree(tmp_path / "in", tmp_path / "wrong")
    table = tmp_path / "wrong" / "commitments.csv"
    table.write_text(table.read_text("utf-8").replace(",intention,", ",intension,"), "utf-8")
    before = LedgerEntry.objects.count()

    with pytest.raises(d.NotADossier, match="intension"):
        load_dossier(tmp_path / "wrong", by=SYSTEM)

    assert LedgerEntry.objects.count() == before


def test_what_the_desk_cannot_store_is_named_and_nothing_is_stored(
    small: d.Dossier, load: Load
) -> None:
    long = replace(small.instruments[0], title_en="x" * 301)

    with pytest.raises(d.NotADossier, match=r"instruments.csv, title_en: pact: .*300"):
        load(replace(small, instruments=(long,)))

    assert not Partnership.objects.exists()


def test_a_row_that_the_desk_still_needs_cannot_go(small: d.Dossier, load: Load) -> None:
    load(small)
    mine = Commitment.objects.get(pk="north-south.pact-meetings")
    mine.pk = "north-south.pact-mine"
    record.create(mine, by=SYSTEM, action="commitment.adopted")
    nothing: dict[str, Any] = dict.fromkeys(bodies_and_projects(), ())
    bare = replace(
        small,
        provisions=(), commitments=(), findings=(), claims=(), citations=small.citations[:2],
        evidence=(), criteria=(), statements=(), codings=(), judgements=(), endings=(),
        suspensions=(), replies=(),
        **nothing,
    )  # fmt: skip

    with pytest.raises(d.NotADossier, match="the desk has things that need it"):
        load(bare)

    assert LoadedRow.objects.filter(table="provisions").exists()


def test_an_unknown_partnership_cannot_be_dumped(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="There is no partnership “nowhere”"):
        dump_dossier("nowhere", tmp_path / "out")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's planner asks for no look")
def test_after_a_load_the_database_knows_how_full_its_tables_are() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # all is empty still

        load_dossier(FIRST_DOSSIER, by=SYSTEM)

        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'agreements_commitment'")
        assert cursor.fetchone()[0] == Commitment.objects.count()
