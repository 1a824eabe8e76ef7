"""Is this an agreement at all, and in English? Said in one sentence when it is not."""

from __future__ import annotations

import re

from servanda.reading.headings import INSTRUMENT_TITLE
from servanda.reading.model import NotAnAgreement

REPORTED = re.compile(
    r"\b(?:said|says|told|according to|noted that|stated|stressing|stressed that|emphasi[sz]ed in|reporters|journalists|analysts?|"
    r"news agency|the newspaper|in an interview|press conference|to the press|speaking (?:to|at)|experts? (?:say|believe)|the article|"
    r"the document (?:also|further|signed|notes|outlines|spans)|the charter[’']s|read \d+ times|views: ?\d|copyright|©|"
    r"in recent days|is well known|worth noting|equally important|signed today)\b",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"\b(?:have agreed as follows|have agreed|reached the following|understandings?:|hereinafter|hereafter referred|in witness whereof|done at|"
    r"signed at|in duplicate|have decided|contracting parties|the participants|the parties|both sides|the two sides|the two leaders|our two|we,? the|we )\b",
    re.IGNORECASE,
)
STOP_WORDS = {
    "English": "the of and to in a for is on that by with as be this are or from at shall will their",
    "French": "le la les de des du et en à un une pour dans que qui par sur au aux est ce",
    "German": "der die das und in zu den von mit des für auf ist im dem nicht ein eine als",
    "Spanish": "el la los las de del y en que a por con para una un se su al es como",
    "Italian": "il la le di e che in per un una del della con dei sono gli al nel",
    "Portuguese": "o a os as de do da e em que para com um uma por no na dos das",
    "Turkish": "ve bir bu ile için olarak de da olan tarafından taraflar her kadar veya",
    "Azerbaijani": "və bir bu ilə üçün kimi olan tərəflər hər bu da də haqqında arasında olunan",
    "Russian": "и в на с по о для от из к не что как или между сторон стороны",
    "Ukrainian": "і в на з по про для від та не що як або між сторін сторони у",
    "Arabic": "في من على إلى أن هذا هذه التي عن مع بين",
    "Armenian": "և է են որ համար մեջ մասին հետ",
}
SCRIPTS = (
    ("Chinese or Japanese", re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("Armenian", re.compile(r"[\u0530-\u058f]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Arabic or Persian", re.compile(r"[\u0600-\u06ff]")),
    ("a Cyrillic script", re.compile(r"[\u0400-\u04ff]")),
)
CODE = re.compile(r"[={}<>|`~^@#$]|(?<!_)_(?!_)")
CODE_SHARE = 0.012
CELLS = re.compile(r",(?=\S)")
CELLS_A_LINE = 4
LEAST_WORDS = 60
MANY = 5  # promises that make a text an agreement whatever it is called


def language_of(text: str) -> str:
    """Name the language that most of the function words belong to.

    >>> language_of("The Parties shall meet at least once a year in Baku or in Washington.")
    'English'
    """
    words = re.findall(r"\w+", text[:60_000].lower())
    scores = _scores(words)
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else "unknown"


_SETS = {name: frozenset(stops.split()) for name, stops in STOP_WORDS.items()}


def _scores(words: list[str]) -> dict[str, int]:
    return {name: sum(word in stops for word in words) for name, stops in _SETS.items()}


def _script_of(text: str) -> str:
    """Name the script that most letters are of, where no function words tell the language."""
    sample = text[:60_000]
    counts = [(len(pattern.findall(sample)), name) for name, pattern in SCRIPTS]
    count, name = max(counts)
    return name if count > 20 else "a language that it does not know"


def require_prose(text: str) -> None:
    """Refuse program code and tables, which may hold the words of an agreement but are none."""
    sample = text[:200_000]
    lines = [line for line in sample.splitlines() if line.strip()][:50]
    table = sum(len(CELLS.findall(line)) >= CELLS_A_LINE for line in lines)
    if len(lines) > 2 and table > 0.6 * len(lines):
        raise NotAnAgreement(
            "The text does not read as an agreement but as a table of values. "
            "Give the reader the instrument itself."
        )
    if len(CODE.findall(sample)) > CODE_SHARE * max(1, len(sample)):
        raise NotAnAgreement(
            "The text does not read as an agreement but as program code or markup. "
            "Give the reader the instrument itself."
        )


def require_english(text: str) -> None:
    """Refuse a text in another language, saying which it seems to be."""
    words = re.findall(r"\w+", text[:60_000])
    language = language_of(text)
    if language == "unknown":
        language = _script_of(text)
    if language != "English" and (len(words) >= 10 or language in dict(SCRIPTS)):
        raise NotAnAgreement(
            f"The text seems to be in {language}, and the reader reads English only: nothing was read. "
            "Give it the English version of the instrument."
        )


def require_agreement(title: str, text: str, promises: int, *, formal: bool) -> None:
    """Refuse a text that reports or discusses instead of agreeing."""
    words = max(1, len(text.split()))
    reported = 1000 * len(REPORTED.findall(text)) / words
    formulas = 1000 * len(FORMULA.findall(text)) / words
    if words < LEAST_WORDS and promises == 0:
        raise NotAnAgreement(
            "The text does not read as an agreement: it is too short to hold one, and no party promises "
            "anything in it. Check that the whole document was given."
        )
    if promises == 0:
        raise NotAnAgreement(
            "The text does not read as an agreement: no party in it promises, intends or permits anything. "
            "If it is one, check that the words were extracted rightly with --text."
        )
    titled = bool(INSTRUMENT_TITLE.search(title))
    if (
        not formal
        and reported > max(1.0, formulas if titled else 0.5 * formulas)
        and reported >= 0.8
    ):
        raise NotAnAgreement(
            "The text does not read as an agreement but as a report about one: it tells what others said. "
            "Give the reader the instrument itself; reports belong among the sources."
        )
    if not titled and not formal and formulas < 1.0 and promises < MANY:
        raise NotAnAgreement(
            "The text does not read as an agreement: its title names no instrument and no parties speak in it. "
            "Give the reader the instrument itself."
        )
