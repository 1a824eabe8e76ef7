"""Clauses about the instrument itself: recorded as its own terms, never as commitments.

Purpose, definitions, commencement, duration, languages, legal character, funds, savings and
signature. A power to amend, terminate or renew is a permission and stays a commitment.
"""

from __future__ import annotations

import re

from servanda.reading.model import Force
from servanda.reading.predicators import Predicator
from servanda.reading.sentences import Sentence
from servanda.reading.subjects import names_instrument
from servanda.reading.words import word_class

OWN_VERBS = word_class("own_verbs")
OWN_STATES = word_class("own_states")
POWERS = frozenset(
    [
        "amended",
        "modified",
        "terminated",
        "extended",
        "renewed",
        "supplemented",
        "revised",
        "suspended",
        "prolonged",
        "denounced",
        "withdrawn",
    ]
)
SAVING = re.compile(
    r"^\s*(?:for greater certainty,? )?(?:nothing (?:in|under|contained)|none of the|no provision of|the provisions of this [\w ]+ (?:shall|do|are) (?:not|without))"
    r"|\b(?:not intended to (?:be legally binding|constitute|create|affect|alter|give rise|impose)|does not (?:constitute|create|represent|impose|give rise|commit|affect|alter)"
    r"|without prejudice to (?:the )?(?:rights|obligations|other|any) .{0,80}\bother (?:international )?(?:agreements|treaties))",
    re.IGNORECASE,
)
FUNDS = re.compile(
    r"\b(?:subject to the availability of|availability of (?:appropriated )?(?:funds|funding|resources)|commit.{0,30}expenditure of funds|obligation of funds|bear (?:its|their) own (?:costs|expenses))",
    re.IGNORECASE,
)
INSTRUMENT = (
    r"(?:agreement|memorandum|mou|moc|moa|charter|treaty|annex|arrangement|protocol|convention|declaration|compact|"
    r"framework|article|amendment|termination|discontinuation|withdrawal|denunciation|instrument|understanding|statement)"
)
UNDER_THIS = re.compile(
    r"\b(?:cooperation|activities|commitments|understandings|provisions?|terms|arrangements|obligations|actions)\b"
    rf"(?:\s\w+){{0,4}}?\s(?:under|in|of|by|pursuant to)\s(?:this|the)\s(?:\w+\s){{0,2}}{INSTRUMENT}\b",
    re.IGNORECASE,
)
LAW = re.compile(
    r"\b(?:in accordance with|consistent with|subject to|in compliance with|within the (?:\w+ )?(?:framework|limits|scope))"
    r"\W.{0,70}?\b(?:laws?|legislation|regulations|legal framework)\b",
    re.IGNORECASE,
)
ABOUT_THIS = re.compile(r"^It\b|\b(?:this|activities|cooperation)\b", re.IGNORECASE)
DEFINITION = re.compile(
    r"\b(?:the term|the terms|the expression)\s+[“\"‘]|\bthe following definitions\b|[”\"’]\s*(?:shall )?(?:means?|refers? to|includes?|has the (?:same )?meaning|have the (?:same )?meanings?)\b"
    r"|^(?:for (?:the )?purposes of this|as used in this|for greater certainty,? “|in this (?:agreement|memorandum|charter|treaty|convention|protocol|mou)\s*[:,]?\s*[“\"])",
    re.IGNORECASE,
)
LANGUAGES = re.compile(
    r"\b(?:equally authentic|authentic (?:text|version)s?|in (?:the )?[\w, ]+ languages?\b.*\b(?:text|version|original)s?|(?:text|version)s? shall prevail|divergence (?:of|in) (?:the )?interpretation|(?:case|event) of (?:any )?(?:divergence|ambiguity))",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"^(?:the )?(?:purpose|purposes|objective|objectives|aim|aims|goal|goals|scope)\b.{0,80}\b(?:is|are|shall be|of this .{0,60} (?:is|are))\b",
    re.IGNORECASE,
)
COMMENCEMENT = re.compile(
    rf"\b(?:this|the|such|an?|any|its)\s+(?:present\s+)?(?:\w+\s+){{0,2}}?{INSTRUMENT}(?:\s+of\s+\w+)?(?:\s+and\s+\w+)?\s*,?\s*"
    r"(?:(?:shall|will|is|are|may|to|also|intended|expected|hereby|both|then|continue|therefore)\s+){0,4}"
    r"(?:(?:enters?|comes?)\s+into\s+(?:force|effect|operation)|takes?\s+effect|becomes?\s+(?:operative|effective)|remains?\s+in\s+(?:force|effect)"
    r"|(?:be\s+)?(?:automatically|tacitly)\s+(?:be\s+)?(?:renewed|extended|prolonged)|commences?|ceases?|expires?|terminates?|be\s+(?:effective|valid|in\s+force))\b",
    re.IGNORECASE,
)
OUTLASTS = re.compile(
    r"^(?:It|Thereafter,? it|Notwithstanding\b[^.]{0,120}?)\s+shall\s+(?:thereafter\s+)?(?:apply|continue|remain|cease|enter|be\s+subject\s+to\s+(?:ratification|acceptance|approval)|be\s+open)\b"
    r"|\bshall\s+(?:survive|continue\s+in\s+(?:effect|force)|continue\s+to\s+apply|be\s+open\s+for\s+signature|be\s+without\s+prejudice\s+to)\b",
    re.IGNORECASE,
)
RENEWAL = re.compile(
    r"^It\s+shall\s+(?:\w+\s+)?(?:be\s+)?(?:automatically|tacitly|remain|continue|enter|cease)\b[^.]{0,60}\b(?:renewed|extended|prolonged|force|effect|periods?)\b"
)
CHARACTER = re.compile(
    r"\b(?:legally binding|legal(?:ly)? (?:rights|obligations|commitments)|rights or obligations under|binding (?:under|in) international law|integral part of)\b",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"^(?:in witness whereof|done (?:at|in|on|this)|signed (?:at|in|on|by)|executed (?:at|in))\b|\bthe undersigned\b",
    re.IGNORECASE,
)

