"""The tables of a dossier as data: every file, column, kind of value, key and reference.

Reading, checking, writing, `datapackage.json` and the documentation are all made from this.
"""

from servanda.exchange.dossier import rows, vocabulary
from servanda.exchange.dossier.columns import (
    CLASSIFIED,
    HELD,
    Column,
    Kind,
    Reference,
    Table,
    identity,
    ref,
    text,
    word,
)
from servanda.exchange.dossier.schema_bodies import BODY_TABLES
from servanda.exchange.dossier.schema_evidence import EVIDENCE_TABLES, ORIGINALS_FOLDER
from servanda.exchange.dossier.schema_projects import PROJECT_TABLES
from servanda.exchange.dossier.schema_roadmaps import ROADMAP_TABLES

TEXTS_FOLDER = "texts"

PARTNERSHIP = (
    identity("the id of the partnership; the folder and its pages are named by it"),
    text("title_en", "the title in English", required=True),
    text("title_az", "the title in Azerbaijani", required=True),
    text("summary_en", "what the partnership is, neutrally, in English", required=True),
    text("summary_az", "the same in Azerbaijani", required=True),
    text("disclaimer_en", "what the dossier is not, in English", required=True),
    text("disclaimer_az", "the same in Azerbaijani", required=True),
    text("licence", "the licence of the dossier, as an SPDX identifier", required=True),
)

PARTIES = Table(
    "parties",
    rows.Party,
    "The states, organisations, companies and bodies that have a part in an instrument.",
    (
        identity("the id of the party"),
        text("name_en", "its full name in English", required=True),
        text("name_az", "its full name in Azerbaijani", required=True),
        text("short_en", "its short name in English", required=True),
        text("short_az", "its short name in Azerbaijani", required=True),
        Column("iso2", Kind.COUNTRY, "its two-letter country code, for a state"),
        word("kind", vocabulary.TYPE_OF_PARTY, "what it is"),
        Column(
            "partner",
            Kind.BOOLEAN,
            "true for the parties of the partnership itself, false for others involved",
            required=True,
        ),
    ),
)

NAMES = Table(
    "names",
    rows.Name,
    "All the names of things that have several, and who uses which. None is preferred here.",
    (
        ref("thing", "the thing named: the id of a party or instrument, or an id of its own"),
        text("name", "the name", required=True),
        Column("language", Kind.LANGUAGE, "the language of the name", required=True),
        text("used_by", "who uses it", required=True),
        ref("source", "where it is used so"),
        text("note", "what a reader should know about it"),
    ),
    key=("thing", "name", "language"),
    references=(Reference(("source",), "sources"),),
)

SOURCES = Table(
    "sources",
    rows.Source,
    "Where the facts come from.",
    (
        identity("the id of the source"),
        text(
            "title",
            "its title; in square brackets our own description where the title is not recorded",
            required=True,
        ),
        text("publisher", "who published it; empty where that is not known"),
        Column("url", Kind.URL, "its address"),
        Column("published", Kind.PARTIAL_DATE, "when it was published, as far as that is known"),
        Column("accessed", Kind.DATE, "when it was read"),
        word("kind", vocabulary.TYPE_OF_SOURCE, "what it is"),
        Column("language", Kind.LANGUAGE, "its language", required=True),
        word("reliability", vocabulary.RELIABILITY, "how far it carries"),
        text("note", "why, and what a reader should know about it"),
    ),
)

INSTRUMENTS = Table(
    "instruments",
    rows.Instrument,
    "The texts adopted between parties or by one of them, in the order in which they are shown.",
    (
        identity("the id of the instrument"),
        text("title_en", "its title in English", required=True),
        text("title_az", "its title in Azerbaijani", required=True),
        text("short_en", "its short title in English", required=True),
        text("short_az", "its short title in Azerbaijani", required=True),
        word("kind", vocabulary.TYPE_OF_INSTRUMENT, "what it is"),
        Column(
            "binding",
            Kind.BOOLEAN,
            "whether it says of itself that it binds in law; empty where that is not known",
        ),
        Column("language", Kind.LANGUAGE, "its authentic language; empty where that is not known"),
        text("summary_en", "what it is, in English", required=True),
        text("summary_az", "the same in Azerbaijani", required=True),
        *CLASSIFIED,
    ),
    references=(HELD,),
)

