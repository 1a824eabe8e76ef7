"""The files of a network, column by column. The figures in them are described in `figures`."""

from __future__ import annotations

from servanda.exchange.network.columns import Column, Kind, Sheet
from servanda.flows.model import ASSUMABLE, UNITS, Group

README_FILE = "README.md"

STATUS = {
    "existing": "it is there",
    "under_construction": "it is being built",
    "planned": "it is decided on, and not begun",
    "proposed": "it is talked of",
    "assumed": "no source of this folder names it: it stands for what must be there to connect",
}
CONFIDENCE = {
    "high": "more than one source, or the one that must know",
    "medium": "one source of standing",
    "low": "one source, weak or second-hand",
    "estimate": "no more than that it exists",
}
HOW = {
    "value": "the figure is the value",
    "factor": "the figure is what the row says, times the value",
    "per km": "the figure is the value times the length",
    "speed": "the hours are the length over the value",
    "detour": "the length is the great circle between the ends times the value",
}
MORE_FIELDS = {
    "link.length_km": "the length of a link",
    "project.completes": "the first year in which a project works",
}
FIELDS = {
    f"{kind}.{name}": f"the {name.replace('_', ' ')} of a {kind}"
    for kind, names in ASSUMABLE.items()
    for name in sorted(names)
} | MORE_FIELDS
SUBJECTS = {
    "node": "a row of nodes.csv",
    "link": "a row of links.csv",
    "corridor": "a row of corridors.csv",
    "project": "a row of projects.csv",
    "change": "a row of changes.csv, by project and link: PJ01:T02",
    "demand": "a row of demands.csv",
    "total": "a row of totals.csv, by total and year: gas-europe:2025",
    "network": "the network as a whole",
}
USED = "whether the network is reckoned with it"


def _id(meaning: str) -> Column:
    return Column("id", Kind.ID, meaning, required=True)


def _text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, required=required)


def _ref(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, Kind.ID, meaning, required=required)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, Kind.BOOLEAN, meaning, required=True)


def _unit_of_flows(meaning: str) -> Column:
    return Column("unit", Kind.WORD, meaning, required=True, words=dict.fromkeys(UNITS, ""))


def _figure(name: str, meaning: str) -> tuple[Column, ...]:
    return (
        Column(name, Kind.NUMBER, f"{meaning}; empty where no figure was found"),
        Column(f"{name}_unit", Kind.UNIT, f"the unit of {name}"),
        _from(name),
    )


def _from(name: str) -> Column:
    return Column(f"{name}_from", Kind.ORIGIN, f"the source of {name}, and what it is assumed by")


_NOTE = _text("note", "what the row covers, and what its sources add")
_CONFIDENCE = Column("confidence", Kind.WORD, "how far the sources carry", words=CONFIDENCE)

