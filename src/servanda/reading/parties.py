"""Who makes the instrument, and every name by which it calls them.

Parties come from the formula of the preamble ("The Government of A (hereinafter …) and …"),
else from the title, else from who speaks in the text.
"""

from __future__ import annotations

import re
from collections import Counter

from servanda.reading.headings import SMALL_WORDS
from servanda.reading.model import Party
from servanda.reading.structure import Outline

OFFICE = (
    r"^(?:the\s+)?(?:(?:royal|federal|transitional)\s+)?(?:government|president|prime minister|king|emir|chancellor|council of ministers"
    r"|cabinet of ministers|ministry of [\w ,]+?|department of [\w ,]+?|secretary of state|minister of foreign affairs)\s+of\s+(?:the\s+)?"
)
NAME = re.compile(
    r"(?:(?:the\s+)?(?:royal\s+)?government\s+of\s+)?(?:the\s+)?"
    r"[A-ZÀ-ÖØ-ÞƏĞİŞÇÖÜ][\w’'.\-]*(?:\s+(?:of\s+the|of|and\s+the|and|the|for|&)?\s*[A-ZÀ-ÖØ-ÞƏĞİŞÇ][\w’'.\-]*)*",
    re.IGNORECASE,
)
HEREINAFTER = re.compile(
    r"[(\[]\s*(?:here(?:in)?after|the|“|\"|collectively|together|each|individually|as)[^)\]]{0,260}[)\]]|,\s*here(?:in)?after\b[^,;.(]{0,80}?[“\"‘'][^”\"’]{2,60}[”\"’]|\b(?:jointly|together|collectively)\s+(?:referred\s+to\s+as\s+)?[“\"‘'][^”\"’]{2,40}[”\"’]|\([“\"‘'][^)]{1,80}[”\"][^)]{0,80}\)",
    re.IGNORECASE,
)
ABBREVIATED = {
    "US": "United States",
    "USA": "United States",
    "UK": "United Kingdom",
    "EU": "European Union",
    "UAE": "United Arab Emirates",
    "UN": "United Nations",
}
COLLECTIVE = re.compile(
    r"\b(?:collectively|individually|each|together|both|parties|participants|sides|signatories|leaders|contracting|participant|party|side)\b",
    re.IGNORECASE,
)
HYPHENATED = re.compile(
    r"\b(U\.S\.|US|UK|EU|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s?[-–]\s?(U\.S\.|US|UK|EU|[A-Z][a-z]+(?:\s(?:States|Kingdom|Union))?)(?!\w)"
)
CAPITALS = re.compile(r"((?:\b[A-ZƏĞİŞÇÖÜ]{2,}\b[\s’'-]*){3,})")
LEADERS_OF = re.compile(
    r"\b(?:ministers|presidents|leaders|heads\s+of\s+(?:state|government)[\w ]*?|representatives|governments)\s+of\s+(.{5,300}?)\s+"
    r"(?:met|meeting|gathered|convened|held|issued|adopted)\b",
    re.IGNORECASE,
)
DEFINED = re.compile(r"\([“\"‘'][^)”\"’]{2,40}[”\"’]\)")
TERM = re.compile(r"[“\"‘']\s*(?:the\s+)?([^”\"’]{2,60}?),?\s*[”\"’]")


def _natural(text: str) -> str:
    """Give words printed in capitals their usual letters: "THE KINGDOM OF X" → "the Kingdom of X"."""
    if not text.isupper():
        return text
    words = [w.lower() if w.lower() in SMALL_WORDS else w.title() for w in text.split()]
    return " ".join(words)


def _clean(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip(" ,;:")
    name = re.sub(r"^(?:and|between|by|we|the leaders of)\s+", "", name, flags=re.IGNORECASE)
    return (
        re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        if not re.match(r"the (?:hague|gambia|bahamas)", name, re.IGNORECASE)
        else name
    )


def short_name(name: str) -> str:
    """Give the name of the state in the name of its government.

    >>> short_name("Government of the Republic of Azerbaijan"), short_name("Government of Malaysia")
    ('Republic of Azerbaijan', 'Malaysia')
    """
    return re.sub(OFFICE, "", name, flags=re.IGNORECASE)


def find_parties(outline: Outline, text: str) -> tuple[Party, ...]:
    """Find the parties with every name that the instrument gives them."""
    for candidate in _formulas(outline, text):
        parties = _from_formula(candidate)
        if len(parties) >= 2:
            return _with_aliases(parties, text)
    spoken = _speakers(outline)
    return _with_aliases(spoken, text) if len(spoken) >= 2 else tuple(spoken)


def _formulas(outline: Outline, text: str) -> list[str]:
    """Give the paragraphs that may name the parties, the likeliest first."""
    body = [n.words for n in outline.nodes[:14] if n.mark != "container" and len(n.words) < 1500]
    led = [m[1] for w in body[:4] if (m := LEADERS_OF.search(w))]
    defined = [w for w in body[:6] if len(DEFINED.findall(w)) >= 2]
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
            re.IGNORECASE,
        )
        and w.rstrip().endswith((",", ";", ":"))
    ]
    title = _natural(outline.title)
    between = re.search(r"\bbetween\s+(.*)", title, re.IGNORECASE | re.DOTALL)
    by = re.search(
        r"\b(?:by|from the leaders of|of)\s+(the\s+.*\band\b.*)",
        title,
        re.IGNORECASE | re.DOTALL,
    )
    found = [*first, *defined, *led, joined, *opening]
    if between:
        found.append(
            re.split(
                r"\b(?:on|concerning|regarding|for|in the field|to|relating)\b",
                between[1],
                maxsplit=1,
                flags=re.IGNORECASE,
            )[0]
        )
        found.append(between[1])
    if by:
        found.append(re.split(r"\bon\b", by[1], maxsplit=1, flags=re.IGNORECASE)[0])
    found.append(_hyphenated(outline.title, text))
    return [f for f in found if f]


