"""The tables of a dossier about bodies: their mandates, meetings and decisions.

Who sits in a body, agendas, actions and papers with their approvals belong to a desk.
"""

from servanda.exchange.dossier import rows_bodies as rows
from servanda.exchange.dossier import vocabulary
from servanda.exchange.dossier import vocabulary_of_projects as words
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

BODIES = Table(
    "bodies",
    rows.Body,
    "Working groups, commissions and platforms: those set up, and those that a text only allows.",
    (
        identity("the id of the body"),
        text("name_en", "its name in English", required=True),
        text("name_az", "its name in Azerbaijani", required=True),
        text("short_en", "its short name in English"),
        text("short_az", "its short name in Azerbaijani"),
        word("kind", words.TYPE_OF_BODY, "what it is"),
        word("standing", words.STANDING_OF_BODY, "how far it exists"),
        Column("since", Kind.DATE, "since when, or the first day of its month or year"),
        word("since_precision", vocabulary.PRECISION, "how exactly that is known"),
        ref("parent", "the body above it", required=False),
        text("mandate_en", "what it is for, in English"),
        text("mandate_az", "the same in Azerbaijani"),
        Column("areas", Kind.WORDS, "the fields that it works in", words=vocabulary.AREA),
        *CLASSIFIED,
    ),
    references=(Reference(("parent",), "bodies"), HELD),
)

MANDATES = Table(
    "mandates",
    rows.Mandate,
    "The provisions that bodies rest on.",
    (
        identity("the id of the mandate"),
        ref("body", "the body"),
        ref("text", "the text"),
        Column("provision", Kind.EID, "the provision of that text", required=True),
        text("note", "what it says of the body"),
    ),
    references=(
        Reference(("body",), "bodies"),
        Reference(("text", "provision"), "provisions", ("text", "eid")),
    ),
)

MEETINGS = Table(
    "meetings",
    rows.Meeting,
    "The meetings of the bodies.",
    (
        identity("the id of the meeting"),
        ref("body", "the body"),
        Column("number", Kind.INTEGER, "its number in the series", required=True),
        text("title_en", "its title in English"),
        text("title_az", "its title in Azerbaijani"),
        Column("on", Kind.DATE, "the day", required=True),
        Column("starts", Kind.TIME, "when it begins"),
        Column("ends", Kind.TIME, "when it ends"),
        text("timezone", "the time zone of both, such as Asia/Baku", required=True),
        text("place", "where"),
        Column("online", Kind.BOOLEAN, "whether it is held online", required=True),
        word("state", words.STATE_OF_MEETING, "how far it has come"),
        ref("answers", "the commitment to meet that it counts for", required=False),
        ref("source", "where it is reported", required=False),
        text("note_en", "what is known of it, in English"),
        text("note_az", "the same in Azerbaijani"),
        *CLASSIFIED,
    ),
    references=(
        Reference(("body",), "bodies"),
        Reference(("answers",), "commitments"),
        Reference(("source",), "sources"),
        HELD,
    ),
)

DECISIONS = Table(
    "decisions",
    rows.Decision,
    "What meetings decided.",
    (
        identity("the id of the decision"),
        ref("meeting", "the meeting"),
        Column("number", Kind.INTEGER, "its number in the meeting", required=True),
        text("text_en", "what was decided, in English", required=True),
        text("text_az", "the same in Azerbaijani"),
        ref("commitment", "the commitment that it serves", required=False),
        *CLASSIFIED,
    ),
    references=(
        Reference(("meeting",), "meetings"),
        Reference(("commitment",), "commitments"),
        HELD,
    ),
)

BODY_TABLES: tuple[Table, ...] = (BODIES, MANDATES, MEETINGS, DECISIONS)