NODES = Sheet(
    "nodes",
    "Places. Neither a name nor a position here says anything of status or borders.",
    (
        _id("the id of the place"),
        _text("name", "its name in English", required=True),
        Column("other_names", Kind.WORDS, "names that others use for it"),
        Column("country", Kind.COUNTRY, "its country"),
        _text("kind", "what it is: a port, a border, a field", required=True),
        Column("lat", Kind.NUMBER, "degrees north"),
        Column("lon", Kind.NUMBER, "degrees east"),
        Column("source", Kind.ORIGIN, "where its position is from", required=True),
        *_figure("capacity", "what may pass it in a year"),
        _NOTE,
    ),
)
LINKS = Sheet(
    "links",
    "Ways from place to place by one mode; a line that carries tonnes and containers is two rows.",
    (
        _id("the id of the link"),
        _text("name", "its name"),
        _ref("tail", "the place where it begins"),
        _ref("head", "the place where it ends"),
        _ref("mode", "how it carries: rail, road, ferry, sea, oil, gas, power, fibre"),
        _unit_of_flows("what it carries"),
        Column("status", Kind.WORD, "whether it is there", required=True, words=STATUS),
        Column("length_km", Kind.NUMBER, "its length in kilometres"),
        _from("length_km"),
        *_figure("capacity", "what it carries in a year, both directions together"),
        *_figure("time", "how long a passage takes"),
        *_figure("cost", "what a unit pays"),
        *_figure("loss", "what share of what enters does not arrive"),
        _flag("both_ways", "whether it is passed in both directions"),
        Column("opens", Kind.YEAR, "the first year in which it is open, where no project opens it"),
        _flag("closed", "whether it is closed, or not there, until a project opens it"),
        Column("corridors", Kind.IDS, "the corridors that it is part of"),
        Column("season", Kind.SEASON, "twelve factors of its capacity, January to December"),
        Column("season_from", Kind.ORIGIN, "the source of the season"),
        Column("source", Kind.ORIGIN, "where it is told that it exists"),
        _CONFIDENCE,
        _NOTE,
    ),
)
TRANSFERS = Sheet(
    "transfers",
    "Passing from mode to mode, or across a border or change of gauge by the same mode.",
    (
        _ref("node", "where it is"),
        _ref("from_mode", "the mode that is left"),
        _ref("to_mode", "the mode that is taken"),
        _unit_of_flows("what passes"),
        *_figure("time", "how long it takes"),
        *_figure("cost", "what a unit pays"),
        *_figure("capacity", "what may pass in a year"),
        _NOTE,
    ),
    key=("node", "from_mode", "to_mode", "unit"),
)
CORRIDORS = Sheet(
    "corridors",
    "Routes of several links. A capacity here is one constraint: each path counts in it once.",
    (
        _id("the id of the corridor"),
        _text("name", "its name", required=True),
        Column("other_names", Kind.WORDS, "names that others use for it"),
        *_figure("capacity", "what it carries in a year"),
        _NOTE,
    ),
)
COMMODITIES = Sheet(
    "commodities",
    "What is carried.",
    (
        _id("the id of the commodity"),
        _text("name", "its name", required=True),
        Column("group", Kind.WORD, "what it is", required=True, words={g.value: "" for g in Group}),
        _unit_of_flows("what it is counted in"),
        Column("modes", Kind.IDS, "the modes that may carry it; empty for every mode"),
        *_figure("value_of_time", "what an hour costs each unit"),
        _NOTE,
    ),
)
DEMANDS = Sheet(
    "demands",
    "What is to be carried from one place to another in a year.",
    (
        _id("the id of the demand"),
        _text("name", "its name", required=True),
        _ref("commodity", "what is to be carried"),
        _ref("origin", "from where"),
        _ref("destination", "to where"),
        _ref("total", "the total, year by year, of which it is a share", required=False),
        *_figure("volume", "how much in a year, where it is not a share of a total"),
        *_figure("minimum", "how much of it a contract promises"),
        *_figure("unmet_price", "what going without costs each unit"),
        _NOTE,
    ),
)
TOTALS = Sheet(
    "totals",
    "Volumes of named years that several demands are shares of.",
    (
        _ref("total", "the id of the total"),
        Column("year", Kind.YEAR, "the year", required=True),
        *_figure("volume", "how much in that year"),
        _NOTE,
    ),
    key=("total", "year"),
)
PROJECTS = Sheet(
    "projects",
    "Upgrades of the network. What each changes is in changes.csv.",
    (
        _id("the id of the project"),
        _text("name", "its name", required=True),
        _text("what", "what it is"),
        _text("status", "how far it has come, as its source tells"),
        _text("expected", "when it is expected, as its source tells"),
        Column("completes", Kind.YEAR, "the first year in which it works; empty where none known"),
        _from("completes"),
        *_figure("cost", "what it costs"),
        Column("source", Kind.ORIGIN, "where it is told", required=True),
        _CONFIDENCE,
        _NOTE,
    ),
)
CHANGES = Sheet(
    "changes",
    "What a project makes of a link.",
    (
        _ref("project", "the project"),
        _ref("link", "the link that it changes"),
        *_figure("capacity", "what the link carries in a year afterwards"),
        *_figure("time", "how long a passage takes afterwards"),
        *_figure("cost", "what a unit pays afterwards"),
        _flag("opens", "whether the link is open only where such a project is delivered"),
        _flag("closes", "whether it closes the link"),
        _NOTE,
    ),
    key=("project", "link"),
)
ASSUMPTIONS = Sheet(
    "assumptions",
    "Every figure that no source gives, as a range with its reason.",
    (
        _id("the id of the assumption"),
        _text("name", "what it is", required=True),
        Column("field", Kind.WORD, "the figure it stands for", required=True, words=FIELDS),
        Column("how", Kind.WORD, "how it becomes the figure", required=True, words=HOW),
        Column("low", Kind.NUMBER, "the lowest that is likely", required=True),
        Column("central", Kind.NUMBER, "what is reckoned with", required=True),
        Column("high", Kind.NUMBER, "the highest that is likely", required=True),
        Column("unit", Kind.UNIT, "its unit; empty for a plain number"),
        _text("reason", "why these figures", required=True),
        _text("calibrated", "where the central value was fitted: to what, and from what"),
    ),
)
SOURCES = Sheet(
    "sources",
    "Where figures are from.",
    (
        _id("the id of the source"),
        _text("publisher", "who publishes it", required=True),
        Column("address", Kind.ADDRESS, "its address"),
        Column("accessed", Kind.DATE, "when it was read"),
        _NOTE,
    ),
)
CLAIMS = Sheet(
    "claims",
    "Where sources differ: every figure, and which one is used.",
    (
        _id("the id of the claim"),
        Column("subject", Kind.WORD, "what it is about", required=True, words=SUBJECTS),
        _text("row", "the id of the row; empty for the network as a whole"),
        _text("field", "the figure it is about", required=True),
        _text("value", "what the source says", required=True),
        Column("unit", Kind.UNIT, "its unit"),
        Column("source", Kind.ORIGIN, "who says so"),
        _flag("used", USED),
        _text("note", "what it covers, and why it is used or not"),
    ),
)
OBSERVATIONS = Sheet(
    "observations",
    "What was measured or quoted for a link, a place or a route: for comparison, not an input.",
    (
        _id("the id of the observation"),
        Column("subject", Kind.WORD, "what it is about", required=True, words=SUBJECTS),
        _text("row", "the id of the row; empty for the network as a whole"),
        _text("place", "the place or route in words"),
        _text("what", "what was measured", required=True),
        Column("low", Kind.NUMBER, "the figure, or the lowest of a range", required=True),
        Column("high", Kind.NUMBER, "the highest of a range"),
        Column("unit", Kind.UNIT, "its unit"),
        _text("period", "the time that it covers"),
        Column("source", Kind.ORIGIN, "who says so", required=True),
        _CONFIDENCE,
        _NOTE,
    ),
)

SHEETS = (
    NODES,
    LINKS,
    TRANSFERS,
    CORRIDORS,
    COMMODITIES,
    DEMANDS,
    TOTALS,
    PROJECTS,
    CHANGES,
    ASSUMPTIONS,
    SOURCES,
    CLAIMS,
    OBSERVATIONS,
)
SHEET = {sheet.name: sheet for sheet in SHEETS}
