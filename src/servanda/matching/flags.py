"""Flags on a candidate: what a reviewer should know before saying yes. A flag never decides.

Every flag that sets two wordings against each other carries both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from servanda.matching.folding import stems_of
from servanda.matching.model import Flag, Noted, Target
from servanda.matching.passages import sentences
from servanda.matching.quantities import Quantity, differ, quantities
from servanda.matching.wording import harder, is_denial, nearest_sentence, only_announces

MOST_SERVED = 3
SHARED_TO_CONTRADICT = 3
SHARED_BY_FIGURES = 0.35


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that were accepted as evidence for a commitment, and the source that they are from."""

    target: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known already, for flags that one passage alone cannot raise."""

    accepted: Sequence[Quote] = ()
    serves: Mapping[str, int] = field(default_factory=dict)
    """How many commitments each source serves: see `served`."""


def served(links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Count the commitments that each source serves, from pairs of source and commitment.

    >>> served([("page", "a"), ("page", "b"), ("page", "a")])
    {'page': 2}
    """
    return dict(Counter(source for source, _ in sorted(set(links))))


def flags(
    passage: str,
    target: Target,
    *,
    source: str = "",
    published: date | None = None,
    context: Context | None = None,
) -> list[Noted]:
    """Raise the flags of a passage that is offered as evidence for a commitment.

    >>> lists = Target("lists", "they intend to settle lists of projects", made=date(2026, 2, 10))
    >>> [str(noted.flag) for noted in flags("A list of projects will be settled.", lists,
    ...                                     published=date(2025, 8, 9))]
    ['older than the commitment', 'only announces']
    """
    known = context or Context()
    accepted = [quote for quote in known.accepted if quote.target == target.id]
    return [
        *_older(target, published),
        *_serves_many(source, known),
        *_announces(passage),
        *_contradicts(passage, accepted),
        *_figures(passage, source, accepted),
        *_harder(passage, target),
    ]


def _older(target: Target, published: date | None) -> list[Noted]:
    if published is None or target.made is None or published >= target.made:
        return []
    return [Noted(Flag.OLDER, published.isoformat(), target.made.isoformat())]


def _serves_many(source: str, known: Context) -> list[Noted]:
    count = known.serves.get(source, 0)
    return [Noted(Flag.SERVES_MANY, note=str(count))] if count > MOST_SERVED else []


def _announces(passage: str) -> list[Noted]:
    return [Noted(Flag.ANNOUNCES, passage)] if only_announces(passage) else []


def _contradicts(passage: str, accepted: Sequence[Quote]) -> list[Noted]:
    """Find accepted quotes on the same matter of which one denies what the other says."""
    found: list[Noted] = []
    for quote in accepted:
        here = nearest_sentence(passage, quote.text)
        if here is None or is_denial(here.text) == is_denial(quote.text):
            continue
        shared = set(stems_of(here.text)) & set(stems_of(quote.text))
        if len(shared) >= SHARED_TO_CONTRADICT:
            found.append(Noted(Flag.CONTRADICTS, here.text, quote.text, quote.source))
    return found


def _figures(passage: str, source: str, accepted: Sequence[Quote]) -> list[Noted]:
    """Set the same quantity told differently by another source side by side."""
    return [
        Noted(Flag.FIGURE_DIFFERS, here.expression, there.expression, quote.source)
        for quote in accepted
        if quote.source != source
        for here in quantities(passage)
        for there in quantities(quote.text)
        if differ(here, there) and _on_one_matter(passage, here, quote.text, there)
    ]


def _on_one_matter(passage: str, here: Quantity, quoted: str, there: Quantity) -> bool:
    """Tell whether the sentences of two figures have enough words in common."""
    one, other = _words(_around(passage, here)), _words(_around(quoted, there))
    return len(one & other) >= SHARED_BY_FIGURES * min(len(one), len(other))


def _words(text: str) -> set[str]:
    """Give the stems of a text that are no numbers."""
    return {found for found in stems_of(text) if not found[0].isdigit()}


def _around(text: str, figure: Quantity) -> str:
    """Give the sentence in which a figure stands."""
    around = (one.text for one in sentences(text) if one.start <= figure.start < one.end)
    return next(around, text)


def _harder(passage: str, target: Target) -> list[Noted]:
    if target.kind != "commitment":
        return []  # a work is called something and promises nothing
    found = harder(passage, target.words, target.force)
    return [] if found is None else [Noted(Flag.HARDER, found[0], found[1], target.words)]
