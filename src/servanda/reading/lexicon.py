"""Morphology: which words can be verbs, and in which form.

The forms come from the LemmInflect dictionary; nothing here knows treaties.
"""

from __future__ import annotations

from functools import cache

from lemminflect import getAllLemmas, getInflection

from servanda.reading.words import word_class

NEVER_VERBS = word_class("never_verbs")


@cache
def _lemmas(word: str) -> dict[str, tuple[str, ...]]:
    return dict(getAllLemmas(word))


@cache
def _inflected(lemma: str, tag: str) -> tuple[str, ...]:
    return tuple(getInflection(lemma, tag))


@cache
def is_word(word: str) -> bool:
    """Tell whether the dictionary knows the word."""
    return bool(_lemmas(word.lower()))


@cache
def is_verb(word: str) -> bool:
    """Tell whether a word can be a verb in its base form.

    >>> is_verb("identify"), is_verb("expertise's"), is_verb("identified"), is_verb("co-produce")
    (True, False, False, True)
    """
    lower = _core(word)
    if lower in NEVER_VERBS or not lower.isalpha():
        return False
    lemmas = _lemmas(lower)
    if lemmas:
        return lower in lemmas.get("VERB", ())
    if lower.startswith(("re", "co", "de", "pre", "out", "over")):
        return any("VERB" in _lemmas(lower[n:]) for n in (2, 3, 4) if len(lower) > n + 3)
    return lower.endswith(("ize", "ise", "ify"))


@cache
def is_only_verb(word: str) -> bool:
    """Tell whether a base form can be nothing but a verb ("develop", not "support")."""
    lower = _core(word)
    return is_verb(word) and set(_lemmas(lower)) <= {"VERB", "AUX"}


@cache
def is_gerund(word: str) -> bool:
    """Tell whether a word is the -ing form of a verb."""
    lower = _core(word)
    if not lower.endswith("ing") or lower in NEVER_VERBS or len(lower) < 5:
        return False
    lemmas = _lemmas(lower)
    return "VERB" in lemmas or not lemmas


@cache
def is_participle(word: str) -> bool:
    """Tell whether a word can be a past participle."""
    lower = _core(word)
    for lemma in _lemmas(lower).get("VERB", ()):
        if lower in _inflected(lemma, "VBN"):
            return True
    return not _lemmas(lower) and lower.endswith("ed")


@cache
def is_finite(word: str) -> bool:
    """Tell whether a word can be a finite verb other than the base: "supports", "supported"."""
    lower = _core(word)
    for lemma in _lemmas(lower).get("VERB", ()):
        if lower in _inflected(lemma, "VBZ") or lower in _inflected(lemma, "VBD"):
            return True
    return False


@cache
def is_adverb(word: str) -> bool:
    """Tell whether a word is an adverb that may stand between a modal and its verb."""
    lower = word.lower()
    return (lower.endswith("ly") and lower not in {"supply", "apply", "comply", "rely", "reply"}) or (
        lower in {"also", "further", "additionally", "together", "thus", "again", "only", "then", "now",
                  "always", "never", "therefore", "furthermore", "moreover", "soon", "still", "instead"}
    )  # fmt: skip


@cache
def is_noun(word: str) -> bool:
    """Tell whether a word can be a noun."""
    return "NOUN" in _lemmas(_core(word))


@cache
def is_adjective_only(word: str) -> bool:
    """Tell whether a word can be an adjective and neither noun nor verb: "strategic"."""
    return set(_lemmas(_core(word))) == {"ADJ"}


@cache
def lemma_of(word: str) -> str:
    """Give the base form of a verb, or the word itself.

    >>> lemma_of("welcomed"), lemma_of("reaffirms"), lemma_of("held")
    ('welcome', 'reaffirm', 'hold')
    """
    found = _lemmas(_core(word)).get("VERB", ())
    return found[0] if found else word.lower()


def _core(word: str) -> str:
    """Give the last part of a hyphenated word, in small letters: "co-produce" → "produce"."""
    lower = word.lower()
    head, _, tail = lower.rpartition("-")
    return tail if head in {"co", "re", "de", "pre"} else lower
