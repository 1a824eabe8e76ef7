"""Azerbaijani words of time, and the endings that the language puts on them.

Endings follow the vowels of the word (mayın, iyunun, ilin; 10-dək, 2026-cı, 2027-ci), so a stem is
matched with a set of endings, never as a fixed word.
"""

import re

from servanda.deadlines.counting import Length
from servanda.deadlines.words import word_list, word_set

_ONES = word_list("sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz")
_TENS = word_list("on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan")
NUMBERS = {word: n for n, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=1)
}
ORDINALS = {
    word: n
    for n, word in enumerate(
        word_list(
            "birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu onuncu "
            "onbirinci onikinci"
        ),
        start=1,
    )
} | {"ilk": 1}
MONTHS = {
    name: n
    for n, name in enumerate(
        word_list("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
        start=1,
    )
}
UNITS = {
    "saat": Length(hours=1),
    "gün": Length(days=1),
    "həftə": Length(weeks=1),
    "ay": Length(months=1),
    "rüb": Length(months=3),
    "yarımil": Length(months=6),
    "il": Length(years=1),
    "onillik": Length(years=10),
}
SEASONS = ("yaz", "yay", "payız", "qış")
WORKING = word_set("iş bank")

_CASES = word_list(
    "ı i u ü ın in un ün nın nin nun nün a ə ya yə na nə da də nda ndə ında ində unda "
    "ündə dan dən ndan ndən ından indən undan ündən adək ədək yadək yədək nadək nədək "
    "ınadək inədək unadək ünədək dək dak ınacan lar lər"
)
ENDINGS = frozenset(["", *_CASES])
_ADJECTIVES = ("lıq", "lik", "luq", "lük", "lığ", "liy", "luğ", "lüy")
_LONGEST_STEM = 8

SEED = re.compile(
    r"\b(?:g[üÜ]n|h[əƏ]ft[əƏ]|ay(?:l[ıI]|[ıiİI]|d|a|ə|\b)|r[üÜ]b|[iİ]l(?:l?[iİ]|d|ə|Ə|\b)|yar[ıI]m|onillik"
    r"|saat|tarix|[iİ]mzala|q[üÜ]vv[əƏ]y[əƏ]"
    r"|yanvar|fevral|mart|aprel|may|[iİ]y[uU]n|[iİ]yul|avqust|sentyabr|oktyabr|noyabr|dekabr"
    r"|d[əƏ]f[əƏ]|[ıiİIuüÜ]nc[ıiIİuüÜ]\b|\d{1,4}[./-]\d{1,2}[./-]\d)"
    r"|[ütsdni]ill[ia]|illik",
    re.IGNORECASE,
)


def unit_of(word: str) -> tuple[Length, str] | None:
    """Find the unit that a word is built on, with what follows the stem: "ayın" is "ay" + "ın"."""
    for size in range(2, min(_LONGEST_STEM, len(word)) + 1):
        rest = word[size:]
        if word[:size] in UNITS and (rest in ENDINGS or _is_adjective(rest)):
            return UNITS[word[:size]], rest
    return None


def _is_adjective(rest: str) -> bool:
    return any(rest.startswith(end) and rest[len(end) :] in ENDINGS for end in _ADJECTIVES)


def is_adjective_ending(rest: str) -> bool:
    """Tell whether the ending makes an adjective of the unit: "illik", "aylıq"."""
    return bool(rest) and _is_adjective(rest) and rest not in ENDINGS


def month_of(word: str) -> int | None:
    """Find the month that a word is built on: "mayın", "sentyabrın", "iyunadək"."""
    for name, number in MONTHS.items():
        if word.startswith(name) and word[len(name) :] in ENDINGS:
            return number
    return None


def starts(word: str, *stems: str) -> bool:
    """Tell whether the word is built on one of the stems."""
    return word.startswith(stems)


def case_of(word: str) -> str:
    """Name the case: `until` (-dək), `from` (-dan), `at` (-da), `to` (-a), or none of them."""
    ending = word.rsplit("-", 1)[-1]
    if ending.endswith(("dək", "dak")):
        return "until"
    if ending.endswith(("dan", "dən")):
        return "from"
    if ending.endswith(("da", "də")):
        return "at"
    return "to" if ending.endswith(("a", "ə")) else ""
