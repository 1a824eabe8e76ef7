"""One act or stance of a sentence, before it is placed in the document."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.reading.model import Force


@dataclass(frozen=True, slots=True)
class Act:
    """One act or stance of a sentence, in tokens of that sentence."""

    force: Force
    first: int  # where its span begins
    last: int  # where it ends, exclusive
    verb: int  # the token of its own verb
    subject: tuple[int, int] | None
    why: str
    form: str = "base"
    open_list: bool = False
    aside: bool = False  # a relative clause: what opens the sentence does not time it