def _hyphenated(title: str, text: str) -> str:
    """Read "U.S.-Ukraine" and "Australia-United States" as two names that the text uses."""
    for found in HYPHENATED.finditer(title):
        if all(
            re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in found.groups()
        ):
            return f"{found[1]} and {found[2]}"
    return ""


def _from_formula(text: str) -> list[Party]:
    """Split "A (hereinafter …) and B (hereinafter …)" into parties."""
    plain = _cut_recitals(text)
    named: dict[str, list[str]] = {}
    position = 0
    for note in HEREINAFTER.finditer(plain):
        names = _names(plain[position : note.start()])
        for name in names:
            named.setdefault(name, [])
        if named and not _collective(note[0]):
            last = names[-1] if names else list(named)[-1]
            named[last].extend(term.strip(" ,") for term in TERM.findall(note[0]))
        position = note.end()
    for name in _names(plain[position:]):
        named.setdefault(name, [])
    return [Party(name, tuple(dict.fromkeys(terms))) for name, terms in named.items()]


def collective_terms(outline: Outline) -> tuple[str, ...]:
    """Find the terms that the instrument defines for all its parties: "Host Governments"."""
    found: list[str] = []
    for node in outline.nodes[:14]:
        for note in HEREINAFTER.finditer(node.words):
            if _collective(note[0]):
                found.extend(term.strip(" ,") for term in TERM.findall(note[0]))
    return tuple(dict.fromkeys(found))


def _collective(note: str) -> bool:
    """Tell whether a defined term names all parties: "(hereinafter the “Parties”)"."""
    return COLLECTIVE.search(note) is not None


def _cut_recitals(text: str) -> str:
    return re.split(
        r"\b(?:have\s+(?:agreed|reached|decided|drawn)|met\b|hereby|declare\b|having\s+met|as\s+witnessed)",
        text,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]


def _names(chunk: str) -> list[str]:
    chunk = " ".join(
        _natural(run) for run in CAPITALS.split(re.sub(r"\([^)]*\)", " ", chunk)) if run.strip()
    )
    chunk = re.sub(
        r"^.*?\bbetween\b(?!\s+the\s+parties)", " ", chunk, flags=re.IGNORECASE | re.DOTALL
    )
    chunk = re.sub(
        r",\s*(?:represented|acting|hereinafter|on the one|of the one|of the other|as)\b[^,;]*(?:,|$)",
        ", ",
        chunk,
        flags=re.IGNORECASE,
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
                r"\b(?:this|agreement|memorandum|charter|declaration|article)\b",
                name,
                re.IGNORECASE,
            )
        ):
            if re.match(
                r"(?:the\s+)?(?:parties|participants|preamble|we|us|both|between)$",
                name,
                re.IGNORECASE,
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


def _with_aliases(parties: list[Party], text: str) -> tuple[Party, ...]:
    """Add the names by which the text goes on to call each party."""
    named = []
    for found in parties:
        party = _spelled_out(_state_of(found), text)
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


def _state_of(party: Party) -> Party:
    """Give the state for which an office speaks: "Prime Minister of the Kingdom of X"."""
    office = re.match(
        r"(?:the\s+)?(?:president|prime minister|king|queen|emir|chancellor)\s+of\s+",
        party.name,
        re.IGNORECASE,
    )
    if not office:
        return party
    return Party(short_name(party.name), (party.name, *party.aliases))


def _spelled_out(party: Party, text: str) -> Party:
    """Give a party that the title abbreviates its full name, where the text uses it."""
    full = ABBREVIATED.get(party.name.replace(".", ""))
    if full is None or full not in text:
        return party
    return Party(full, (party.name, *party.aliases))
