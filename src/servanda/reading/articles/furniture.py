"""Page furniture in the lines of an article: menus, buttons, counters, notices, site names.

A line is furniture for a reason that can be read: it is a menu's word, a counter, a notice. Rules
that could also hit a line of the article apply only at its edges, before the first paragraph and
after the last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.reading.articles.model import Furniture

PARAGRAPH = 120  # characters; a shorter line may be a heading, or a menu's
_NUMBER = re.compile(r"[\d.,\s]{1,12}[kKmM]?")
_COUNTER = re.compile(
    r"(?:views?|reads?|hits|shares?|comments?|read|baxış|baxılıb|oxunub|oxunma|şərh|просмотр\w*|"
    r"прочитано|комментар\w*)\s*[:\-–]?\s*\(?\d[\d., ]*[kKmM]?\)?(?:\s*(?:times?|dəfə|раз\w?))?"
    r"|\d[\d., ]*[kKmM]?\s+(?:views?|reads?|shares?|comments?|baxış|dəfə oxunub|просмотр\w*)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"©|\(c\)\s*\d{4}|all rights reserved|any use of (?:the )?materials|"
    r"(?:use|reprint\w*|reproduction) of (?:the |any )?(?:site )?(?:materials?|content).{0,60}"
    r"(?:hyperlink|link|permission|reference)|"
    r"bütün hüquqlar qorunur|istinad (?:zəruridir|mütləqdir)|все права защищены|"
    r"при использовании материалов",
    re.IGNORECASE,
)
_SHARE = frozenset(
    "twitter youtube instagram facebook telegram whatsapp linkedin vkontakte vk x rss email e-mail "
    "viber tiktok odnoklassniki share tweet print pinterest reddit messenger paylaş çap поделиться "
    "печать".split()
)
_SHARE_LINE = re.compile(
    r"(?:share|follow us|paylaş\w*|bölüş\w*|поделиться|подпис\w+)\b.{0,40}", re.IGNORECASE
)
_MENU = frozenset(
    "search home menu login register subscribe news analytics politics economy society world sport "
    "culture video photo multimedia interview opinion contacts about advertising archive az en ru tr "
    "fa ar de fr az/en aze eng rus a+ a- a aa night_theme dark light theme xəbərlər siyasət iqtisadiyyat "
    "cəmiyyət dünya idman mədəniyyət əlaqə haqqımızda axtarış müsahibə новости политика экономика "
    "общество мир спорт культура поиск главная контакты seçilən mənbələr".split()
)
_MENU_LINES = frozenset(
    {
        "apple store", "play market", "app store", "google play", "google news", "what are you looking for",
        "skip to content", "skip to main content", "read also", "read more", "related news", "most read",
        "latest news", "top news", "back to top", "sign in", "sign up", "log in", "follow us", "see also",
        "related articles", "leave a comment", "add comment", "more news", "son xəbərlər", "ən çox oxunanlar",
        "digər xəbərlər", "последние новости", "читайте также",
    }
)  # fmt: skip
_SITE = re.compile(
    r"(?:www\.)?[a-z0-9-]+\.(?:az|com|org|net|ru|media|info|gov|tv|eu|news|am|ge|tr)"
)
_TRIMMED = " .:;!?…|•·»«>›<‹-–—/\u00a0"
_COUNT_PREFIX = re.compile(r"^\d+\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text and where it stands."""

    start: int
    end: int
    words: str


def furniture_of(text: str, start: int = 0) -> list[Furniture]:
    """Return the lines from `start` on that are furniture, in order, each with its reason."""
    lines = [line for line in lines_of(text) if line.start >= start]
    first, last = _article(lines)
    reasons = [
        _reason(line.words, edge=not first <= number <= last) for number, line in enumerate(lines)
    ]
    reasons = _between_furniture(lines, reasons, first)
    return [
        Furniture(line.start, line.end, reason)
        for line, reason in zip(lines, reasons, strict=True)
        if reason
    ]


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    found, at = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words[0])
            found.append(Line(start, start + len(words), words))
        at += len(raw) + 1
    return found


def _article(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the numbers of the first and last line that are paragraphs; all, where none is."""
    long = [number for number, line in enumerate(lines) if _is_paragraph(line.words)]
    return (long[0], long[-1]) if long else (0, len(lines))


def _is_paragraph(words: str) -> bool:
    return len(words) >= PARAGRAPH and not _NOTICE.search(words)


def _reason(words: str, *, edge: bool) -> str:
    if _COUNTER.fullmatch(words):
        return "counter"
    if len(words) < 2 * PARAGRAPH and _NOTICE.search(words):
        return "notice"
    return _edge_reason(words) if edge else ""


def _edge_reason(words: str) -> str:
    plain = words.strip(_TRIMMED).lower()
    bare = _COUNT_PREFIX.sub("", plain)
    if not plain:
        return ""
    if plain in _MENU or plain in _MENU_LINES or bare in _MENU or words in {"A+", "A-"}:
        return "menu"
    if plain in _SHARE or _SHARE_LINE.fullmatch(plain):
        return "share"
    if _NUMBER.fullmatch(words):
        return "counter"
    return "site" if _SITE.fullmatch(plain) else ""


def _between_furniture(lines: Sequence[Line], reasons: list[str], first: int) -> list[str]:
    """Mark a short line above the article whose neighbours are both furniture: a teaser."""
    marked = list(reasons)
    for number in range(1, min(first, len(lines) - 1)):
        if not reasons[number] and reasons[number - 1] and reasons[number + 1]:
            marked[number] = "teaser"
    return marked
