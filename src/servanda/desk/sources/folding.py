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
_SOON_ENOUGH = 1.2  # how soon more of the same word adds little: BM25's k1
_BY_LENGTH = 0.75  # how much long passages are held back: BM25's b
_USUAL_LENGTH = 40  # words of a passage, without those that stand in every text


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

    def count_in(self, folded: str) -> int:
        """Count how often this term stands in the folded words of a passage.

        >>> [terms(query)[0].count_in("port portal free port") for query in ("port", "us")]
        [3, 0]
        """
        end = "" if self.beginning else " "
        return f" {folded} ".count(f" {' '.join(self.words)}{end}")


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


def worth(folded: str, query: list[Term]) -> float:
    """Say how well a passage fits a query: by the words' number in it and by its length.

    It is BM25 for passages that have every term, in which rarity tells nothing apart.

    >>> worth("port", terms("port")) > worth("port of baku on the sea", terms("port"))
    True
    """
    length = 1 + folded.count(" ")
    held_back = _SOON_ENOUGH * (1 - _BY_LENGTH + _BY_LENGTH * length / _USUAL_LENGTH)
    counts = [term.count_in(folded) for term in query]
    return sum(count / (count + held_back) for count in counts)