INSTRUMENT_PARTIES = Table(
    "instrument_parties",
    rows.InstrumentParty,
    "Who has which part in an instrument.",
    (
        ref("instrument", "the instrument"),
        ref("party", "the party"),
        word("role", vocabulary.ROLE, "its part"),
        text("defined_as", "what the instrument calls it ('hereinafter …')"),
    ),
    key=("instrument", "party", "role"),
    references=(Reference(("instrument",), "instruments"), Reference(("party",), "parties")),
)

EVENTS = Table(
    "events",
    rows.Event,
    "What happened to an instrument or around it.",
    (
        identity("the id of the event"),
        ref("instrument", "the instrument that it belongs to"),
        word("kind", vocabulary.TYPE_OF_EVENT, "what happened"),
        Column("date", Kind.DATE, "the date, or the first day of its month or year", required=True),
        word("precision", vocabulary.PRECISION, "how exactly the date is known"),
        text("place", "where"),
        text("label_en", "what happened, in one English sentence", required=True),
        text("label_az", "the same in Azerbaijani", required=True),
        *CLASSIFIED,
    ),
    references=(Reference(("instrument",), "instruments"), HELD),
)

RELATIONS = Table(
    "relations",
    rows.Relation,
    "How the instruments stand to each other.",
    (
        ref("instrument", "the instrument"),
        word("kind", vocabulary.TYPE_OF_RELATION, "what it does to the other"),
        ref("target", "the other instrument"),
        text("note", "what a reader should know about it"),
    ),
    key=("instrument", "kind", "target"),
    references=(
        Reference(("instrument",), "instruments"),
        Reference(("target",), "instruments"),
    ),
)

TEXTS = Table(
    "texts",
    rows.Text,
    "The language versions of the instruments; the words are in the files under `texts/`.",
    (
        identity("the id of the text"),
        ref("instrument", "the instrument"),
        Column("language", Kind.LANGUAGE, "the language of the text", required=True),
        word("standing", vocabulary.STANDING, "what the text is"),
        Column("path", Kind.PATH, "its file, under `texts/`", required=True, folder=TEXTS_FOLDER),
        text("note", "what a reader of the text should know"),
    ),
    references=(Reference(("instrument",), "instruments"),),
)

PROVISIONS = Table(
    "provisions",
    rows.Provision,
    "The addressable pieces of the texts, in their order.",
    (
        ref("text", "the text"),
        Column("eid", Kind.EID, "the Akoma Ntoso eId, unique in the text", required=True),
        word("kind", vocabulary.TYPE_OF_PROVISION, "what it is"),
        text("num", "its number, as the text writes it"),
        text("heading_en", "its heading in English"),
        text("heading_az", "its heading in Azerbaijani"),
        Column("start", Kind.INTEGER, "its first character, counted from 0", required=True),
        Column("end", Kind.INTEGER, "the character after its last", required=True),
    ),
    key=("text", "eid"),
    references=(Reference(("text",), "texts"),),
)

