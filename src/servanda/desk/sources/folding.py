"""Words as the search index has them: folded, without those that stand in every text.

The same folding makes the index and reads the query, on both databases. A word of four letters or
more is looked for as the beginning of a word, because Azerbaijani and Russian put endings on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.matching.folding import fold, words_of
from servanda.matching.words import word_class

_COUNTRY = frozenset({"us"})  # a pronoun, but here more often the United States
STOP_WORDS = (
    frozenset(word for code in ("en", "az", "ru") for word in word_class(f"stop_{code}")) - _COUNTRY
)
SHORTEST_BEGINNING = 4
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PHRASE = re.compile(r'"([^"]*)"')
_MOST_TERMS = 12


@dataclass(frozen=True, slots=True)
class Term:
    """What a query looks for: one word or its beginning, or several words in a row."""

    words: tuple[str, ...]
    beginning: bool

    def fits(self, word: str) -> bool:
        """Tell whether a folded word is one that this term finds."""
        if self.beginning:
            return word.startswith(self.words[0])
        return word in self.words


def index_words(text: str) -> str:
    """Return the words of a text for the index.

    >>> index_words("The Port of Bakı, and Ələt")
    'port baki elet'
    """
    return " ".join(word for word in words_of(text) if word not in STOP_WORDS)


def terms(query: str) -> list[Term]:
    """Read a query: words, and words in quotation marks that must stand in a row.

    >>> [(t.words, t.beginning) for t in terms('Bakıda "free port" US')]
    [(('free', 'port'), False), (('bakida',), True), (('us',), False)]
    """
    found = [
        Term(words, beginning=False) for each in _PHRASE.findall(query) if (words := _kept(each))
    ]
    rest = _kept(_PHRASE.sub(" ", query))
    found += [Term((word,), beginning=len(word) >= SHORTEST_BEGINNING) for word in rest]
    return list(dict.fromkeys(found))[:_MOST_TERMS]


def _kept(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(text) if word not in STOP_WORDS)


def words_at(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word of a text stands, and the word folded."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), fold(match.group())


def lit(text: str, query: list[Term]) -> list[tuple[int, int]]:
    """Return where the words that a query finds stand in a text.

    >>> lit("Bakıda liman", terms("baki"))
    [(0, 6)]
    """
    return [
        (start, end)
        for start, end, word in words_at(text)
        if word not in STOP_WORDS and any(term.fits(word) for term in query)
    ]
