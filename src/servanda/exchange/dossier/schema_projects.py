"""The tables of a dossier about projects: what they carry, the money, gates and lists.

Whether a list was adopted is in papers with two keys, which belong to a desk: here a project is a
candidate, or dropped.
"""

from servanda.exchange.dossier import rows_projects as rows
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

_PROJECT = Reference(("project",), "projects")
_SOURCE = Reference(("source",), "sources")

PROJECTS = Table(
    "projects",
    rows.Project,
    "What carries commitments out, or may do so.",
    (
        identity("the id of the project"),
        text("name_en", "its name in English", required=True),
        text("name_az", "its name in Azerbaijani", required=True),
        text("what_en", "what it is, in English"),
        text("what_az", "the same in Azerbaijani"),
        word("area", vocabulary.AREA, "what it is about", required=False),
        word("standing", words.STANDING_OF_PROJECT, "whether it stands"),
        word("stage", words.STAGE, "how far it has come, as its source tells"),
        text("status_en", "its status as the source tells it, in English"),
        text("status_az", "the same in Azerbaijani"),
        Column("status_on", Kind.DATE, "the day of that status"),
        text("expected", "when it is expected to be done, as the source tells it"),
        text("capacity_after", "what it will carry, as the source tells it"),
        Column("network_links", Kind.LIST, "the links of the corridor that it changes"),
        Column("latitude", Kind.NUMBER, "where it is, in degrees north"),
        Column("longitude", Kind.NUMBER, "where it is, in degrees east"),
        ref("source", "where it is told", required=False),
        word("confidence", words.CONFIDENCE, "how far that carries", required=False),
        *CLASSIFIED,
    ),
    references=(_SOURCE, HELD),
)

CARRIES = Table(
    "carries",
    rows.Carried,
    "Which commitments a project carries out. It is a judgement: the note says why.",
    (
        identity("the id of the row"),
        ref("project", "the project"),
        ref("commitment", "the commitment"),
        text("note", "how it does so", required=True),
    ),
    references=(_PROJECT, Reference(("commitment",), "commitments")),
)

INVOLVED = Table(
    "involved",
    rows.Involved,
    "The parties and companies that have a part in a project.",
    (
        identity("the id of the row"),
        ref("project", "the project"),
        ref("party", "the party", required=False),
        text("name", "the name of one that is no party"),
        text("role", "its part", required=True),
        ref("source", "where it is told", required=False),
    ),
    references=(_PROJECT, Reference(("party",), "parties"), _SOURCE),
)

FUNDING = Table(
    "funding",
    rows.Funding,
    "Money for projects, each figure as its source gives it; where sources differ, all stand.",
    (
        identity("the id of the figure"),
        ref("project", "the project"),
        text("payer", "from whom; empty for the cost as a whole"),
        Column("amount", Kind.AMOUNT, "how much", required=True),
        Column("currency", Kind.CURRENCY, "in which currency", required=True),
        word("state", words.STATE_OF_MONEY, "how firm it is"),
        Column("on", Kind.DATE, "as of which day"),
        Column("used", Kind.BOOLEAN, "false where another figure is used", required=True),
        ref("source", "who says so"),
        text("note", "what the figure covers, and why it is used or not"),
    ),
    references=(_PROJECT, _SOURCE),
)

GATES = Table(
    "gates",
    rows.Gate,
    "Conditions that somebody else must meet. Chances and dates are assumed; the basis says how.",
    (
        identity("the id of the gate"),
        text("name_en", "its name in English", required=True),
        text("name_az", "its name in Azerbaijani", required=True),
        text("what_en", "what must happen, in English"),
        text("what_az", "the same in Azerbaijani"),
        ref("party", "the party that must do it", required=False),
        ref("instrument", "the instrument that it belongs to", required=False),
        Column("probability", Kind.NUMBER, "the chance that it opens, 0 to 1", required=True),
        Column("earliest", Kind.DATE, "the earliest day", required=True),
        Column("likely", Kind.DATE, "the most likely day", required=True),
        Column("latest", Kind.DATE, "the latest day", required=True),
        text("basis_en", "on what chance and dates rest, in English", required=True),
        text("basis_az", "the same in Azerbaijani"),
        Column("opened", Kind.DATE, "when it opened"),
        ref("source", "where its state is told", required=False),
        *CLASSIFIED,
    ),
    references=(
        Reference(("party",), "parties"),
        Reference(("instrument",), "instruments"),
        _SOURCE,
        HELD,
    ),
)

PROJECT_LISTS = Table(
    "project_lists",
    rows.ProjectList,
    "Lists of projects as bodies draw them up. Whether one was adopted is not in a dossier.",
    (
        identity("the id of the list"),
        ref("body", "the body"),
        text("title_en", "its title in English", required=True),
        text("title_az", "its title in Azerbaijani"),
        ref("answers", "the commitment that it answers", required=False),
        *CLASSIFIED,
    ),
    references=(Reference(("body",), "bodies"), Reference(("answers",), "commitments"), HELD),
)

LIST_ENTRIES = Table(
    "list_entries",
    rows.ListEntry,
    "The projects on the lists.",
    (
        identity("the id of the entry"),
        ref("project_list", "the list"),
        ref("project", "the project"),
        text("note", "what the list says of it"),
    ),
    references=(Reference(("project_list",), "project_lists"), _PROJECT),
)

PROJECT_TABLES: tuple[Table, ...] = (
    PROJECTS,
    CARRIES,
    INVOLVED,
    FUNDING,
    GATES,
    PROJECT_LISTS,
    LIST_ENTRIES,
)
