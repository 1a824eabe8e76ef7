"""The tables of a dossier that say how far things have come, and what that rests on."""

from servanda.exchange.dossier import rows_evidence as rows
from servanda.exchange.dossier import vocabulary
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

ORIGINALS_FOLDER = "originals"

_COMMITMENT = Reference(("commitment",), "commitments")

ORIGINALS = Table(
    "originals",
    rows.Original,
    "The documents that are quoted from; their bytes are in the files under `originals/`.",
    (
        identity("the id of the original; other bytes get another id"),
        Column(
            "path",
            Kind.PATH,
            "its file, under `originals/`",
            required=True,
            folder=ORIGINALS_FOLDER,
        ),
        word("standing", vocabulary.STANDING_OF_ORIGINAL, "what the document is"),
        text("title", "its title"),
        text("publisher", "who published what it is, or tells of; empty where that is not known"),
        text("author", "who wrote it"),
        Column("published", Kind.PARTIAL_DATE, "when that was published, as far as known"),
        Column("language", Kind.LANGUAGE, "the language of its words"),
        Column("url", Kind.URL, "the address of the publication"),
        ref("source", "the publication that it is, or tells of", required=False),
        Column("sha256", Kind.SHA256, "the SHA-256 of its bytes", required=True),
        *CLASSIFIED,
    ),
    references=(Reference(("source",), "sources"), HELD),
)

EVIDENCE = Table(
    "evidence",
    rows.Evidence,
    "Exact words of the originals, linked to what they speak of.",
    (
        identity("the id of the piece of evidence"),
        ref("original", "the original"),
        Column(
            "start", Kind.INTEGER, "the first character of the quote in its text", required=True
        ),
        Column("end", Kind.INTEGER, "the character after the last of the quote", required=True),
        Column("quote", Kind.QUOTE, "the exact words from start to end", required=True),
        word("subject_kind", vocabulary.SUBJECT_OF_EVIDENCE, "the kind of row that it speaks of"),
        ref("subject_id", "the id of the row"),
        word("direction", vocabulary.DIRECTION, "what it says about it"),
        word("strength", vocabulary.STRENGTH, "who says it"),
        text("claimant", "who says it, by name"),
        Column(
            "source_on",
            Kind.DATE,
            "the day of the source; the last day of its month or year where only that is known",
            required=True,
        ),
        Column("fact_on", Kind.DATE, "the day of the fact; empty where the source does not say"),
        word("fact_precision", vocabulary.PRECISION, "how exactly the day of the fact is known"),
        text("note_en", "what a reader should know about it, in English"),
        text("note_az", "the same in Azerbaijani"),
        Column("withdrawn", Kind.BOOLEAN, "whether it was taken out of use", required=True),
        *CLASSIFIED,
    ),
    references=(Reference(("original",), "originals"), HELD),
)

CRITERIA = Table(
    "criteria",
    rows.Criteria,
    "The versions of the criteria that commitments are judged by.",
    (
        identity("the id of the version"),
        ref("commitment", "the commitment"),
        Column("number", Kind.INTEGER, "the number of the version", required=True),
        word("state", vocabulary.STATE_OF_CRITERIA, "how far the version has come"),
        text("note", "why it was made or changed"),
        *CLASSIFIED,
    ),
    references=(_COMMITMENT, HELD),
)

STATEMENTS = Table(
    "statements",
    rows.Statement,
    "The criteria themselves: statements that an outsider can answer.",
    (
        identity("the id of the criterion"),
        ref("version", "the version that it belongs to"),
        ref("key", "its name, the same in each version that keeps it"),
        word("kind", vocabulary.KIND_OF_CRITERION, "what it asks about"),
        text("statement_en", "the statement in English", required=True),
        text("statement_az", "the same in Azerbaijani", required=True),
    ),
    references=(Reference(("version",), "criteria"),),
)

CODINGS = Table(
    "codings",
    rows.Coding,
    "Judgements of commitments as of a day. Coders who are persons of a desk are not carried.",
    (
        identity("the id of the coding"),
        ref("commitment", "the commitment"),
        ref("version", "the version of the criteria that it was judged by"),
        word("role", vocabulary.ROLE_OF_CODING, "whose judgement it is"),
        text("coder_name", "who judged"),
        Column("as_of", Kind.DATE, "as things stood on which day", required=True),
        word("state", vocabulary.STATE_OF_CODING, "whether it is settled"),
        text("reason", "why, over all"),
        *CLASSIFIED,
    ),
    references=(_COMMITMENT, Reference(("version",), "criteria"), HELD),
)

JUDGEMENTS = Table(
    "judgements",
    rows.Judgement,
    "The answers of the codings, one for each criterion.",
    (
        identity("the id of the judgement"),
        ref("coding", "the coding"),
        ref("criterion", "the criterion: a row of `statements.csv`"),
        word("answer", vocabulary.ANSWER, "the answer"),
        text("reason", "why"),
        Column("evidence", Kind.LIST, "the ids of the evidence that it cites"),
    ),
    references=(Reference(("coding",), "codings"), Reference(("criterion",), "statements")),
)

ENDINGS = Table(
    "endings",
    rows.Ending,
    "How commitments came to their end, as people decided it; the latest stands.",
    (
        identity("the id of the end"),
        ref("commitment", "the commitment"),
        word("state", vocabulary.END_STATE, "what became of it"),
        Column("on", Kind.DATE, "when", required=True),
        text("reason_en", "why, in English", required=True),
        text("reason_az", "the same in Azerbaijani", required=True),
        Column("evidence", Kind.LIST, "the ids of the evidence that it rests on"),
        ref("superseded_by", "the commitment that took its place", required=False),
        *CLASSIFIED,
    ),
    references=(_COMMITMENT, Reference(("superseded_by",), "commitments"), HELD),
)

SUSPENSIONS = Table(
    "suspensions",
    rows.Suspension,
    "Stretches in which commitments do not run.",
    (
        identity("the id of the suspension"),
        ref("commitment", "the commitment"),
        ref("instrument", "the instrument that suspends it"),
        Column("since", Kind.DATE, "the first day", required=True),
        Column("until", Kind.DATE, "the first day on which it runs again"),
        *CLASSIFIED,
    ),
    references=(_COMMITMENT, Reference(("instrument",), "instruments"), HELD),
)

REPLIES = Table(
    "replies",
    rows.Reply,
    "What parties say to the assessment. A reply stands beside a level and changes nothing.",
    (
        identity("the id of the reply"),
        ref("commitment", "the commitment"),
        ref("party", "the party that replies"),
        Column("on", Kind.DATE, "when", required=True),
        Column("language", Kind.LANGUAGE, "the language of its words", required=True),
        text("body", "its words", required=True),
        *CLASSIFIED,
    ),
    references=(_COMMITMENT, Reference(("party",), "parties"), HELD),
)

SILENCE_PERIODS = Table(
    "silence_periods",
    rows.SilencePeriod,
    "After how long a silence confidence halves, by kind of commitment: figures that are assumed.",
    (
        identity("the id of the period"),
        word("nature", vocabulary.NATURE, "the kind of commitment"),
        Column("days", Kind.INTEGER, "how many days", required=True),
        text("reason", "why so many", required=True),
        *CLASSIFIED,
    ),
    references=(HELD,),
)

EVIDENCE_TABLES: tuple[Table, ...] = (
    ORIGINALS,
    EVIDENCE,
    CRITERIA,
    STATEMENTS,
    CODINGS,
    JUDGEMENTS,
    ENDINGS,
    SUSPENSIONS,
    REPLIES,
    SILENCE_PERIODS,
)
