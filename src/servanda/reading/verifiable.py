"""Whether an outsider could find out that an act came about, and the reason in a line.

True for a definite act or result (a body set up, a meeting held, a law or tariff in force,
money or goods through a named channel); false for effort and direction, for confidential
exchanges, for permissions and for stated positions.
"""

from __future__ import annotations

import re

from servanda.reading.model import Force
from servanda.reading.vocabulary import EFFORTS
from servanda.reading.words import word_class

DEFINITE = word_class("definite")
SOFT_OBJECTS = re.compile(
    r"\b(?:support|assistance|cooperation|efforts?|opportunit\w+|dialogue on|environment|conditions|framework for|best practices|transparency|"
    r"robust|effective|adequate|appropriate steps|steps to|all possible|information|intelligence|momentum|understanding|contacts|role)\b",
    re.IGNORECASE,
)
HARD_OBJECTS = re.compile(
    r"\b(?:law|legislation|regulations?|tariff|dut(?:y|ies)|quota|committee|commission|working groups?|task ?force|secretariat|council|centre|center|"
    r"programm?e|agency|fund|report|list|roadmap|road map|action plan|strategy|treaty|agreement|memorandum|embassy|consulate|visa|railway|road|"
    r"pipeline|cable|port|bridge|plant|reactor|prisoners?|troops|forces|summit|meeting|conference|forum|dialogue|website|database|register|"
    r"million|billion|percent|per cent|notification|licen[cs]es?|certificate|ban|prohibition|moratorium|technical barriers|barriers|inventory|challenge|exchange program\w*|partnership between)\b"
    r"|[$€£₼]\s?\d|\bUSD ?\d",
    re.IGNORECASE,
)
UNDATEABLE = frozenset(
    "explore consider promote encourage strive endeavor endeavour seek support recognize recognise".split()
)
NEED_RESULT = frozenset(
    "create build deliver reduce restore achieve inform report reach attain form contribute extend lower".split()
)
MONEY = re.compile(
    r"(?:[$€£₼]\s?|\b(?:USD|EUR|GBP|AZN)\s?)\d|\b\d[\d.,]*\s(?:million|billion)\s(?:dollars|euros|manats?|pounds|crowns|francs|in)\b"
)
SOFT_DESPITE = word_class("soft_despite")


def verifiable(force: Force, verb: str, act: str, *, dated: bool) -> tuple[bool, str]:
    """Decide whether an act can be checked from outside, and say why.

    >>> verifiable(Force.OBLIGATION, "establish", "establish a working group", dated=False)[0]
    True
    >>> verifiable(Force.INTENTION, "deepen", "deepen cooperation", dated=False)[0]
    False
    """
    if force is Force.PERMISSION:
        return False, "a power needs no use"
    if force is Force.DECLARATION:
        return False, "a stated position"
    if force is Force.PROHIBITION or verb == "refrain":
        return True, "a measure taken against it would show"
    hard = HARD_OBJECTS.search(act[:160])
    if MONEY.search(act):
        return True, "a sum of money through a named channel"
    if dated and verb not in UNDATEABLE:
        return True, f"“{verb}” with a date or a period"
    if verb in DEFINITE:
        return _definite(verb, act, hard=hard is not None)
    if verb in EFFORTS:
        return False, f"“{verb}” is effort or direction"
    return bool(hard), "a definite result" if hard else "no definite result named"


def _definite(verb: str, act: str, *, hard: bool) -> tuple[bool, str]:
    """Ask of a definite verb whether its object is definite too: "build machines", "a bridge"."""
    soft = verb in NEED_RESULT or (verb in SOFT_DESPITE and SOFT_OBJECTS.search(act[:90]))
    if soft and not hard:
        return False, f"“{verb}” with no definite result"
    return True, f"“{verb}” is a definite act"
