"""The marks that number the parts of an instrument: Article 1, IV., 2.3, (a), (ii), bullets.

Sources: the practice of the United Nations Treaty Series and of US, EU and Azerbaijani
drafting manuals; kinds are named as in Akoma Ntoso 3.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMED = re.compile(
    r"(?P<kind>article|section|part|chapter|title|annex|appendix|schedule|attachment|exhibit|protocol"
    r"|paragraph|item|pillar|phase)"
    r"\s+(?P<num>[IVXLC]+|\d+(?:[.\-]\d+)*[a-z]?|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?P<rest>\s*[.:–—-]?\s*)(?=$|[A-Z0-9(“\"‘–—-]|[^a-z])",
    re.IGNORECASE,
)
BARE_ANNEX = re.compile(
    r"(?P<kind>annex|appendix|schedule|attachment)\b(?=$|\s+(?:to|of|on)\b|\s*:)", re.IGNORECASE
)
ROMAN = re.compile(
    r"(?P<num>M{0,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))[.):]\s+(?=\S)"
)
DECIMAL = re.compile(r"(?P<num>\d{1,3}(?:\.\d{1,3})+)[.):]?\s+(?=\S)")
ARABIC = re.compile(
    r"(?P<num>\d{1,3})[.):]\s*(?=[^\d\s])|\((?P<num2>\d{1,3})\)\s*(?=\S)|§\s*(?P<num3>\d+)\s+"
)
CAPITAL = re.compile(r"(?P<num>[A-Z])[.)]\s+(?=\S)|\((?P<num2>[A-Z])\)\s*(?=\S)")
LETTER = re.compile(r"\((?P<num>[a-z]{1,2})\)\s*(?=\S)|(?P<num2>[a-z])[.)]\s+(?=\S)")
SMALL_ROMAN = re.compile(r"\((?P<num>[ivx]{1,5})\)\s*(?=\S)|(?P<num2>[ivx]{1,5})[.)]\s+(?=\S)")
BULLET = re.compile(r"(?P<num>[-–—•●▪■◦‣∙·*o])\s+(?=\S)")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or bullet that opens a part of the text."""

    kind: str  # article, section, annex, …, roman, decimal, arabic, capital, letter, small_roman, bullet
    num: str  # as printed, without its punctuation
    length: int  # characters of the mark with the space behind it


def read_mark(text: str) -> Mark | None:
    """Read the mark that a paragraph opens with, if it opens with one.

    >>> read_mark("Article 2.3: Agriculture")
    Mark(kind='article', num='2.3', length=13)
    >>> read_mark("(a) Malaysia shall").kind, read_mark("IV. Timeline").num, read_mark("I think")
    ('letter', 'IV', None)
    """
    first = text[:1]
    if not first:
        return None
    named = NAMED.match(text) if first.isalpha() else None
    if named and _is_title(named, text):
        return Mark(named["kind"].lower(), named["num"], named.end())
    if first.isalpha() and (bare := BARE_ANNEX.match(text)) and len(text) < 120:
        return Mark(bare["kind"].lower(), "", bare.end())
    for kind, pattern in (
        ("decimal", DECIMAL),
        ("roman", ROMAN),
        ("arabic", ARABIC),
        ("capital", CAPITAL),
        ("small_roman", SMALL_ROMAN),
        ("letter", LETTER),
        ("bullet", BULLET),
    ):
        found = pattern.match(text)
        if found and (num := next((g for g in found.groups() if g), "")):
            return Mark(kind, num, found.end())
    return None


def _is_title(named: re.Match[str], text: str) -> bool:
    """Tell a title ("Article 2: Scope") from a sentence ("Article 2 shall apply")."""
    rest = text[named.end() :]
    if named["kind"][0].islower() and named["kind"] != "article":
        return False
    if not rest or named["rest"].strip():
        return True
    return rest[:1].isupper() or rest[:1] in '(“"‘[' or rest[:1].isdigit()


def opens_item(text: str) -> bool:
    """Tell whether a line begins a new numbered or bulleted part."""
    return read_mark(text) is not None


def roman_value(num: str) -> int:
    """Give the value of a Roman number.

    >>> roman_value("xiv"), roman_value("IX")
    (14, 9)
    """
    values = [ROMAN_VALUES[char] for char in num.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
