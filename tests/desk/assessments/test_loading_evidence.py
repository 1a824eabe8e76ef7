"""Evidence comes with a dossier: bytes, words, passages, codings; whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import make
from desk.agreements.builders import looking
from exchange.dossier.small import MET, REPORT, REPORT_HASH, small_dossier
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services import Loaded, dump_dossier, load_dossier
from servanda.desk.assessments.models import (
    Assignment,
    Coding,
    CriteriaVersion,
    Ending,
    Evidence,
    Judgement,
)
from servanda.desk.record import services as record
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.verification import faults
from servanda.desk.sources.files import digest, place
from servanda.desk.sources.models import Original, Passage, SearchEntry
from servanda.desk.sources.places import originals
from servanda.desk.sources.selectors import search
from servanda.exchange import dossier as d

pytestmark = pytest.mark.django_db

Load = Callable[[d.Dossier], Loaded]
SMALL = small_dossier()


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def write_and_load(dossier: d.Dossier) -> Loaded:
        d.write(dossier, tmp_path / "in")
        return load_dossier(tmp_path / "in", by=SYSTEM)

    return write_and_load


def without_evidence() -> d.Dossier:
    return replace(SMALL, originals=(), evidence=(), judgements=(), endings=(), files={})


def test_the_bytes_of_an_original_are_kept_under_their_hash(load: Load) -> None:
    load(SMALL)

    assert place(originals(), REPORT_HASH).read_bytes() == REPORT.encode()


def test_an_original_is_loaded_with_its_words_and_particulars(load: Load) -> None:
    load(SMALL)

    stored = Original.objects.get(pk="north-south.gazette-digest")
    told = (stored.text, stored.standing, stored.source_id, stored.name)
    assert told == (REPORT, "digest", "north-south.gazette", "gazette.md")


def test_what_was_loaded_is_found_by_its_words(load: Load) -> None:
    load(SMALL)

    found = search(looking(), "north-south", "according gazette march")

    assert [hit.original.local_id for hit in found.hits] == ["gazette-digest"]


def test_a_quote_is_loaded_with_the_hash_of_its_text(load: Load) -> None:
    load(SMALL)

    quote = Evidence.objects.get(pk="north-south.first-meeting")
    assert (quote.quote, quote.text_sha256) == (MET, quote.original.text_sha256)


def test_a_judgement_cites_evidence_by_its_full_id(load: Load) -> None:
    load(SMALL)

    assert Judgement.objects.get().evidence == ["north-south.first-meeting"]


def test_loading_again_writes_nothing(load: Load) -> None:
    load(SMALL)
    entries = LedgerEntry.objects.count()

    again = load(SMALL)

    assert (again.anything, LedgerEntry.objects.count()) == (False, entries)


def test_the_record_is_as_the_ledger_says_after_a_load(load: Load) -> None:
    load(SMALL)

    assert list(faults()) == []


def test_a_changed_direction_is_the_only_thing_written(load: Load) -> None:
    load(SMALL)
    entries = LedgerEntry.objects.count()

    load(replace(SMALL, evidence=(replace(SMALL.evidence[0], direction="announcement"),)))

    new = LedgerEntry.objects.filter(sequence__gt=entries)
    assert [each.action for each in new] == ["evidence.changed"]


def test_a_changed_title_leaves_the_words_of_an_original(load: Load) -> None:
    load(SMALL)

    load(replace(SMALL, originals=(replace(SMALL.originals[0], title="Another"),)))

    stored = Original.objects.get()
    assert (stored.title, stored.text) == ("Another", REPORT)


def test_other_bytes_under_a_known_id_are_refused(load: Load) -> None:
    load(SMALL)
    entries = LedgerEntry.objects.count()
    other = REPORT.replace("Port", "Town").encode()
    row = replace(SMALL.originals[0], sha256=digest(other))
    changed = replace(without_evidence(), originals=(row,), files={row.id: other})

    with pytest.raises(d.NotADossier, match=r"another sha256 for gazette-digest, and it never"):
        load(changed)

    assert LedgerEntry.objects.count() == entries


def test_an_original_that_is_gone_leaves_no_passage_and_no_entry_to_find(load: Load) -> None:
    load(SMALL)

    load(without_evidence())

    assert not Passage.objects.exists()
    assert not SearchEntry.objects.exists()


def test_a_row_that_is_gone_is_removed_on_record(load: Load) -> None:
    load(SMALL)

    load(replace(SMALL, endings=()))

    assert not Ending.objects.exists()
    assert LedgerEntry.objects.latest("sequence").action == "ending.removed"


def test_evidence_that_a_reviewer_withdrew_stays_withdrawn(load: Load) -> None:
    load(SMALL)
    quote = Evidence.objects.get()
    record.change(quote, by=SYSTEM, action="evidence.withdrawn", withdrawn=True)

    load(SMALL)

    assert Evidence.objects.get().withdrawn


def test_what_a_person_coded_stays_when_a_dossier_is_loaded(load: Load) -> None:
    load(SMALL)
    record.create(_coding("mine"), by=SYSTEM, action="coding.submitted")

    load(SMALL)

    assert Coding.objects.filter(pk="north-south.mine").exists()


def _coding(local_id: str, **fields: Any) -> Coding:
    version = CriteriaVersion.objects.get()
    return Coding(
        id=f"north-south.{local_id}",
        partnership_id="north-south",
        commitment=version.commitment,
        version=version,
        as_of=timezone.localdate(),
        **fields,
    )


def test_an_original_taken_in_on_the_desk_is_dumped_with_a_file_of_its_own(
    load: Load, tmp_path: Path
) -> None:
    load(SMALL)
    stored = Original.objects.get()
    stored.pk, stored.name = "north-south.doc-1", "Page of the Gazette.MD"
    record.create(stored, by=SYSTEM, action="original.taken_in")

    dump_dossier("north-south", tmp_path / "out")

    assert (tmp_path / "out" / "originals" / "doc-1.md").read_bytes() == REPORT.encode()


def test_what_is_dumped_can_be_loaded_elsewhere(load: Load, tmp_path: Path) -> None:
    load(SMALL)
    stored = Original.objects.get()
    stored.pk = "north-south.ori_abc"
    record.create(stored, by=SYSTEM, action="original.taken_in")

    dump_dossier("north-south", tmp_path / "out")

    dump = d.read(tmp_path / "out")
    assert [row.id for row in dump.originals] == ["gazette-digest", "ori_abc"]


def test_a_gone_file_stops_a_dump_with_a_sentence(load: Load, tmp_path: Path) -> None:
    load(SMALL)
    place(originals(), REPORT_HASH).unlink()

    with pytest.raises(Refused, match=r"Nothing was written\. gazette-digest: .* is gone"):
        dump_dossier("north-south", tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_coding_that_is_still_blind_is_not_dumped(load: Load, tmp_path: Path) -> None:
    load(SMALL)
    blind = _coding("blind", assignment=_assignment(), state="submitted", classification="sealed")
    record.create(blind, by=SYSTEM, action="coding.submitted")

    dump_dossier("north-south", tmp_path / "out")

    assert [row.id for row in d.read(tmp_path / "out").codings] == ["meetings-coding"]


def _assignment() -> Assignment:
    version = CriteriaVersion.objects.get()
    return record.create(
        Assignment(
            id="north-south.twice",
            partnership_id="north-south",
            commitment=version.commitment,
            version=version,
            as_of=timezone.localdate(),
            first=make.person(),
            second=make.person(),
            opened=timezone.now(),
        ),
        by=SYSTEM,
        action="assignment.opened",
    )
