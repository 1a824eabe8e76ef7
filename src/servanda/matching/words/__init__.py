"""Word classes for matching, one plain list a file, so that anybody can read and mend them."""

from functools import cache
from importlib.resources import files


@cache
def word_lines(name: str) -> tuple[str, ...]:
    """Give the lines of a list; a line that begins with # is a comment."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def word_class(name: str) -> frozenset[str]:
    """Give the words of a class, as they are written in its list.

    >>> "the" in word_class("stop_en")
    True
    """
    return frozenset(word for line in word_lines(name) for word in line.split())
