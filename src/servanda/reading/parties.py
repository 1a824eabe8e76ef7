"""Who makes the instrument, when, where, and whether they say that it binds.

Parties come from the formula of the preamble ("The Government of A (hereinafter …) and …"),
else from the title, else from who speaks in the text; dates from the signature formula.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter

from servanda.deadlines import find_dates
from servanda.reading.model import DatedEvent, Party
from servanda.reading.structure import Outline

OFFICE = (
    r"^(?:the\s+)?(?:(?:royal|federal|transitional)\s+)?(?:government|president|prime minister|king|emir|chancellor|council of ministers"
    r"|cabinet of ministers|ministry of [\w ,]+?|department of [\w ,]+?|secretary of state|minister of foreign affairs)\s+of\s+(?:the\s+)?"
)
NAME = re.compile(
    r"(?:(?:the\s+)?(?:royal\s+)?government\s+of\s+)?(?:the\s+)?"
    r"[A-ZÀ-ÖØ-ÞƏĞİŞÇÖÜ][\w’'.\-]*(?:\s+(?:of\s+the|of|and\s+the|and|the|for|&)?\s*[A-ZÀ-ÖØ-ÞƏĞİŞÇ][\w’'.\-]*)*",
    re.I,
)
HEREINAFTER = re.compile(
    r"[(\[]\s*(?:here(?:in)?after|the|“|\"|collectively|together|each|individually|as)[^)\]]{0,260}[)\]]|\([“\"][^)]{1,80}[”\"][^)]{0,80}\)",
    re.I,
)
TERM = re.compile(r"[“\"‘']\s*(?:the\s+)?([^”\"’]{2,60}?),?\s*[”\"’]")
NON_BINDING = re.compile(
    r"\b(?:not\s+(?:be\s+)?(?:intended\s+to\s+(?:be|constitute|create|give\s+rise)[^.]{0,60}?)?(?:legally\s+)?binding"
    r"|(?:does|do|shall|is|are)\s+not\s+(?:\w+\s+){0,5}?(?:create|constitute|give\s+rise\s+to|establish|impose|generate)\s+(?:\w+\s+){0,4}?"
    r"(?:legally[\s-]binding|rights|obligations|commitments)"
    r"|(?:does|do|shall|is|are)\s+not\s+(?:\w+\s+){0,3}?legally[\s-]binding"
    r"|nothing\s+in\s+this\s+[\w\s]{3,40}(?:give\s+rise\s+to|create|constitute)[^.]{0,80}?(?:obligations|commitments|rights)"
    r"|no\s+(?:legal\s+force|legally\s+binding|binding\s+legal)|non-?\s?binding|political\s+commitments?\s+only"
    r"|not\s+(?:an?\s+)?(?:international\s+)?(?:treaty|agreement)\s+(?:under|governed\s+by)\s+international\s+law)\b",
    re.I,
)
BINDING = re.compile(
    r"\b(?:shall\s+enter\s+into\s+force|enters?\s+into\s+force|(?:is|are|be)\s+(?:legally\s+)?binding\s+(?:on|upon|under|for)|legally\s+binding\s+(?:agreement|treaty|instrument))\b",
    re.I,
)
SIGNED = re.compile(
    r"\b(?:done|signed|executed)\s+(?:\w+\s+){0,3}?(?:at|in)\s+(?:duplicate\s+at\s+|two\s+originals\s+at\s+|the\s+city\s+of\s+)?(?P<place>[A-ZÀ-ÖØ-ÞƏĞİŞÇ][\w’'.\- ]*(?:,\s*[A-Z][\w. ]+)?)",
    re.I,
)
SIGNATURE_LINE = re.compile(r"^(?:done|signed|executed|adopted)\b", re.I)
SAID_SIGNED = re.compile(r"\b(?:signed|adopted|met|held talks|issued|done)\b", re.I)
PLACE_END = re.compile(
    r"[,\s]+(?:on|this|the|in|at)\s*$|\s+(?:on|this|the|in\s+(?:duplicate|two|three|triplicate|quadruplicate)).*$",
    re.I,
)
COMMON_STATES = re.compile(
    r"\b(?:United States(?: of America)?|United Kingdom(?: of Great Britain and Northern Ireland)?|European Union)\b"
)


def _clean(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip(" ,;:")
    name = re.sub(r"^(?:and|between|by|we|the leaders of)\s+", "", name, flags=re.I)
    return (
        re.sub(r"^the\s+", "", name, flags=re.I)
        if not re.match(r"the (?:hague|gambia|bahamas)", name, re.I)
        else name
    )


def short_name(name: str) -> str:
    """Give the name of the state in the name of its government.

    >>> short_name("Government of the Republic of Azerbaijan"), short_name("Government of Malaysia")
    ('Republic of Azerbaijan', 'Malaysia')
    """
    return re.sub(OFFICE, "", name, flags=re.I)


def find_parties(outline: Outline, text: str) -> tuple[Party, ...]:
    """Find the parties with every name that the instrument gives them."""
    for candidate in _formulas(outline):
        parties = _from_formula(candidate)
        if len(parties) >= 2:
            return _with_aliases(parties, outline, text)
    spoken = _speakers(outline)
    return _with_aliases(spoken, outline, text) if len(spoken) >= 2 else tuple(spoken)


def _formulas(outline: Outline) -> list[str]:
    """Give the paragraphs that may name the parties, the likeliest first."""
    body = [n.words for n in outline.nodes[:14] if n.mark != "container" and len(n.words) < 1500]
    joined = " ".join(
        n.words for n in outline.nodes[:8] if n.zone == "preamble" and n.kind != "recital"
    )
    first = [w for w in body if "hereinafter" in w.lower() or "hereafter" in w.lower()]
    opening = [
        w
        for w in body
        if re.match(
            r"(?:the\s+)?(?:government|republic|kingdom|state|united|federal|we,|parties|[A-Z]\w+\s+and\s+(?:the\s+)?[A-Z])",
            w,
            re.I,
        )
        and w.rstrip().endswith((",", ";", ":"))
    ]
    between = re.search(r"\bbetween\s+(.*)", outline.title, re.I | re.S)
    by = re.search(
        r"\b(?:by|from the leaders of|of)\s+(the\s+.*\band\b.*)", outline.title, re.I | re.S
    )
    found = [*first, joined, *opening]
    if between:
        found.append(
            re.split(
                r"\b(?:on|concerning|regarding|for|in the field|to|relating)\b",
                between[1],
                maxsplit=1,
                flags=re.I,
            )[0]
        )
        found.append(between[1])
    if by:
        found.append(re.split(r"\bon\b", by[1], maxsplit=1, flags=re.I)[0])
    found.append(_hyphenated(outline.title))
    return [f for f in found if f]


def _hyphenated(title: str) -> str:
    """Read "U.S.-Ukraine" and "Australia-United States" as two names."""
    found = re.search(
        r"\b((?:U\.S\.|US|UK|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))\s?[-–]\s?((?:U\.S\.|US|UK|[A-Z][a-z]+(?:\sStates|\sKingdom)?))\b",
        title,
    )
    return f"{found[1]} and {found[2]}" if found else ""


def _from_formula(text: str) -> list[Party]:
    """Split "A (hereinafter …) and B (hereinafter …)" into parties."""
    plain = _cut_recitals(text)
    pieces: list[tuple[str, list[str]]] = []
    position = 0
    marks = list(HEREINAFTER.finditer(plain))
    for note in [*marks, None]:
        chunk = plain[position : note.start()] if note else plain[position:]
        names = _names(chunk)
        terms = TERM.findall(note[0]) if note else []
        terms = [t.strip(" ,") for t in terms]
        collective = (
            bool(note)
            and re.search(r"part(?:y|ies)\b|participants?|sides|signatories|leaders", note[0], re.I)
            is not None
            and (len(terms) > 1 or not _single(note[0]))
        )
        for n, name in enumerate(names):
            pieces.append((name, terms if n == len(names) - 1 and not collective else []))
        if not names and pieces and terms and not collective:
            pieces[-1][1].extend(terms)
        position = note.end() if note else len(plain)
    seen: dict[str, list[str]] = {}
    for name, terms in pieces:
        seen.setdefault(name, []).extend(terms)
    return [Party(name, tuple(dict.fromkeys(terms))) for name, terms in seen.items()]


def _single(note: str) -> bool:
    return not re.search(r"collectively|together|both|parties|participants|sides", note, re.I)


def _cut_recitals(text: str) -> str:
    return re.split(
        r"\b(?:have\s+(?:agreed|reached|decided)|hereby|declare\b|having\s+met|as\s+witnessed)",
        text,
        maxsplit=1,
        flags=re.I,
    )[0]


def _names(chunk: str) -> list[str]:
    chunk = re.sub(r"\([^)]*\)", " ", chunk)
    chunk = re.sub(
        r",\s*(?:represented|acting|hereinafter|on the one|of the one|of the other|as)\b[^,;]*(?:,|$)",
        ", ",
        chunk,
        flags=re.I,
    )
    chunk = re.sub(r"Great Britain and Northern Ireland", "Great Britain & Northern Ireland", chunk)
    chunk = re.sub(r"\b(Bosnia|Trinidad|Antigua|Saint Kitts|Sao Tome) and\b", r"\1 &", chunk)
    found = []
    for piece in re.split(r",|;|\band\b|\bon the one (?:hand|part)\b|\bon the other\b", chunk):
        name = _clean(piece.replace(" & ", " and "))
        words = name.split()
        capital = [w for w in words if w[:1].isupper()]
        if (
            1 <= len(words) <= 14
            and capital
            and len(capital) * 2 >= len(words)
            and not re.search(
                r"\b(?:this|agreement|memorandum|charter|declaration|article)\b", name, re.I
            )
        ):
            if re.match(
                r"(?:the\s+)?(?:parties|participants|preamble|we|us|both|between)$", name, re.I
            ):
                continue
            found.append(
                name
                if not name.isupper() or len(name) < 5
                else name.title()
                .replace(" Of ", " of ")
                .replace(" The ", " the ")
                .replace(" And ", " and ")
            )
    return found


def _speakers(outline: Outline) -> list[Party]:
    """Find the two names that most often begin a sentence with a promise or stance."""
    counts: Counter[str] = Counter()
    pattern = re.compile(
        r"\b(?:the\s+)?((?:United States|United Kingdom|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))\s+(?:intends?|will|shall|welcomes?|reaffirms?|affirms?|supports?|plans?|commits?|recognizes?)\b"
    )
    for node in outline.nodes:
        for found in pattern.finditer(node.words):
            if found[1].split()[0] not in {
                "The",
                "Both",
                "Each",
                "They",
                "We",
                "This",
                "It",
                "These",
                "Parties",
                "Participants",
            }:
                counts[found[1]] += 1
    return [Party(name) for name, n in counts.most_common(2) if n >= 2]


def _with_aliases(parties: list[Party], outline: Outline, text: str) -> tuple[Party, ...]:
    """Add the names by which the text goes on to call each party."""
    named = []
    for party in parties:
        aliases = list(party.aliases)
        short = short_name(party.name)
        core = re.sub(
            r"^(?:the\s+)?(?:Republic|Kingdom|State|Federal Republic|Islamic Republic|Commonwealth|Principality|People’s Republic|Sultanate|Swiss Confederation)\s+of\s+(?:the\s+)?",
            "",
            short,
        )
        core = re.sub(r"\s+of\s+(?:America|Great Britain.*)$", "", core)
        for name in (short, core):
            if (
                name
                and name != party.name
                and name not in aliases
                and re.search(rf"\b{re.escape(name)}\b", text)
            ):
                aliases.append(name)
        if "United States" in party.name and "U.S." in text and "U.S." not in aliases:
            aliases.append("U.S.")
        named.append(Party(party.name, tuple(aliases)))
    return tuple(named)


def find_binding(text: str) -> bool | None:
    """Tell whether the instrument says that it does not bind (False), or speaks as binding (True)."""
    annex = re.search(r"^\s*annex\b", text, re.I | re.M)
    main = text[: annex.start()] if annex and annex.start() > len(text) // 3 else text
    if NON_BINDING.search(main):
        return False
    return True if BINDING.search(main) else None


def find_signature(outline: Outline, text: str) -> tuple[datetime.date | None, str | None]:
    """Find when and where the instrument was signed, from its closing formula."""
    for node in outline.nodes:
        if node.zone != "conclusions" and not SIGNATURE_LINE.match(node.words):
            continue
        dates = [d for d in find_dates(node.words) if d.precision == "day"]
        if dates:
            return dates[0].date, _place(node.words)
    return _from_opening(outline)


def _place(words: str) -> str | None:
    found = SIGNED.search(words)
    if not found:
        return None
    place = PLACE_END.sub("", found["place"]).strip(" ,.")
    place = re.sub(
        r",?\s*(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*$",
        "",
        place,
    ).strip(" ,")
    return place or None


def _from_opening(outline: Outline) -> tuple[datetime.date | None, str | None]:
    """Read the date of a joint statement from its dateline, or from "met in … on …"."""
    for node in outline.nodes[:6]:
        dates = [d for d in find_dates(node.words) if d.precision == "day"]
        if dates and len(node.words) < 40:
            return dates[0].date, None
        if (
            dates
            and re.search(
                r"\b(?:adopted|signed)\b.{0,60}\b(?:following|this|present)\b|\bmet in\b",
                node.words[:300],
                re.I,
            )
            and re.search(
                r"\b(?:declar|statement|charter|adopted|declare the following)", node.words, re.I
            )
        ):
            return dates[0].date, None
    return None, None


def find_events(text: str, found: list[DatedEvent]) -> tuple[DatedEvent, ...]:
    """Add the other days that the text itself names."""
    taken = {event.start for event in found}
    for named in find_dates(text):
        if named.precision == "day" and named.start not in taken:
            found.append(
                DatedEvent(
                    "mentioned", named.date, text[named.start : named.end], named.start, named.end
                )
            )
    return tuple(sorted(found, key=lambda event: event.start))
