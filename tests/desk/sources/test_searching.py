"""Search over passages: folded in three languages, by policy, with the words lit."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

import make
from desk.sources.samples import ingested, written
from servanda.desk.accounts.models import Partnership
from servanda.desk.record.policy import ANONYMOUS, Viewer
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import SearchEntry
from servanda.desk.sources.selectors import Results, search, searching
from servanda.desk.sources.services import rebuild

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def found(here: Partnership, query: str, viewer: Viewer = ANONYMOUS) -> list[str]:
    return texts(search(Viewpoint(viewer, TODAY), here.id, query))


def texts(results: Results) -> list[str]:
    return ["".join(piece.text for piece in each.pieces) for each in results.hits]


@pytest.fixture
def three(here: Partnership, tmp_path: Path) -> Partnership:
    ingested(
        here,
        written(
            tmp_path / "in",
            en_txt="A free port was opened at Alat.\n\nThe port of Baku is older.\n",
            az_txt="Bakıda İŞÇİ qrupu yaradıldı və əməkdaşlıq müzakirə edildi.\n",
            ru_txt="Рабочая группа обсудила Срединный коридор и ёмкость порта.\n",
        ),
    )
    return here


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        ("FREE PORT", "A free"),
        ("bakı", "Bakıda"),
        ("BAKI", "Bakıda"),
        ("emekdasliq", "Bakıda"),
        ("isci", "Bakıda"),
        ("ƏMƏKDAŞLIQ", "Bakıda"),
        ("коридор", "Рабочая"),
        ("емкость", "Рабочая"),
        ("работ", ""),
        ('"free port"', "A free"),
        ('"port free"', ""),
        ("the port of", "The port"),
        ("Alat and", "A free"),
    ],
)
def test_a_query_finds_the_passage(three: Partnership, query: str, begins: str) -> None:
    hits = found(three, query)

    assert any(hit.startswith(begins) for hit in hits) if begins else hits == []


@pytest.mark.parametrize("query", ["", "the of", '"', "(", "*", "a:b", "port AND", "'", "\\", "%"])
def test_a_query_of_signs_and_stop_words_is_no_error(three: Partnership, query: str) -> None:
    assert isinstance(found(three, query), list)


def test_the_words_that_were_looked_for_are_lit(three: Partnership) -> None:
    results = search(Viewpoint(ANONYMOUS, TODAY), three.id, "bakı isci")

    assert [each.text for each in results.hits[0].pieces if each.lit] == ["Bakıda", "İŞÇİ"]


def test_a_snippet_is_exactly_the_passage(three: Partnership) -> None:
    hit = search(Viewpoint(ANONYMOUS, TODAY), three.id, "alat").hits[0]

    assert (hit.start, hit.end) == (0, len("A free port was opened at Alat."))


@pytest.mark.parametrize("classification", ["public", "partners"])
def test_who_sees_an_original_finds_it(
    here: Partnership, tmp_path: Path, classification: str
) -> None:
    folder = written(tmp_path / "in", a_txt="A tunnel was opened.\n")
    ingested(here, folder, classification=classification)
    partner = make.viewer(role="analyst", party=make.party(here, "north"))

    assert bool(found(here, "tunnel", partner))
    assert bool(found(here, "tunnel")) == (classification == "public")


def test_what_was_not_known_yet_is_not_found(tmp_path: Path) -> None:
    with time_machine.travel("2026-11-18T09:00:00Z", tick=False):
        here = make.partnership()
    with time_machine.travel("2026-11-20T09:00:00Z", tick=False):
        ingested(here, written(tmp_path / "in", a_txt="A tunnel was opened.\n"))

    known = {
        day: texts(search(Viewpoint(ANONYMOUS, TODAY, known=day), here.id, "tunnel"))
        for day in (date(2026, 11, 19), date(2026, 11, 20))
    }

    assert known == {date(2026, 11, 19): [], date(2026, 11, 20): ["A tunnel was opened."]}


def test_another_partnership_is_not_searched(three: Partnership) -> None:
    assert found(make.partnership("elsewhere"), "port") == []


def test_the_index_is_made_anew_from_the_database(three: Partnership) -> None:
    before = sorted(SearchEntry.objects.values_list("folded", flat=True))

    rebuild()

    assert sorted(SearchEntry.objects.values_list("folded", flat=True)) == before
    assert found(three, "коридор")


@pytest.fixture
def ports(here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Partnership:
    """Give four passages on ports, of which no more than three are put in order."""
    monkeypatch.setattr(searching, "MOST", 3)
    words = ["port", "port by the river", "the port and the other port", "port in the hills"]
    ingested(here, written(tmp_path / "in", a_txt="\n\n".join(f"A {each}.\n" for each in words)))
    return here


def test_the_passage_that_fits_best_comes_first(ports: Partnership) -> None:
    assert found(ports, "port")[0] == "A the port and the other port."


def test_of_too_many_passages_those_taken_in_last_are_kept(ports: Partnership) -> None:
    results = search(Viewpoint(ANONYMOUS, TODAY), ports.id, "port")

    assert results.cut
    assert "A port." not in texts(results)


def test_a_search_that_finds_few_is_not_cut(ports: Partnership) -> None:
    assert not search(Viewpoint(ANONYMOUS, TODAY), ports.id, "port hills").cut


def test_hidden_passages_take_no_place_from_those_that_are_seen(
    ports: Partnership, tmp_path: Path
) -> None:
    shared = "\n\n".join(f"A hidden port, number {number}." for number in range(5))
    ingested(ports, written(tmp_path / "more", b_txt=shared), classification="partners")

    assert len(found(ports, "port")) == 3


def test_both_pages_together_show_each_passage_once(
    ports: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAGE", 2)

    pages = [search(Viewpoint(ANONYMOUS, TODAY), ports.id, "port", page=page) for page in (1, 2)]

    assert [each.more for each in pages] == [True, False]
    assert len({text for each in pages for text in texts(each)}) == 3
