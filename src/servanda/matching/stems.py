"""Takes the endings off folded words, by short lists of endings in three languages.

Light on purpose: a stem only has to be the same for the forms of one word. Azerbaijani puts
endings after endings (dəhliz-lər-in-də), so its list is taken off again and again.
"""

from servanda.matching.words import word_class

SPELLINGS = {
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "centre": "center",
    "metre": "meter",
    "programme": "program",
    "labour": "labor",
    "harbour": "harbor",
    "neighbour": "neighbor",
    "manoeuvre": "maneuver",
    "artefact": "artifact",
    "aluminium": "aluminum",
    "children": "child",
}


def _longest_first(name: str) -> tuple[str, ...]:
    return tuple(sorted(word_class(name), key=lambda ending: (-len(ending), ending)))


_ENGLISH_ENDINGS = _longest_first("endings_en")
_AZERBAIJANI_ENDINGS = _longest_first("endings_az")
_RUSSIAN_ENDINGS = _longest_first("endings_ru")


def _without(word: str, endings: tuple[str, ...], least: int) -> str:
    """Take off the longest ending that leaves enough of the word."""
    for ending in endings:
        if len(word) - len(ending) >= least and word.endswith(ending):
            return word[: -len(ending)]
    return word


def stem_english(word: str) -> str:
    """Stem a folded English word.

    >>> [stem_english(w) for w in ("commercialise", "commercialization", "meets", "deterrence")]
    ['commerci', 'commerci', 'meet', 'deter']
    """
    plain = SPELLINGS.get(word) or SPELLINGS.get(word.removesuffix("s"), word)
    plain = plain.replace("isation", "ization").replace("ising", "izing")
    if plain.endswith(("ise", "ised", "ises")) and len(plain) > 6:
        plain = plain[::-1].replace("si", "zi", 1)[::-1]
    if plain.endswith("ies") and len(plain) > 4:
        plain = plain[:-3] + "y"
    elif len(plain) > 3 and plain[-1] == "s" and plain[-2] not in "siu":
        plain = plain[:-1]
    for _ in range(3):
        shorter = _without(plain, _ENGLISH_ENDINGS, 4)
        if shorter == plain:
            break
        plain = shorter
    doubled = len(plain) > 4 and plain[-1] == plain[-2] and plain[-1] not in "aeiouls"
    return plain[:-1] if doubled else plain


def stem_azerbaijani(word: str) -> str:
    """Stem a folded Azerbaijani word.

    >>> {stem_azerbaijani(w) for w in ("dehliz", "dehlizin", "dehlizlerinde", "dehlizde")}
    {'dehliz'}
    """
    while (shorter := _without(word, _AZERBAIJANI_ENDINGS, 4)) != word:
        word = shorter
    return word


def stem_russian(word: str) -> str:
    """Stem a folded Russian word.

    >>> {stem_russian(w) for w in ("коридор", "коридора", "коридоров", "коридорами")}
    {'коридор'}
    """
    return _without(word, _RUSSIAN_ENDINGS, 4)
