"""Near duplicates: the same report, reprinted with a new headline or a sentence more.

A text is taken as its runs of three words. MinHash signatures find the pairs worth comparing; what
is stored is the exact share of runs that two texts have in common. Same texts, same answer.

Two statements on one form have as much in common as a reprint has. But where a reprint differs in
any words, they differ in names, numbers and days: so two texts whose differences are mostly such
words are two statements.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

Runs = npt.NDArray[np.uint64]

RUN = 3
FEWEST_RUNS = 40  # below, two texts are alike by chance or by their form
ALIKE = 0.5  # of all runs of either text
BANDS, ROWS = 48, 4  # two texts with half their runs in common share a band in 95.5 % of cases
HEADLINE = 120  # characters; a shorter block that ends no sentence may be all in capitals
FORM = 0.6  # of the words in which two texts differ: names and numbers of two statements
TELLING = 0.1  # of all names and numbers of both, those in which they differ
_SEED = 20260210
_BLANK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W_]+")
_ENDS = (".", "!", "?", "…", "”", '"', ":", ";")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_FACTOR = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)


def runs(words: Iterable[str]) -> Runs:
    """Return the hashes of all runs of three words, each once."""
    hashes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    if len(hashes) < RUN:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(len(hashes) - RUN + 1, dtype=np.uint64)
    for offset in range(RUN):
        mixed = _mix(mixed ^ hashes[offset : offset + len(mixed)])
    return np.unique(mixed)


def bands(found: Runs) -> list[int]:
    """Return the keys under which near duplicates of a text are looked for; none of a short one."""
    if len(found) < FEWEST_RUNS:
        return []
    smallest = np.array([_mix(found ^ salt).min() for salt in _salts()], dtype=np.uint64)
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in smallest.reshape(BANDS, ROWS).T:
        keys = _mix(keys ^ row)
    return [int(key) for key in keys.astype(np.int64)]


def share(one: Runs, other: Runs) -> float:
    """Return how much of the runs of two texts both have, from 0 to 1.

    >>> words = [str(number) for number in range(100)]
    >>> round(share(runs(words), runs(words[:80])), 2)
    0.8
    """
    both = len(np.intersect1d(one, other, assume_unique=True))
    either = len(one) + len(other) - both
    return both / either if either else 0.0


def words_in_sentences(text: str) -> Counter[str]:
    r"""Count the words of a text as they are spelled, those of headlines and the like left out.

    >>> sorted(words_in_sentences("A New Era\n\nThey met in Baku.\n"))
    ['Baku', 'They', 'in', 'met']
    """
    blocks = (block.strip() for block in _BLANK.split(text))
    return Counter(
        word
        for block in blocks
        if len(block) >= HEADLINE or block.endswith(_ENDS)
        for word in _WORD.findall(block)
    )


def on_one_form(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether two texts with much in common differ mostly in names, numbers and days.

    >>> first = words_in_sentences("On 5 May the President met the delegation of Georgia.")
    >>> other = words_in_sentences("On 9 June the President met the delegation of Armenia.")
    >>> on_one_form(first, other)
    True
    """
    differing = (one - other) + (other - one)
    names, words = _names(differing), differing.total()
    return names >= FORM * words > 0 and names >= TELLING * _names(one + other)


def _names(words: Counter[str]) -> int:
    return sum(
        number
        for word, number in words.items()
        if word[0].isupper() or any(char.isdigit() for char in word)
    )


def _mix(values: Runs) -> Runs:
    """Spread values over all numbers of 64 bits; whole arrays run over without a warning."""
    spread = (values + _SPREAD) * _SPREAD
    spread ^= spread >> _SHIFT
    mixed: Runs = spread * _FACTOR
    return mixed ^ (mixed >> _HALF)


@cache
def _salts() -> Runs:
    generator = np.random.Generator(np.random.PCG64(_SEED))
    return generator.integers(0, 2**63, size=BANDS * ROWS, dtype=np.uint64)
