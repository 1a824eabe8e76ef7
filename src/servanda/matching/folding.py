"""Folds and stems words, so that Bakı, BAKI and baki, or defence and defenses, are one word.

One fold serves index and query, the library and the desk: neither database folds Azerbaijani
letters. Stems are for matching only and are never shown: they need not be words.
"""

import re
import unicodedata
from functools import lru_cache

from servanda.matching.stems import stem_azerbaijani, stem_english, stem_russian
from servanda.matching.words import word_class

_AZERBAIJANI = str.maketrans({"İ": "i", "I": "ı"})
_PLAIN = str.maketrans("ıəğöüşç", "iegousc")
_NOT_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_STEMMERS = {"en": stem_english, "az": stem_azerbaijani, "ru": stem_russian}


def fold(text: str) -> str:
    """Fold case and the letters of Azerbaijani, Russian and other alphabets away.

    >>> fold("BAKI, Bakı, baki")
    'baki, baki, baki'
    >>> fold("Əməkdaşlıq İŞÇİ Ёлка")
    'emekdasliq isci елка'
    """
    if text.isascii():
        return text.lower()
    once = _fold_once(text)
    while (again := _fold_once(once)) != once:
        once = again
    return once


def _fold_once(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).translate(_AZERBAIJANI).lower()
    parts = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text.

    >>> words_of("Bakı–Tbilisi–Qars: 2026")
    ['baki', 'tbilisi', 'qars', '2026']
    """
    return [word for word in _NOT_WORDS.split(fold(text)) if word]


def language_of(text: str) -> str:
    """Tell Azerbaijani and Russian by their letters; anything else is read as English.

    >>> language_of("Orta Dəhliz"), language_of("Срединный коридор"), language_of("corridor")
    ('az', 'ru', 'en')
    """
    if "ə" in text or "Ə" in text:
        return "az"
    return "ru" if _CYRILLIC.search(text) else "en"


@lru_cache(maxsize=1 << 18)
def stem(word: str, language: str = "en") -> str:
    """Fold a word and take its endings off, or give "" for a stop word and a lone letter.

    >>> stem("Defence"), stem("defenses"), stem("the"), stem("dəhlizinin", "az")
    ('defen', 'defen', '', 'dehliz')
    """
    folded = fold(word)
    if len(folded) < 2 or folded in word_class(f"stop_{language}"):
        return ""
    return folded if folded[0].isdigit() else _STEMMERS[language](folded)


def stems_of(text: str, language: str = "") -> list[str]:
    """Return the stems of a text in order, without its stop words.

    >>> stems_of("The sides intend to expand workforce training programmes.")
    ['side', 'intend', 'expand', 'workforc', 'train', 'program']
    """
    tongue = language or language_of(text)
    stems = [stem(word, tongue) for word in _WORD.findall(text)]
    return [found for found in stems if found]


def spans_of(text: str) -> list[tuple[str, int, int]]:
    """Return each word as it stands in the text, with its place."""
    return [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]
