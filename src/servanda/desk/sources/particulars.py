"""What an original says of itself, and where each of it was found."""

from dataclasses import dataclass

from servanda.desk.sources.models import Original
from servanda.desk.web.wording import FIELDS, word_for
from servanda.reading.articles import PARTICULARS


@dataclass(frozen=True, slots=True)
class Particular:
    """One particular with its label, its value and where it was found."""

    name: str
    label: str
    value: str
    where: str


def particulars(original: Original) -> list[Particular]:
    """Return what an original says of itself, its title apart."""
    return [
        Particular(
            name, word_for(FIELDS, name), getattr(original, name), original.found.get(name, "")
        )
        for name in PARTICULARS
        if getattr(original, name) and name != "title"
    ]