COMMITMENTS = Table(
    "commitments",
    rows.Commitment,
    "The separately checkable acts and stances of the instruments.",
    (
        identity("the id of the commitment"),
        ref("instrument", "the instrument"),
        ref("text", "the text whose words it rests on"),
        Column("provision", Kind.EID, "the provision of that text", required=True),
        Column("start", Kind.INTEGER, "the first character of the quote", required=True),
        Column("end", Kind.INTEGER, "the character after the last of the quote", required=True),
        text("quote", "the exact words of the text from start to end", required=True),
        text("summary_en", "the commitment in one short English sentence", required=True),
        text("summary_az", "the same in Azerbaijani", required=True),
        word("force", vocabulary.FORCE, "the class of its verb"),
        Column("actors", Kind.LIST, "who: ids of parties, or words of the text"),
        text("act", "what is to be done, or held", required=True),
        Column("conditions", Kind.LIST, "the words that it is made subject to"),
        Column("recital", Kind.BOOLEAN, "whether it stands in the preamble", required=True),
        Column("verifiable", Kind.BOOLEAN, "whether an outsider could find out", required=True),
        word("area", vocabulary.AREA, "what it is about"),
        text("why", "why it is read so: force, deadline, wording", required=True),
        text("deadline_expression", "the words of the text that set the deadline"),
        word("deadline_bound", vocabulary.BOUND, "how the deadline bounds", required=False),
        Column("deadline_duration", Kind.DURATION, "the period, as ISO 8601 writes it"),
        Column("deadline_date", Kind.DATE, "the date, where the text names one"),
        Column("deadline_anchor", Kind.ANCHOR, "the event that the period counts from"),
        text("recurrence_expression", "the words of the text that set a recurrence"),
        Column("recurrence_every", Kind.DURATION, "the period of the recurrence"),
        Column("recurrence_times", Kind.INTEGER, "how many times in each period"),
        Column("recurrence_rrule", Kind.RRULE, "the recurrence as RFC 5545 writes it"),
        word("state", vocabulary.STATE, "what an officer decided"),
        *CLASSIFIED,
    ),
    references=(
        Reference(("instrument",), "instruments"),
        Reference(("text",), "texts"),
        Reference(("text", "provision"), "provisions", ("text", "eid")),
        HELD,
    ),
)

CITATIONS = Table(
    "citations",
    rows.Citation,
    "Which source a row, or one field of it, rests on.",
    (
        word("subject_kind", vocabulary.SUBJECT_KIND, "the kind of row"),
        ref("subject_id", "the id of the row"),
        text("field", "the column that the source speaks for; empty for the whole row"),
        ref("source", "the source"),
        text("note", "what the source says, or where in it"),
    ),
    key=("subject_kind", "subject_id", "field", "source"),
    references=(Reference(("source",), "sources"),),
)

CLAIMS = Table(
    "claims",
    rows.Claim,
    "What each source says where sources differ. All stand; `used` says which one the row follows.",
    (
        identity("the id of the claim"),
        word("subject_kind", vocabulary.SUBJECT_KIND, "the kind of row that it is about"),
        ref("subject_id", "the id of the row"),
        text("field", "the column that it is about", required=True),
        text("value", "what is claimed", required=True),
        text("claimant", "who claims it", required=True),
        ref("source", "where"),
        Column("used", Kind.BOOLEAN, "whether the row follows this claim", required=True),
        text("note", "why it is used, or not", required=True),
    ),
    references=(Reference(("source",), "sources"),),
)

FINDINGS = Table(
    "findings",
    rows.Finding,
    "What searches for evidence came to. A finding is not a status.",
    (
        identity("the id of the finding"),
        ref("commitment", "the commitment that was searched for"),
        word("outcome", vocabulary.OUTCOME, "what the search came to"),
        Column("searched_until", Kind.DATE, "up to which date", required=True),
        Column(
            "sources_searched",
            Kind.INTEGER,
            "how many sources were searched; empty where they were not counted",
        ),
        text("scope_en", "what was searched and how thinly, in English", required=True),
        text("scope_az", "the same in Azerbaijani", required=True),
        ref("source", "the record of the search, or the evidence found"),
        *CLASSIFIED,
    ),
    references=(
        Reference(("commitment",), "commitments"),
        Reference(("source",), "sources"),
        HELD,
    ),
)

TABLES: tuple[Table, ...] = (
    PARTIES,
    NAMES,
    SOURCES,
    INSTRUMENTS,
    INSTRUMENT_PARTIES,
    EVENTS,
    RELATIONS,
    TEXTS,
    PROVISIONS,
    COMMITMENTS,
    CITATIONS,
    CLAIMS,
    FINDINGS,
    *EVIDENCE_TABLES,
    *BODY_TABLES,
    *PROJECT_TABLES,
    *ROADMAP_TABLES,
)

PARTNERSHIP_FILE = "partnership.yaml"
DESCRIPTOR_FILE = "datapackage.json"

__all__ = [
    "DESCRIPTOR_FILE",
    "ORIGINALS_FOLDER",
    "PARTNERSHIP",
    "PARTNERSHIP_FILE",
    "TABLES",
    "TEXTS_FOLDER",
    "Column",
    "Kind",
    "Reference",
    "Table",
]
