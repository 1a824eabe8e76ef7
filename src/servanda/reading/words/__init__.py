"""Word classes of treaty English, one plain list a file, so that anybody can read and mend them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_class(name: str) -> frozenset[str]:
    """Give the words of a class; a line that begins with # is a comment.

    >>> "establish" in word_class("definite")
    True
    """
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
