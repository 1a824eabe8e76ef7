"""Keeps the one search index in step with the passages, and makes it anew from the database."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from servanda.desk.sources.folding import index_words
from servanda.desk.sources.models import Band, Likeness, Original, Passage, SearchEntry
from servanda.desk.sources.preparing import spans_outside
from servanda.desk.sources.services.resembling import note_likenesses

AT_ONCE = 1000
_PUT = {
    "sqlite": "INSERT OR REPLACE INTO sources_search (rowid, folded) VALUES (%s, %s)",
    "postgresql": (
        "INSERT INTO sources_search (rowid, folded) VALUES (%s, %s) "
        "ON CONFLICT (rowid) DO UPDATE SET folded = EXCLUDED.folded"
    ),
}


def index(rows: Iterable[tuple[int, str]]) -> None:
    """Put passages, by their number, and their folded words into the index."""
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, AT_ONCE)):
            cursor.executemany(_PUT[connection.vendor], batch)


def forget(original_ids: Iterable[str]) -> None:
    """Take the passages of originals that are about to go out of the index."""
    numbers = Passage.objects.filter(original_id__in=list(original_ids))
    SearchEntry.objects.filter(passage_id__in=list(numbers.values_list("id", flat=True))).delete()


@transaction.atomic
def rebuild() -> int:
    """Make passages, index and likenesses anew from the stored texts; return how many passages."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sources_search")
    for derived in (Passage, Band, Likeness):
        derived._default_manager.all().delete()
    count = 0
    for batch in _originals():
        count += derive(batch)
    return count


def _originals() -> Iterator[list[Original]]:
    ids = list(Original.objects.order_by("id").values_list("id", flat=True))
    for at in range(0, len(ids), 100):
        yield list(Original.objects.filter(id__in=ids[at : at + 100]).order_by("id"))


def derive(originals: list[Original]) -> int:
    """Make passages, index and likenesses from the texts of originals; return how many passages."""
    passages = [
        Passage(original=each, ordinal=number, start=start, end=end)
        for each in originals
        for number, (start, end) in enumerate(spans_of(each))
    ]
    made = Passage.objects.bulk_create(passages, batch_size=AT_ONCE)
    index((each.pk, index_words(each.original.text[each.start : each.end])) for each in made)
    for each in originals:
        note_likenesses(each.text_sha256, each.text, spans_of(each))
    return len(made)


def spans_of(original: Original) -> list[tuple[int, int]]:
    """Return where the passages of an original's text stand."""
    furniture = [(start, end) for start, end, _reason in original.furniture]
    return spans_outside(original.text, furniture)
