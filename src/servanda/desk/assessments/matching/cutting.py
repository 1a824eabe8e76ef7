"""Which sentence of a passage fits a commitment best, so that a quote is no longer than it must."""

from dataclasses import dataclass

from servanda.matching.folding import stems_of
from servanda.matching.passages import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage at its place in the text, and whether it is the one to quote."""

    number: int
    start: int
    end: int
    text: str
    best: bool = False


def cut(text: str, start: int, end: int, target: str) -> tuple[Sentence, ...]:
    """Cut a passage of a text into sentences; the one that shares most with a target is the best.

    >>> [(s.text, s.best) for s in cut("A port. Gas was sold.", 0, 21, "to sell and store gas")]
    [('A port.', False), ('Gas was sold.', True)]
    """
    found = sentences(text[start:end])
    if not found:
        return (Sentence(0, start, end, text[start:end], best=True),)
    own = set(stems_of(target))
    shared = [len(own & set(stems_of(each.text))) for each in found]
    best = shared.index(max(shared))
    return tuple(
        Sentence(number, start + each.start, start + each.end, each.text, best=number == best)
        for number, each in enumerate(found)
    )
