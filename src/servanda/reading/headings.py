"""Headings and recitals: paragraphs that name a part, and clauses that give reasons."""

from __future__ import annotations

import re

from servanda.reading.layout import Paragraph
from servanda.reading.lexicon import is_gerund, is_participle
from servanda.reading.marks import read_mark
from servanda.reading.vocabulary import AGENTS, ALL_PARTIES, MODALS
from servanda.reading.words import word_class

SMALL_WORDS = word_class("small_words")
RECITAL_ADVERBS = word_class("recital_adverbs")
RECITAL_OPENERS = word_class("recital_openers")
NAMES_RECITAL = re.compile(
    r"(?:whereas|having|bearing in mind|in view of|in recognition of|in the spirit of|in light of|with a view to)\b",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"(?P<heading>[A-Z0-9“][^.:;!?]{2,90}?)\s*(?::|\.(?=\s{2})|\s[–—-])\s+(?=[A-Z“])"
)
INSTRUMENT_TITLE = re.compile(
    r"\b(?:agreement|memorandum|charter|declaration|treaty|protocol|joint statement|joint leaders|compact|framework|deal|"
    r"understanding|convention|accords?|communiqu[eé]|arrangement|pact|covenant|statement of intent|partnership|plan of action|"
    r"exchange of (?:notes|letters)|contract|terms of reference|letter of intent|armistice|ceasefire|concordat|statute|action plan|roadmap)\b",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"(?:\w+day,?\s+)?(?:\d{1,2}\s+\w+|\w+\s+\d{1,2}),?\s+\d{4}\.?", re.IGNORECASE
)
CONNECTIVE_END = re.compile(
    r"\b(?:between|and|of|on|for|the|to|concerning|regarding|with|in|by)$|[-–—:,]$", re.IGNORECASE
)
TITLE_DATE = re.compile(r"(?:dated|of)\s+\d{1,2}\s+\w+\s+\d{4}|as\s+of\s+.*\d{4}", re.IGNORECASE)
CONNECTIVE_START = re.compile(
    r"(?:between|and|on|of|for|concerning|regarding|with|in the field|relating|to)\b", re.IGNORECASE
)
FINITE_HINTS = frozenset(MODALS) | {
    "intend",
    "intends",
    "agree",
    "agreed",
    "is",
    "are",
    "was",
    "were",
    "have",
    "has",
    "hereby",
}


def is_heading(
    paragraph: Paragraph, following: Paragraph | None, *, below_number: bool = False
) -> bool:
    """Tell whether a paragraph names what follows it instead of saying something."""
    text = paragraph.text.strip("“”\"' ")
    words = text.rstrip(":").split()
    if not words or len(words) > 16 or len(text) > 140 or not any(w[:1].isalpha() for w in words):
        return False
    if text[-1:] in ".;,─—!?" or DATE_LINE.fullmatch(text) or text[:1].islower():
        return False
    lower = [w.lower().strip('(),“”"') for w in words]
    if FINITE_HINTS & set(lower) and not text.isupper():
        return False
    if text.endswith(":") and lower[-1].rstrip(":") in AGENTS | ALL_PARTIES and len(words) <= 6:
        return False
    if following is None:
        return below_number or len(words) <= 4
    if text.endswith(":") and read_mark(following.text):
        return (
            _capitals(words) >= 0.8
            and len(words) <= 6
            and not any(w in {"includes", "include", "including"} for w in lower)
        )
    return (
        below_number
        or text.isupper()
        or _capitals(words) >= 0.75
        or (paragraph.centred and len(words) <= 12)
        or (len(words) <= 7 and len(following.text) > 150 and _capitals(words) >= 0.3)
    )


def _capitals(words: list[str]) -> float:
    """Give the share of the words that matter which begin with a capital."""
    counted = [w.strip('(“"‘,') for w in words if w.lower() not in SMALL_WORDS and w[:1].isalpha()]
    return sum(w[:1].isupper() for w in counted) / len(counted) if counted else 0.0


