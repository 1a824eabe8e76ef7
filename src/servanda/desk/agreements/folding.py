"""The searchable column of a commitment: folded words, so that one spelling finds all.

Neither database folds Azerbaijani letters, so both the stored column and the query are folded here.
"""

from servanda.matching.folding import fold, words_of

__all__ = ["fold", "searchable", "terms", "words_of"]


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
