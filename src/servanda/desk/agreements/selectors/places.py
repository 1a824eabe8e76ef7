"""Where something stands in a text, in words: "Section IV", "Article 5, paragraph 2"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from servanda.desk.agreements.models import Provision
from servanda.desk.agreements.selectors.shelf import Shelf

AT_ONCE = 2000  # values that one query may carry
Key = tuple[str, str]  # the id of a text, and an eId in it

NUMBERED: Mapping[str, str | Promise] = {
    "part": _("Part %(num)s"),
    "title": _("Title %(num)s"),
    "chapter": _("Chapter %(num)s"),
    "section": _("Section %(num)s"),
    "article": _("Article %(num)s"),
    "annex": _("Annex %(num)s"),
    "paragraph": _("paragraph %(num)s"),
    "point": _("point %(num)s"),
    "recital": _("recital %(num)s"),
}
UNNUMBERED: Mapping[str, str | Promise] = {
    "preamble": _("Preamble"),
    "annex": _("Annex"),
    "conclusions": _("Closing formula"),
}


def own_place(provision: Provision) -> str:
    """Say which provision it is, apart from those around it."""
    num = provision.num.strip().rstrip(".:")
    if not num and provision.kind == "recital":
        num = provision.eid.rpartition("_")[2]  # its place, which is how recitals are spoken of
    if not num:
        return str(UNNUMBERED.get(provision.kind) or provision.heading)
    if provision.kind not in NUMBERED or any(
        len(word) > 1 and _is_word(word) for word in num.split()
    ):
        return num
    return str(NUMBERED[provision.kind]) % {"num": num}


def _is_word(word: str) -> bool:
    """Tell "Article" from a Roman number or a letter."""
    return word.isalpha() and not set(word.upper()) <= set("IVXLCDM")


def places(shelf: Shelf, provisions: Iterable[Provision]) -> dict[Key, tuple[str, ...]]:
    """Return where each of these provisions stands, from the outermost part to itself."""
    wanted = {(each.text_id, each.eid) for each in provisions}
    around = {eid for _text, own in wanted for eid in _ancestors(own)}
    texts = sorted({text for text, _own in wanted})
    found: dict[Key, Provision] = {}
    if wanted:
        narrowed = {"eid__in": sorted(around)} if len(around) <= AT_ONCE else {}
        for each in shelf.all(Provision, text_id__in=texts, **narrowed):
            found[each.text_id, each.eid] = each
    return {key: _steps(key, found) for key in wanted}


def places_read(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return where each provision that the reader found stands, by its eId."""
    known = {
        ("", each["eid"]): Provision(
            eid=each["eid"],
            kind=each["kind"],
            num=each["num"],
            heading_en=each["heading"],
        )
        for each in found
    }
    return {eid: joined(_steps((text, eid), known)) for text, eid in known}


def joined(steps: Sequence[str]) -> str:
    """Return the steps to a place as one phrase that can stand alone.

    >>> joined(["Section IV", "paragraph 2"])
    'Section IV, paragraph 2'
    """
    words = ", ".join(steps)
    return words[:1].replace("i", "İ" if _in_azerbaijani() else "I").upper() + words[1:]


def _ancestors(eid: str) -> list[str]:
    """Return an eId and those around it, the outermost first.

    >>> _ancestors("sec_4__para_2")
    ['sec_4', 'sec_4__para_2']
    """
    steps = eid.split("__")
    return ["__".join(steps[: n + 1]) for n in range(len(steps))]


def _steps(key: Key, found: Mapping[Key, Provision]) -> tuple[str, ...]:
    text, eid = key
    around = (found.get((text, each)) for each in _ancestors(eid))
    return tuple(filter(None, (own_place(each) for each in around if each)))


def _in_azerbaijani() -> bool:
    return (get_language() or "").startswith("az")