def is_recital(text: str) -> bool:
    """Tell whether a paragraph gives a reason and promises nothing: "Recognising that …,".

    >>> is_recital("RECOGNIZING the bonds of friendship between them;")
    True
    >>> is_recital("Recognizing the need, the Parties intend to meet.")
    False
    """
    words = text.split(maxsplit=4)
    if not words:
        return False
    lead = 0
    while lead < len(words) - 1 and words[lead].lower().strip(",") in RECITAL_ADVERBS - {"being"}:
        lead += 1
    first = words[lead].lower().strip(",")
    participial = (
        ((is_gerund(first) and words[lead][:1].isupper()) or (lead and is_gerund(first)))
        or first in RECITAL_OPENERS
        or (lead and is_participle(first))
    )
    if not (participial or NAMES_RECITAL.match(text)):
        return False
    return text.rstrip().endswith(
        (",", ";", ", and", "; and", " and", ":")
    ) or not _has_main_clause(text)


def _has_main_clause(text: str) -> bool:
    """Tell whether a participial opening is followed by a clause with a promise or a stance."""
    return (
        re.search(
            r"[,;]\s+(?:\w+\s+){0,8}?(?:the |both |each )?(?:\w+\s+){0,6}?(?:intends?|shall|will|agrees?|plans?|commits?|welcomes?|recogni[sz]es?|affirms?|reaffirms?|supports?|decided?)\b",
            text,
        )
        is not None
    )


def split_heading(text: str, start: int) -> tuple[str, int]:
    """Cut an inline heading off an item: "Maritime:  The United States …"."""
    found = INLINE.match(text, start)
    if not found:
        return "", start
    heading = found["heading"].strip()
    words = heading.split()
    lower = {w.lower() for w in words}
    if (
        FINITE_HINTS & lower
        or len(words) > 12
        or lower & {"following", "follows", "includes", "include"}
    ):
        return "", start
    if text[found.end("heading") :].lstrip()[:1] != ":" and _capitals(words) < 0.8:
        return "", start
    return heading, found.end()


def title_start(paragraphs: list[Paragraph]) -> int:
    """Find the line with which the title begins, behind a file number or a letterhead."""
    if paragraphs and INSTRUMENT_TITLE.search(paragraphs[0].text):
        return 0
    for i, paragraph in enumerate(paragraphs[:6]):
        text = paragraph.text
        if len(text.split()) > 30 or text.rstrip()[-1:] in ".;":
            return 0
        if INSTRUMENT_TITLE.search(text):
            return i
    return 0


def title_length(paragraphs: list[Paragraph]) -> int:
    """Count the paragraphs at the top that make up the title of the instrument."""
    if not paragraphs:
        return 0
    first = paragraphs[0].text
    if len(first) > 400 or (first.rstrip()[-1:] in ".;" and len(first.split()) > 25):
        return 0
    count, size = 1, len(first)
    while count < min(len(paragraphs) - 1, 10):
        last, here = paragraphs[count - 1].text, paragraphs[count]
        joins = (
            TITLE_DATE.fullmatch(here.text)
            or TITLE_DATE.fullmatch(last)
            or CONNECTIVE_END.search(last)
            or CONNECTIVE_START.match(here.text)
            or (not here.gap_before and _names_only(here.text))
            or (last.isupper() and here.text.isupper() and here.centred)
        )
        size += len(here.text)
        if (
            not joins
            or size > 500
            or read_mark(here.text)
            or here.text.rstrip()[-1:] in ".;:"
            or is_recital(here.text)
            or "hereinafter" in here.text.lower()
        ):
            break
        if re.fullmatch(r"preamble|introduction", here.text, re.IGNORECASE):
            break
        count += 1
    return count


def speaks(text: str) -> bool:
    """Tell whether the words behind a number say something instead of naming what follows."""
    words = text.split()
    lower = {word.lower().strip(",:") for word in words}
    if text.isupper() or (len(words) < 4 and not text.rstrip().endswith(":")):
        return False
    return bool(FINITE_HINTS & lower) and (text.rstrip()[-1:] in ".;:─—" or len(words) > 8)


def _names_only(text: str) -> bool:
    """Tell a second line of a title from a dateline or a sentence."""
    words = text.split()
    return not DATE_LINE.fullmatch(text) and len(words) <= 30 and _capitals(words) >= 0.7
