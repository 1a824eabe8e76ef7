"""Does each quote still stand? Looked up every time it is shown, and never stored as a truth.

Three things must hold: the original's file has the bytes that its name says; its text is the text
that the quote was cut from; and the quote stands in that text where it is said to stand. The last
is a fact about a hash, which cannot change, and so it is remembered; the first two are looked up.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors import text_hashes
from servanda.desk.sources.intact import Bytes, bytes_of
from servanda.desk.sources.models import Original
from servanda.desk.sources.places import originals

AT_ONCE = 500
TEXTS_AT_ONCE = 20  # held in memory
REMEMBERED = 100_000
Cut = tuple[str, int, int, str]  # the hash of a text, a span of it, the words said to stand there
_stand: set[Cut] = set()


class Verdict(StrEnum):
    """What became of a quote."""

    VERIFIED = "verified"
    GONE = "gone"  # the original's file is missing
    ALTERED = "altered"  # its bytes are not what they were
    MOVED = "moved"  # the words no longer stand in its text where they stood

    @property
    def why(self) -> str:
        """Say what is wrong; nothing of a quote that stands."""
        return {
            Verdict.VERIFIED: "",
            Verdict.GONE: gettext("the file of the original is missing"),
            Verdict.ALTERED: gettext("the file of the original was altered"),
            Verdict.MOVED: gettext("the text no longer has these words where they stood"),
        }[self]

    @property
    def remedy(self) -> str:
        """Say what to do about it."""
        if self == Verdict.VERIFIED:
            return ""
        return gettext("Restore the original from a backup, or withdraw the evidence.")


@dataclass(frozen=True, slots=True)
class _Look:
    """What was seen of an original: its file, the hash said of its text and the real one."""

    bytes: Bytes
    text_sha256: str
    text_really: str


def verdicts(evidence: Iterable[Evidence]) -> dict[str, Verdict]:
    """Return for each piece of evidence, by its id, whether its quote stands today."""
    pieces = list(evidence)
    found = _originals({each.original_id for each in pieces})
    given = {each.id: _first_look(each, found.get(each.original_id)) for each in pieces}
    doubtful = [each for each in pieces if given[each.id] is None]
    standing = _look_up(doubtful)
    return {
        key: verdict or (Verdict.VERIFIED if key in standing else Verdict.MOVED)
        for key, verdict in given.items()
    }


def forget() -> None:
    """Forget which words were found in which texts, so that each is looked up again."""
    _stand.clear()
    text_hashes.forget()


def _first_look(piece: Evidence, original: _Look | None) -> Verdict | None:
    """Give the verdict on a quote, or None where its words have to be looked up."""
    if original is None or original.bytes == Bytes.GONE:
        return Verdict.GONE
    if original.bytes == Bytes.ALTERED:
        return Verdict.ALTERED
    if {original.text_really, original.text_sha256} != {piece.text_sha256}:
        return Verdict.MOVED
    return Verdict.VERIFIED if _cut(piece) in _stand else None


def _cut(piece: Evidence) -> Cut:
    return piece.text_sha256, piece.start, piece.end, piece.quote


def _originals(ids: Iterable[str]) -> dict[str, _Look]:
    """Look at originals: at each file, and at the hash of each text as it is now."""
    root = originals()
    return {
        key: _Look(bytes_of(root, found.sha256), found.text_sha256, found.really)
        for key, found in text_hashes.hashes_of(ids).items()
    }


def _look_up(pieces: Iterable[Evidence]) -> set[str]:
    """Return the ids of those whose words stand in the text, which is the one they name."""
    by_original: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in pieces:
        by_original[each.original_id].append(each)
    there: set[str] = set()
    ordered = sorted(by_original)
    for at in range(0, len(ordered), AT_ONCE):
        texts = Original.objects.filter(pk__in=ordered[at : at + AT_ONCE]).order_by()
        for key, text in texts.values_list("pk", "text").iterator(chunk_size=TEXTS_AT_ONCE):
            there |= _standing_in(text, by_original[key])
    return there


def _standing_in(text: str, pieces: Iterable[Evidence]) -> set[str]:
    """Return the ids of those that stand in a text, and remember them as long as it is the same."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    standing = [
        each
        for each in pieces
        if each.text_sha256 == sha256 and each.quote and text[each.start : each.end] == each.quote
    ]
    if len(_stand) + len(standing) > REMEMBERED:
        _stand.clear()
    _stand.update(_cut(each) for each in standing)
    return {each.id for each in standing}
