"""What the room says of itself: one sentence, in English and Azerbaijani."""

from dataclasses import dataclass
from datetime import date

from servanda.deadlines.wording import day_in_words


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in both languages of the house."""

    en: str
    az: str

    def within(self, language: str) -> str:
        """Give the sentence in a language; English where the house has none.

        >>> Words("done", "yerinə yetirilib").within("az")
        'yerinə yetirilib'
        """
        return self.az if language.lower().startswith("az") else self.en

    def __add__(self, other: "Words") -> "Words":
        return Words(self.en + other.en, self.az + other.az)


NOTHING = Words("", "")
STOP = Words(".", ".")


def on_day(day: date) -> Words:
    """Write a date as both languages write it.

    >>> on_day(date(2026, 5, 10))
    Words(en='10 May 2026', az='10 may 2026-cı il')
    """
    return Words(day_in_words(day, "en"), day_in_words(day, "az"))


def count_of(number: int, singular: str, plural: str) -> str:
    """Write a count with its English noun.

    >>> count_of(1, "criterion", "criteria"), count_of(3, "criterion", "criteria")
    ('1 criterion', '3 criteria')
    """
    return f"{number} {singular if number == 1 else plural}"