KINDS = (
    ("signature", SIGNATURE),
    ("definitions", DEFINITION),
    ("purpose", PURPOSE),
    ("savings", SAVING),
    ("languages", LANGUAGES),
    ("legal character", CHARACTER),
)


def term_kind(sentence: str) -> str | None:
    """Say which of the instrument's own terms a sentence states, or None.

    >>> term_kind("Nothing in this Charter shall affect other agreements.")
    'savings'
    >>> term_kind("The Parties shall meet once a year.")
    """
    for kind, pattern in KINDS:
        if pattern.search(sentence):
            return kind
    if COMMENCEMENT.search(sentence) or RENEWAL.search(sentence) or OUTLASTS.search(sentence):
        return "commencement and duration"
    if UNDER_THIS.search(sentence) and LAW.search(sentence):
        return "savings"
    if FUNDS.search(sentence) and ABOUT_THIS.search(sentence):
        return "funds"
    return None


def is_own_term(s: Sentence, first: int, last: int, p: Predicator) -> bool:
    """Tell whether a clause speaks of the instrument's own life and not of an act."""
    if first < last and s.lower[first] in {"nothing", "none"}:
        return True
    if not names_instrument(s, first, last) or p.head >= len(s):
        return False
    verb = s.lower[p.head]
    if verb == "be":
        state = next(
            (
                w
                for w in s.lower[p.head + 1 :]
                if not w.endswith("ly") and w not in {"not", "further"}
            ),
            "",
        )
        if state in POWERS and p.force is Force.PERMISSION:
            return False
        return state in OWN_STATES | POWERS
    if p.force in {Force.UNDERTAKING, Force.OBLIGATION, Force.PERMISSION}:
        return verb in OWN_VERBS or verb == "not" or p.force is Force.UNDERTAKING
    return verb in OWN_VERBS - {"build", "include"}
