"""Folds text for searching, so that one spelling finds all: Bakı, BAKI and baki are one word.

Neither database folds Azerbaijani letters, so both the stored column and the query are folded here.
"""

import re
import unicodedata

_AZERBAIJANI = str.maketrans({"İ": "i", "I": "ı"})
_PLAIN = str.maketrans("ıəğöüşç", "iegousc")
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Fold case and the letters of Azerbaijani and other Latin alphabets away.

    >>> fold("BAKI, Bakı, baki")
    'baki, baki, baki'
    >>> fold("Əməkdaşlıq İŞÇİ")
    'emekdasliq isci'
    """
    lowered = unicodedata.normalize("NFKC", text).translate(_AZERBAIJANI).lower()
    parts = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text.

    >>> words_of("Bakı–Tbilisi–Qars: 2026")
    ['baki', 'tbilisi', 'qars', '2026']
    """
    return [word for word in _NOT_WORDS.split(fold(text)) if word]


def searchable(*texts: str) -> str:
    """Return the words of several texts as one column that `term` finds beginnings of words in.

    >>> searchable("Bakı, ", "the Corridor")
    ' baki the corridor'
    """
    return "".join(f" {word}" for text in texts for word in words_of(text))


def terms(query: str) -> list[str]:
    """Return what must be found in a searchable column: the beginning of a word, for each word.

    >>> terms("bakı DƏHLİZ")
    [' baki', ' dehliz']
    """
    return [f" {word}" for word in words_of(query)]
